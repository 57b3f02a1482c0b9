package kz.dabyl.probe.deliver;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to leave something alone that has failed: twice as long each time, with chance in it. Immutable. */
record Backoff(Duration first, Duration longest) {

    /** @param failures in a row, at least one */
    Duration after(int failures, RandomGenerator random) {
        var doublings = Math.min(failures - 1, 20);
        var millis = Math.min(longest.toMillis(), first.toMillis() << doublings);
        return Duration.ofMillis(millis / 2 + random.nextLong(millis / 2 + 1));
    }
}
