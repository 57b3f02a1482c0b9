package kz.dabyl.collector.log;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells by what becomes of records whether the log takes more. It does not while the last word was a failure or that it
 * cannot be reached, or while none came for a second. Thread-safe.
 */
public final class Availability {

    private static final long STALLED_NANOS = Duration.ofSeconds(1).toNanos();

    private final LongSupplier nanoTime;
    private final Trials trials;
    private int underWay;
    private long lastMoved;
    private long lastSuccess;
    private @Nullable String failure;
    private boolean reachable = true;

    /** Which records find out whether a log that was away is back. */
    public enum Trials {
        /** Those that the writer makes by itself each second: nobody's request has to wait for the answer. */
        TICKS,
        /** Any, one at a time: the writer makes none by itself. */
        ANY
    }

    Availability(LongSupplier nanoTime, Trials trials) {
        this.nanoTime = nanoTime;
        this.trials = trials;
        lastMoved = nanoTime.getAsLong();
        lastSuccess = lastMoved;
    }

    synchronized void sent() {
        if (underWay++ == 0) {
            lastMoved = nanoTime.getAsLong();
        }
    }

    synchronized void acknowledged() {
        underWay--;
        failure = null;
        reachable = true;
        lastMoved = nanoTime.getAsLong();
        lastSuccess = lastMoved;
    }

    synchronized void failed(Exception cause) {
        underWay--;
        failure = cause.getClass().getSimpleName();
        lastMoved = nanoTime.getAsLong();
    }

    /** A record failed for what it was, which says nothing about the log. */
    synchronized void refused() {
        underWay--;
    }

    /** The log cannot be reached: holds until a record is acknowledged. True if that is news. */
    synchronized boolean unreachable() {
        var news = failure == null;
        if (reachable) {
            reachable = false;
            failure = "no connection";
        }
        return news;
    }

    synchronized boolean reachable() {
        return reachable;
    }

    synchronized boolean available() {
        if (trials == Trials.ANY && underWay == 0) {
            return true;
        }
        return failure == null && !stalled();
    }

    synchronized Optional<String> fault() {
        if (failure != null) {
            return Optional.of("the log does not take records (" + failure + ")");
        }
        return stalled() ? Optional.of("the log does not answer") : Optional.empty();
    }

    /** Whether the last word was a failure. */
    synchronized boolean failing() {
        return failure != null;
    }

    /** How long records have failed without one that did not; zero while they do not fail. */
    synchronized Duration failingFor() {
        return failure == null ? Duration.ZERO : Duration.ofNanos(nanoTime.getAsLong() - lastSuccess);
    }

    private boolean stalled() {
        return underWay > 0 && nanoTime.getAsLong() - lastMoved > STALLED_NANOS;
    }
}
