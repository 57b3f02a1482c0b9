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
     * Whether those who fell silent after the hop {@code onset}, and are not back in the hop {@code now}, are away for half as long
     * again, and a round of theirs, as those who restarted about then: as nine in ten of them, in the area that took longest. Where
     * nobody restarted, after ten minutes.
     *
     * @param around cells in which they would restart with them
     * @param silent cells of those who are silent
     * @param few areas in which fewer restarted are taken together, for one may be away for reasons of its own
     */
    public static boolean areOverdue(
            long onset, long now, Collection<CellView> around, Collection<CellView> silent, int few) {
        var byArea = new TreeMap<String, Map<Long, Integer>>();
        for (var view : around) {
            view.restarts().addAway(onset, byArea.computeIfAbsent(view.area(), area -> new TreeMap<>()));
        }
        var together = new TreeMap<Long, Integer>();
        var longest = 0L;
        for (var hops : byArea.values()) {
            if (count(hops) < few) {
                hops.forEach((away, probes) -> together.merge(away, probes, Integer::sum));
            } else {
                longest = Math.max(longest, ofNearlyAll(hops));
            }
        }
        longest = Math.max(longest, count(together) < few && longest > 0 ? 0 : ofNearlyAll(together));
        var away = now - onset;
        return away > LONGEST_HOPS || (longest > 0 && away > LONGER * longest + roundHops(onset, silent));
    }

    private static double count(Map<Long, ? extends Number> counted) {
        return counted.values().stream().mapToDouble(Number::doubleValue).sum();
    }

    /** Hops until nearly all of those who are silent would have spoken, by weight. */
    private static long roundHops(long onset, Collection<CellView> silent) {
        var weightBySeconds = new TreeMap<Long, Double>();
        for (var view : silent) {
            for (var presence : view.presences()) {
                if (presence.broken() > 0 && !presence.sources() && presence.wasPresent(onset)) {
                    weightBySeconds.merge((long) presence.intervalSeconds(), presence.weight(), Double::sum);
                }
            }
        }
        return ofNearlyAll(weightBySeconds) * 1000 / HopSummary.HOP_MILLIS;
    }

    /** The least under which nine in ten are; 0 if there are none. */
    private static long ofNearlyAll(Map<Long, ? extends Number> counted) {
        var left = NEARLY_ALL * count(counted);
        for (var one : counted.entrySet()) {
            left -= one.getValue().doubleValue();
            if (left <= 0 && one.getValue().doubleValue() > 0) {
                return one.getKey();
            }
        }
        return 0;
    }
}
