package kz.dabyl.alerts.delivery;

import java.time.Duration;

/**
 * How messages are delivered.
 *
 * @param retries when failed tries are repeated
 * @param deadline of one try, look-up of the name included
 * @param parallel tries under way at once to one subscription
 * @param kept finished messages shown for each subscription
 * @param maxSubscriptions more are refused
 * @param gathering what is said as one to people
 */
public record DeliveryConfig(
        RetrySchedule retries, Duration deadline, int parallel, int kept, int maxSubscriptions, Gathering gathering) {

    public static final DeliveryConfig DEFAULT =
            new DeliveryConfig(RetrySchedule.DEFAULT, Duration.ofSeconds(15), 4, 500, 1000, Gathering.DEFAULT);

    public DeliveryConfig {
        if (deadline.isNegative() || deadline.isZero()) {
            throw new IllegalArgumentException("deadline must be positive, was " + deadline);
        }
        if (parallel < 1 || kept < 1 || maxSubscriptions < 1) {
            throw new IllegalArgumentException("parallel, kept and max-subscriptions must be at least 1, were "
                    + parallel + ", " + kept + ", " + maxSubscriptions);
        }
    }
}
