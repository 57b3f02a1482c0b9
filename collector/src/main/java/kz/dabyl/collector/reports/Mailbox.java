package kz.dabyl.collector.reports;

import io.vertx.core.Context;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings tasks to an event loop. Those that come while it is busy are run by it together: one record of the log settles
 * many requests, and to wake the loop costs more than to answer one of them. Thread-safe.
 */
final class Mailbox implements Executor {

    private static final Logger LOG = LoggerFactory.getLogger(Mailbox.class);

    private final Context context;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean called = new AtomicBoolean();

    Mailbox(Context context) {
        this.context = context;
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        call();
    }

    private void call() {
        if (called.compareAndSet(false, true)) {
            context.runOnContext(v -> runAll());
        }
    }

    private void runAll() {
        // Before the first is taken: whatever is added from now on calls again.
        called.set(false);
        for (var task = tasks.poll(); task != null; task = tasks.poll()) {
            try {
                task.run();
            } catch (RuntimeException e) {
                // One request's trouble is none of the others'.
                LOG.error("how a request ended could not be told to its sender, who will ask again", e);
            } catch (Error e) {
                // It is the event loop's to tell of; the others wait for their answers all the same.
                call();
                throw e;
            }
        }
    }
}
