package kz.dabyl.alerts.delivery;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/** Runs tasks in the order in which they came, each when the one before is done, failed or not. Confined. */
final class OneAtATime {

    private final Deque<Supplier<Future<?>>> waiting = new ArrayDeque<>();
    private boolean busy;

    <T> Future<T> run(Supplier<Future<T>> task) {
        var promise = Promise.<T>promise();
        waiting.add(() -> begin(task).onComplete(promise::handle));
        next();
        return promise.future();
    }

    /** A task that throws must not stop all that wait behind it. */
    private static <T> Future<T> begin(Supplier<Future<T>> task) {
        try {
            return task.get();
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }

    private void next() {
        while (!busy && !waiting.isEmpty()) {
            busy = true;
            var done = waiting.remove().get();
            if (done.isComplete()) {
                // Not by its handler: thousands that complete at once would nest as deep.
                busy = false;
            } else {
                done.onComplete(v -> {
                    busy = false;
                    next();
                });
            }
        }
    }
}
