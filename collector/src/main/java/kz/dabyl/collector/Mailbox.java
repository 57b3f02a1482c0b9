package kz.dabyl.collector;

import io.vertx.core.Context;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Brings tasks to an event loop. Those that come while it is busy are run by it together: one record of the log settles
 * many requests, and to wake the loop costs more than to answer one of them. Thread-safe.
 */
final class Mailbox implements Executor {

    private final Context context;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean called = new AtomicBoolean();

    Mailbox(Context context) {
        this.context = context;
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        if (called.compareAndSet(false, true)) {
            context.runOnContext(v -> runAll());
        }
    }

    private void runAll() {
        // Before the first is taken: whatever is added from now on calls again.
        called.set(false);
        for (var task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }
}
