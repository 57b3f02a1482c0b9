package kz.dabyl.collector;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds the bytes of all requests that are being read or stored, so that a slow log or many slow senders cannot fill the
 * memory. Thread-safe; a {@link Claim} belongs to one request.
 */
final class Admission {

    private final long limit;
    private final AtomicLong held = new AtomicLong();

    Admission(long limit) {
        this.limit = limit;
    }

    /** A claim for no bytes yet. */
    Claim claim() {
        return new Claim();
    }

    long heldBytes() {
        return held.get();
    }

    /** What one request holds. */
    final class Claim {

        private final AtomicLong mine = new AtomicLong();

        /** Holds {@code bytes} more; false, and nothing changed, if there is no room. */
        boolean grow(long bytes) {
            if (held.addAndGet(bytes) > limit) {
                held.addAndGet(-bytes);
                return false;
            }
            mine.addAndGet(bytes);
            return true;
        }

        /** Gives everything back. */
        void release() {
            held.addAndGet(-mine.getAndSet(0));
        }
    }
}
