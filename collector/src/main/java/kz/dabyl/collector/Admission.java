package kz.dabyl.collector;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the bytes of all requests that are being read or stored, so that a slow log or many slow senders cannot fill the
 * memory. A probe has a share of them: one body of whatever size, or several within a quarter of all, so that one token does
 * not shut out all others. Thread-safe; a {@link Claim} belongs to one request.
 */
final class Admission {

    /** Nearly all bodies are no larger: where one of these finds no room nobody is heard. */
    static final int SMALL_BYTES = 64 * 1024;

    private static final int SHARES = 4;

    /** For a moment any collector may be full. */
    private static final Duration LONG = Duration.ofSeconds(3);

    /**
     * Whoever was told to come again has come by then, and a detector takes a gap of so long for blindness: the silence of
     * those who were turned away must not count.
     */
    private static final Duration OVER = Duration.ofSeconds(12);

    private final long limit;
    private final LongSupplier nanoTime;
    private final AtomicLong held = new AtomicLong();
    private final ConcurrentMap<String, Long> heldByProbe = new ConcurrentHashMap<>();

    private boolean turnedAway;
    private long firstTurnedAway;
    private long lastTurnedAway;

    Admission(long limit) {
        this(limit, System::nanoTime);
    }

    Admission(long limit, LongSupplier nanoTime) {
        this.limit = limit;
        this.nanoTime = nanoTime;
    }

    /** A claim for no bytes yet, of a request that is there as a whole. */
    Claim claim() {
        return new Claim(null);
    }

    /** A claim for no bytes yet, of a request that is still to come. */
    Claim claim(Principal sender) {
        return new Claim(sender instanceof Principal.Probe probe ? probe.probe() : null);
    }

    long heldBytes() {
        return held.get();
    }

    /** Whether bodies, however small, have been turned away for seconds: whoever is silent now may not be. */
    synchronized boolean deaf() {
        return turnedAway
                && lastTurnedAway - firstTurnedAway >= LONG.toNanos()
                && nanoTime.getAsLong() - lastTurnedAway <= OVER.toNanos();
    }

    /** Why nobody is heard. */
    Optional<String> fault() {
        return deaf()
                ? Optional.of(
                        "there is no room for bodies of reports, which are answered 503; time stands still meanwhile")
                : Optional.empty();
    }

    private synchronized void turnAway() {
        var now = nanoTime.getAsLong();
        if (!turnedAway || now - lastTurnedAway > OVER.toNanos()) {
            turnedAway = true;
            firstTurnedAway = now;
        }
        lastTurnedAway = now;
    }

    /** What one request holds. */
    final class Claim {

        private final @Nullable String probe;
        private final AtomicLong mine = new AtomicLong();

        private Claim(@Nullable String probe) {
            this.probe = probe;
        }

        /** Holds {@code bytes} more; false, and nothing changed, if there is no room. */
        boolean grow(long bytes) {
            if (!takeShare(bytes)) {
                return false;
            }
            if (held.addAndGet(bytes) > limit) {
                held.addAndGet(-bytes);
                returnShare(bytes);
                if (mine.get() + bytes <= SMALL_BYTES) {
                    turnAway();
                }
                return false;
            }
            mine.addAndGet(bytes);
            return true;
        }

        private boolean takeShare(long bytes) {
            if (probe == null) {
                return true;
            }
            var all = heldByProbe.merge(probe, bytes, Long::sum);
            var others = all - bytes - mine.get();
            if (others > 0 && all > limit / SHARES) {
                returnShare(bytes);
                return false;
            }
            return true;
        }

        private void returnShare(long bytes) {
            if (probe != null) {
                heldByProbe.computeIfPresent(probe, (name, all) -> all > bytes ? all - bytes : null);
            }
        }

        /** Gives everything back. */
        void release() {
            var all = mine.getAndSet(0);
            held.addAndGet(-all);
            if (all > 0) {
                returnShare(all);
            }
        }
    }
}
