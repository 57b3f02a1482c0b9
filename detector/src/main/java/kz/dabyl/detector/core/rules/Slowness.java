package kz.dabyl.detector.core.rules;

import kz.dabyl.model.Ailment;
import kz.dabyl.model.Thresholds;

/**
 * How slow a target is against its own usual and the probe's other targets, in the steps that summaries tell apart.
 *
 * @param thin whether it is throughput that suffers, and not round trips
 * @param step 0 for as usual, then 1 to {@link #STEPS}
 */
public record Slowness(boolean thin, int step) {

    static final int STEPS = 4;

    private static final double[] SLOW = {2, 3, 5, 8};
    private static final double[] THIN = {2, 5, 10, 20};
    private static final Ailment[] SLOW_AILMENTS = {Ailment.SLOW_2, Ailment.SLOW_3, Ailment.SLOW_5, Ailment.SLOW_8};
    private static final Ailment[] THIN_AILMENTS = {Ailment.THIN_2, Ailment.THIN_5, Ailment.THIN_10, Ailment.THIN_20};

    /** The step of a round trip so many times the usual. */
    public static int stepOfRtt(double times) {
        return step(SLOW, times);
    }

    /** The step of a throughput of which so many make the usual. */
    public static int stepOfKbps(double times) {
        return step(THIN, times);
    }

    private static int step(double[] bounds, double times) {
        var step = 0;
        while (step < STEPS && times >= bounds[step]) {
            step++;
        }
        return step;
    }

    /** @throws IllegalArgumentException if the ailment is not one of slowness */
    static Slowness of(Ailment ailment) {
        for (var i = 0; i < STEPS; i++) {
            if (SLOW_AILMENTS[i] == ailment) {
                return new Slowness(false, i + 1);
            }
            if (THIN_AILMENTS[i] == ailment) {
                return new Slowness(true, i + 1);
            }
        }
        throw new IllegalArgumentException(ailment + " is no slowness");
    }

    /** The ailment of a step over 0. */
    public static Ailment ailment(boolean thin, int step) {
        return (thin ? THIN_AILMENTS : SLOW_AILMENTS)[step - 1];
    }

    /** Whether the same is slow by both. */
    public static boolean isSameBy(Thresholds one, Thresholds other) {
        return one.throttlingRttFactor() == other.throttlingRttFactor()
                && one.throttlingKbpsFactor() == other.throttlingKbpsFactor();
    }

    /** Whether this counts as throttled; a factor between two steps takes the higher, one over the highest takes that. */
    boolean reaches(Thresholds thresholds) {
        var wanted = thin ? 1 / thresholds.throttlingKbpsFactor() : thresholds.throttlingRttFactor();
        return step == STEPS || (thin ? THIN : SLOW)[step - 1] >= wanted - 1e-9;
    }
}
