package kz.dabyl.alerts.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * How long to wait after each failed try.
 *
 * @param waits one for each try that may follow
 * @param jitter share by which a wait is made longer or shorter at random, so that a receiver that comes back is not met
 *     by everything at once
 */
public record RetrySchedule(List<Duration> waits, double jitter) {

    /** The waits of Standard Webhooks: given up after three days. */
    public static final RetrySchedule DEFAULT = new RetrySchedule(
            Stream.of("PT5S", "PT30S", "PT5M", "PT30M", "PT2H", "PT5H", "PT10H", "PT14H", "PT20H", "PT24H")
                    .map(Duration::parse)
                    .toList(),
            0.1);

    public RetrySchedule {
        waits = List.copyOf(waits);
        if (!(jitter >= 0 && jitter < 1)) {
            throw new IllegalArgumentException("jitter must be from 0 to below 1, was " + jitter);
        }
    }

    /** The same for as long, but that none of its waits is longer than {@code longest}: more tries stand in the place of one. */
    RetrySchedule noLongerThan(Duration longest) {
        var shorter = new ArrayList<Duration>();
        for (var wait : waits) {
            var left = wait;
            while (left.compareTo(longest) > 0) {
                shorter.add(longest);
                left = left.minus(longest);
            }
            shorter.add(left);
        }
        return new RetrySchedule(shorter, jitter);
    }

    /** How long a message is tried for. */
    Duration length() {
        return waits.stream().reduce(Duration.ZERO, Duration::plus);
    }

    /**
     * How long to wait after so many failed tries; empty when it is time to give up.
     *
     * @param retryAfter what the receiver asked for; waits are never shorter
     */
    public Optional<Duration> after(int tries, Optional<Duration> retryAfter, RandomGenerator random) {
        if (tries > waits.size()) {
            return Optional.empty();
        }
        var wait = waits.get(tries - 1);
        var factor = 1 + jitter * (2 * random.nextDouble() - 1);
        var jittered = Duration.ofMillis(Math.round(wait.toMillis() * factor));
        return Optional.of(
                retryAfter.filter(asked -> asked.compareTo(jittered) > 0).orElse(jittered));
    }
}
