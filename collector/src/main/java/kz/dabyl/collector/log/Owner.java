package kz.dabyl.collector.log;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Whoever waits for entries that are spread over records. It is done when all of its records are settled and no more are
 * to come; it failed if one of them did. Records settle on any thread.
 */
abstract class Owner {

    /** One more than its open records, until {@link #complete()}. */
    private final AtomicInteger open = new AtomicInteger(1);

    private final AtomicBoolean failed = new AtomicBoolean();

    /** One more record holds entries of it. */
    final void sent() {
        open.incrementAndGet();
    }

    /** One of its records settled; true if that was the last that it waited for. */
    final boolean settled(boolean ok) {
        if (!ok) {
            failed.set(true);
        }
        return open.decrementAndGet() == 0;
    }

    /** No more records are to come; true if it waits for none. */
    final boolean complete() {
        return open.decrementAndGet() == 0;
    }

    final boolean failed() {
        return failed.get();
    }

    /** Tells whoever waits. Called once, after the last record. */
    abstract void done();
}
