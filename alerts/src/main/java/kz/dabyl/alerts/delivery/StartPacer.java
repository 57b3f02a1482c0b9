package kz.dabyl.alerts.delivery;

import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Lets many things begin in small portions, with a moment between two portions. An event loop looks at its connections only
 * when it has no tasks left: of a thousand tries that all begin in one go none would leave before the last is begun, and
 * none could use a connection that an answer has set free.
 *
 * <p>What will hardly come to anything lets the others go first, but for a few in each portion. Each of both begins in its order.
 *
 * <p>Confined to one context. Whatever waits begins within milliseconds, whatever became of the others; of what lets those
 * go first a few begin in each millisecond as long as there are any.
 */
final class StartPacer {

    private static final int PORTION = 32;

    /** So many of those that let others go first begin in each portion all the same: else they might never. */
    private static final int LAST = 4;

    private final Vertx vertx;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private final Deque<Runnable> behind = new ArrayDeque<>();
    private int left = PORTION;
    private int leftBehind = LAST;
    private boolean resting;

    StartPacer(Vertx vertx) {
        this.vertx = vertx;
    }

    /**
     * Begins {@code task}, now or when what came before it has begun.
     *
     * @param behind whether others may go first
     */
    void begin(Runnable task, boolean behind) {
        (behind ? this.behind : waiting).add(task);
        beginWaiting();
    }

    private void beginWaiting() {
        try {
            while (left > 0 && !waiting.isEmpty()) {
                left--;
                waiting.remove().run();
            }
            while ((leftBehind > 0 || left > 0) && !behind.isEmpty()) {
                if (leftBehind > 0) {
                    leftBehind--;
                } else {
                    left--;
                }
                behind.remove().run();
            }
        } finally {
            rest();
        }
    }

    private void rest() {
        if ((left < PORTION || leftBehind < LAST) && !resting) {
            resting = true;
            vertx.setTimer(1, t -> {
                resting = false;
                left = PORTION;
                leftBehind = LAST;
                beginWaiting();
            });
        }
    }
}
