package kz.dabyl.alerts.delivery;

import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Lets many things begin in small portions, in their order, with a moment between two portions. An event loop looks at its
 * connections only when it has no tasks left: of a thousand tries that all begin in one go none would leave before the last
 * is begun, and none could use a connection that an answer has set free.
 *
 * <p>Confined to one context. Whatever waits begins within milliseconds, whatever became of the others.
 */
final class Portions {

    private static final int PORTION = 32;

    private final Vertx vertx;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private int left = PORTION;
    private boolean resting;

    Portions(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Begins {@code task}, now or when what came before it has begun. */
    void begin(Runnable task) {
        waiting.add(task);
        beginWaiting();
    }

    private void beginWaiting() {
        try {
            while (left > 0 && !waiting.isEmpty()) {
                left--;
                waiting.remove().run();
            }
        } finally {
            rest();
        }
    }

    private void rest() {
        if (left < PORTION && !resting) {
            resting = true;
            vertx.setTimer(1, t -> {
                resting = false;
                left = PORTION;
                beginWaiting();
            });
        }
    }
}
