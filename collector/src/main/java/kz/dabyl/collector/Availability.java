package kz.dabyl.collector;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells by what becomes of records whether the log takes more. It does not while the last word was a failure, or none
 * came for a second, unless nothing is under way that could bring better news. Thread-safe.
 */
final class Availability {

    private static final long STALLED_NANOS = Duration.ofSeconds(1).toNanos();

    private final LongSupplier nanoTime;
    private int underWay;
    private long lastMoved;
    private long lastSuccess;
    private @Nullable String failure;

    Availability(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
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

    synchronized boolean available() {
        return underWay == 0 || (failure == null && !stalled());
    }

    synchronized Optional<String> fault() {
        if (failure != null) {
            return Optional.of("the log does not take records (" + failure + ")");
        }
        return underWay > 0 && stalled() ? Optional.of("the log does not answer") : Optional.empty();
    }

    /** How long records have failed without one that did not; zero while they do not fail. */
    synchronized Duration failingFor() {
        return failure == null ? Duration.ZERO : Duration.ofNanos(nanoTime.getAsLong() - lastSuccess);
    }

    private boolean stalled() {
        return nanoTime.getAsLong() - lastMoved > STALLED_NANOS;
    }
}
