package kz.dabyl.detector.core;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import kz.dabyl.model.HopSummary;

/**
 * Finds collectors that fail although they tick: their probes fall silent alike over unrelated areas while other
 * collectors' probes of the same areas live.
 *
 * <p>For each collector, the number of its probes silent of late is held against what the others' probes in the same
 * areas lead to expect.
 */
final class CollectorSuspicion {

    private static final long WINDOW_HOPS = 15 * 60_000 / HopSummary.HOP_MILLIS;
    private static final int LEAST_AREAS = 3;
    private static final double LEAST_SILENT = 4;
    private static final double LEAST_OTHERS = 4;
    private static final double LEAST_SHARE = 0.08;
    private static final double TIMES_EXPECTED = 3;

    private CollectorSuspicion() {}

    /** Silent and live probes of one collector in one area. */
    private static final class Count {

        private double silent;
        private double live;
    }

    static Set<String> of(World world) {
        var counts = new HashMap<String, Map<String, Count>>();
        var all = new HashMap<String, Count>();
        for (var view : world.cells.values()) {
            for (var presence : view.presences()) {
                count(all.computeIfAbsent(view.area, a -> new Count()), presence, world.hop());
                count(
                        counts.computeIfAbsent(presence.collector(), c -> new HashMap<>())
                                .computeIfAbsent(view.area, a -> new Count()),
                        presence,
                        world.hop());
            }
        }
        var suspects = new TreeSet<String>();
        if (counts.size() > 1) {
            counts.forEach((collector, areas) -> {
                if (fails(areas, all)) {
                    suspects.add(collector);
                }
            });
        }
        return suspects;
    }

    private static void count(Count count, Presence presence, long hop) {
        if (presence.keepsPromises()) {
            count.live += presence.weight();
        } else if (hop - presence.lastHeard() <= WINDOW_HOPS) {
            count.silent += presence.weight();
        }
    }

    private static boolean fails(Map<String, Count> areas, Map<String, Count> all) {
        var silent = 0.0;
        var probes = 0.0;
        var expected = 0.0;
        var others = 0.0;
        var areasSilent = 0;
        for (var entry : areas.entrySet()) {
            var own = entry.getValue();
            var whole = all.getOrDefault(entry.getKey(), own);
            var othersSilent = whole.silent - own.silent;
            var othersAll = whole.silent + whole.live - own.silent - own.live;
            if (othersAll < 1) {
                continue;
            }
            silent += own.silent;
            probes += own.silent + own.live;
            others += othersAll;
            expected += (own.silent + own.live) * othersSilent / othersAll;
            areasSilent += own.silent >= 1 ? 1 : 0;
        }
        return areasSilent >= LEAST_AREAS
                && silent >= LEAST_SILENT
                && others >= LEAST_OTHERS
                && silent >= LEAST_SHARE * probes
                && silent >= TIMES_EXPECTED * expected;
    }
}
