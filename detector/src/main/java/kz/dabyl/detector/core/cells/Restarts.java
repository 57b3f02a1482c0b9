package kz.dabyl.detector.core.cells;

import java.util.Collection;
import java.util.TreeMap;
import kz.dabyl.model.HopSummary;

/** How long those who restart are away. Nobody restarts for long, and those of one restart are away for about as long as each other. */
public final class Restarts {

    /** Who is away for longer than this does not restart. */
    private static final long LONGEST_HOPS = RestartLog.LASTING_HOPS;

    private static final double NEARLY_ALL = 0.9;

    /** Some are away for longer than nearly all, and are heard only when their next report is due. */
    private static final double LONGER = 1.5;

    private Restarts() {}

    /**
     * Whether those who fell silent after the hop {@code onset}, and are not back in the hop {@code now}, are away for longer than
     * those who restarted about then.
     *
     * @param around cells in which they would restart with them
     * @param silent cells of those who are silent
     */
    public static boolean areOverdue(
            long onset, long now, Collection<CellView> around, Collection<? extends Population> silent) {
        var away = now - onset;
        return away > LONGEST_HOPS || away > LONGER * awayOfMost(onset, around) + longestRound(silent);
    }

    /** Hops for which nine in ten of those were away who restarted about {@code onset}; for ever if nobody did. */
    private static double awayOfMost(long onset, Collection<CellView> around) {
        var probesByHops = new TreeMap<Long, Integer>();
        around.forEach(view -> view.restarts().addAway(onset, probesByHops));
        var left = NEARLY_ALL
                * probesByHops.values().stream().mapToInt(Integer::intValue).sum();
        for (var away : probesByHops.entrySet()) {
            left -= away.getValue();
            if (left <= 0) {
                return away.getKey();
            }
        }
        return Double.POSITIVE_INFINITY;
    }

    /** Hops until each of those who are silent would have spoken. */
    private static long longestRound(Collection<? extends Population> silent) {
        var seconds = 0L;
        for (var population : silent) {
            for (var presence : population.presences()) {
                seconds = Math.max(seconds, presence.broken() > 0 ? presence.intervalSeconds() : 0);
            }
        }
        return seconds * 1000 / HopSummary.HOP_MILLIS;
    }
}
