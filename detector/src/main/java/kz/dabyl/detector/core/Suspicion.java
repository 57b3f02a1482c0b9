package kz.dabyl.detector.core;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import kz.dabyl.model.HopSummary;

/**
 * Finds collectors that fail although they tick, and software that fails wherever it runs: their probes fall silent alike
 * over unrelated areas while others' probes of the same cells live.
 *
 * <p>For each of them the number of its probes silent of late is held against what the others' probes in the same cells
 * lead to expect. Where it has a cell to itself nothing can be told from there.
 */
final class Suspicion {

    static final long WINDOW_HOPS = 15 * 60_000 / HopSummary.HOP_MILLIS;
    private static final int LEAST_AREAS = 3;
    static final double LEAST_SILENT = 4;
    static final double LEAST_OTHERS = 4;
    static final double LEAST_SHARE = 0.08;
    static final double TIMES_EXPECTED = 3;

    private Suspicion() {}

    /** What {@code trait} calls the probes of those that are suspect; an empty name is nobody's. */
    static Set<String> of(World world, Function<Presence, String> trait) {
        var tallies = new TreeMap<String, Tally>();
        for (var view : world.cells.values()) {
            var whole = new Count();
            var parts = new TreeMap<String, Count>();
            for (var presence : view.presences()) {
                whole.add(presence, world.hop());
                parts.computeIfAbsent(trait.apply(presence), n -> new Count()).add(presence, world.hop());
            }
            if (parts.size() > 1) {
                parts.forEach((name, own) ->
                        tallies.computeIfAbsent(name, n -> new Tally()).add(own, whole, view.area));
            }
        }
        var suspects = new TreeSet<String>();
        for (Map.Entry<String, Tally> entry : tallies.entrySet()) {
            if (!entry.getKey().isEmpty() && entry.getValue().fails()) {
                suspects.add(entry.getKey());
            }
        }
        return suspects;
    }

    /** Silent and live probes of one cell. */
    private static final class Count {

        private double silent;
        private double live;

        void add(Presence presence, long hop) {
            if (presence.keepsPromises()) {
                live += presence.weight();
            } else if (hop - presence.lastHeard() <= WINDOW_HOPS) {
                silent += presence.weight();
            }
        }

        double all() {
            return silent + live;
        }
    }

    /** One suspect over all cells that it shares with others. */
    private static final class Tally {

        private double silent;
        private double probes;
        private double others;
        private double expected;
        private final Map<String, Double> silentByArea = new TreeMap<>();

        void add(Count own, Count whole, String area) {
            var othersAll = whole.all() - own.all();
            if (othersAll < 1) {
                return;
            }
            silent += own.silent;
            probes += own.all();
            others += othersAll;
            expected += own.all() * (whole.silent - own.silent) / othersAll;
            silentByArea.merge(area, own.silent, Double::sum);
        }

        boolean fails() {
            var areas = silentByArea.values().stream().filter(s -> s >= 1).count();
            return areas >= LEAST_AREAS
                    && silent >= LEAST_SILENT
                    && others >= LEAST_OTHERS
                    && silent >= LEAST_SHARE * probes
                    && silent >= TIMES_EXPECTED * expected;
        }
    }
}
