package kz.dabyl.probe.agent;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * When what was kept goes. Once a collector is reached it waits for a while that chance decides: a burst of kept reports in
 * the minute in which the network returns would show who measured. Only time in which the collector is reached counts;
 * where it is not any more, the rest of the wait goes on when it is again. So what was kept goes on a line too that is
 * never up for as long as that.
 *
 * <p>Used by one thread.
 */
final class LateTurn {

    private static final long NEVER = Long.MAX_VALUE;
    private static final long BETWEEN_BATCHES = Duration.ofSeconds(1).toMillis();
    private static final long BETWEEN_BATCHES_SPREAD = Duration.ofSeconds(4).toMillis();

    private final Schedule schedule;
    private final RandomGenerator random;
    private long at = NEVER;
    private long left = NEVER;

    LateTurn(Schedule schedule, RandomGenerator random) {
        this.schedule = schedule;
        this.random = random;
    }

    /** By the clock that never goes back. */
    long at() {
        return at;
    }

    /** A collector is reached, and something waits or nothing does. */
    void reached(long now, boolean waiting) {
        if (!waiting) {
            at = NEVER;
            left = NEVER;
        } else if (at == NEVER) {
            at = now + (left == NEVER ? schedule.lateMillis() : left);
            left = NEVER;
        }
    }

    /** No collector is reached. */
    void lost(long now) {
        if (at != NEVER) {
            // Never nothing: many may have lost it in the same minute, and none of them must be the first to be seen.
            left = Math.max(at - now, random.nextLong(1000L * schedule.interval()));
            at = NEVER;
        }
    }

    /** Some of it was taken. */
    void next(long now, boolean more) {
        at = more ? now + BETWEEN_BATCHES + random.nextLong(BETWEEN_BATCHES_SPREAD) : NEVER;
    }

    void notBefore(long time) {
        at = at == NEVER ? NEVER : Math.max(at, time);
    }
}
