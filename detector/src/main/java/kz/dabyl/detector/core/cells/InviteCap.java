package kz.dabyl.detector.core.cells;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How much the probes of one invite may weigh in a cell: as much as {@value #MOST_PROBES} probes and no more, however many
 * they are. Whoever holds an invite can make as many probes as it admits. Where the invite is unknown there is no cap.
 */
public final class InviteCap {

    private static final int MOST_PROBES = 10;

    private final Map<Integer, Long> percents = new HashMap<>();

    private InviteCap() {}

    static InviteCap of(List<Part> parts) {
        var cap = new InviteCap();
        for (var part : parts) {
            var cohort = part.cohort();
            if (cohort.invite() != 0) {
                cap.percents.merge(cohort.invite(), (long) cohort.percent(), Long::sum);
            }
        }
        return cap;
    }

    /** The least that {@link #factor} can be in a cell whose probes weigh {@code percent} together. */
    public static double leastFactor(long percent) {
        return percent <= 100 * MOST_PROBES ? 1 : 100.0 * MOST_PROBES / percent;
    }

    /** What the weights of the invite's probes are multiplied by, 0 to 1. */
    double factor(int invite) {
        if (percents.isEmpty()) {
            return 1;
        }
        var percent = percents.getOrDefault(invite, 0L);
        return leastFactor(percent);
    }
}
