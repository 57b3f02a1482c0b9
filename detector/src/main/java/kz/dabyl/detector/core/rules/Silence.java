package kz.dabyl.detector.core.rules;

/**
 * How surprising the silence of one probe is while its network works.
 *
 * <p>After k broken promises the probability of such a gap is {@code S(k) = A(k) + B(k)}: every report was lost (each with
 * probability q), or the probe fell asleep at some point and stays silent. With s the share of intervals in which it falls
 * asleep, {@code A(0) = 1, B(0) = 0; B(k) = B(k-1) + A(k-1) s; A(k) = A(k-1) (1 - s) q}. The evidence {@code -ln S(k)}
 * saturates near {@code -ln s}: one phone can never prove a shutdown, however long it is silent.
 */
public final class Silence {

    /** Nothing more is learnt from further broken promises: all probes sleep, break or are left at home one day. */
    private static final int ENOUGH = 40;

    private static final double SECONDS_PER_HOUR = 3600;
    private static final long GRACE_MILLIS = 3_000;

    /** For each second of the interval: it, and a tenth of it. */
    private static final long MILLIS_LATE = 1_100;

    private Silence() {}

    /**
     * Promises broken after a gap of {@code elapsed} milliseconds. A promise counts as broken only after a grace of 3 s
     * and a tenth of the interval: phones are late.
     */
    public static int brokenPromises(long elapsed, int intervalSeconds) {
        var overdue = elapsed - brokenAfter(intervalSeconds);
        return overdue < 0 ? 0 : (int) Math.min(ENOUGH, 1 + overdue / (1000L * intervalSeconds));
    }

    /** Whether {@link #brokenPromises} are any: the same without a division. */
    public static boolean anyBroken(long elapsed, int intervalSeconds) {
        return elapsed >= brokenAfter(intervalSeconds);
    }

    /** The gap in milliseconds from which on a promise is broken. */
    public static long brokenAfter(int intervalSeconds) {
        return GRACE_MILLIS + MILLIS_LATE * intervalSeconds;
    }

    /** Most evidence that falling silent at any moment of so many seconds can give: the chance to do so by sleep. */
    public static double mostWithin(double seconds, double sleepsPerHour) {
        return -Math.log(1 - Math.exp(-sleepsPerHour / SECONDS_PER_HOUR * seconds));
    }

    /**
     * Evidence in nats.
     *
     * @param broken promises broken, 0 gives no evidence
     * @param loss share of reports lost on the air, 0 to 1
     * @param sleepsPerHour how often the probe falls silent on its own
     */
    public static double evidence(int broken, double loss, double sleepsPerHour, int intervalSeconds) {
        var asleep = 1 - Math.exp(-sleepsPerHour / SECONDS_PER_HOUR * intervalSeconds);
        var awake = 1.0;
        var sleeping = 0.0;
        for (var k = 0; k < broken; k++) {
            var with = sleeping + awake * asleep;
            if (with == sleeping && sleeping + awake == sleeping) {
                // Both sums only fall: whatever follows is lost in rounding as well.
                break;
            }
            sleeping = with;
            awake *= (1 - asleep) * loss;
        }
        return -Math.log(awake + sleeping);
    }
}
