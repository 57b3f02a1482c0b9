package kz.dabyl.detector.core.cells;

import java.util.Collection;
import java.util.Map;
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
     * those who restarted about then: than nine in ten of them, in the area that took longest.
     *
     * @param around cells in which they would restart with them
     * @param silent cells of those who are silent
     */
    public static boolean areOverdue(
            long onset, long now, Collection<CellView> around, Collection<? extends Population> silent) {
        var probesByHops = new TreeMap<String, Map<Long, Double>>();
        for (var view : around) {
            var away = new TreeMap<Long, Integer>();
            view.restarts().addAway(onset, away);
            away.forEach((hops, probes) -> probesByHops
                    .computeIfAbsent(view.area(), area -> new TreeMap<>())
                    .merge(hops, probes.doubleValue(), Double::sum));
        }
        var longest =
                probesByHops.values().stream().mapToLong(Restarts::ofNearlyAll).max();
        var away = now - onset;
        return away > LONGEST_HOPS
                || (longest.isPresent() && away > LONGER * longest.getAsLong() + roundHops(onset, silent));
    }

    /** Hops until nearly all of those who are silent would have spoken, whose weight counts. */
    private static long roundHops(long onset, Collection<? extends Population> silent) {
        var weightBySeconds = new TreeMap<Long, Double>();
        for (var population : silent) {
            for (var presence : population.presences()) {
                if (presence.broken() > 0 && !presence.sources() && presence.wasPresent(onset)) {
                    weightBySeconds.merge((long) presence.intervalSeconds(), presence.weight(), Double::sum);
                }
            }
        }
        return ofNearlyAll(weightBySeconds) * 1000 / HopSummary.HOP_MILLIS;
    }

    /** The least under which nine in ten are; 0 if there are none. */
    private static long ofNearlyAll(Map<Long, Double> counted) {
        var left = NEARLY_ALL
                * counted.values().stream().mapToDouble(Double::doubleValue).sum();
        for (var one : counted.entrySet()) {
            left -= one.getValue();
            if (left <= 0 && one.getValue() > 0) {
                return one.getKey();
            }
        }
        return 0;
    }
}
