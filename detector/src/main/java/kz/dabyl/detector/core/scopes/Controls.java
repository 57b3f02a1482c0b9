package kz.dabyl.detector.core.scopes;

import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.dabyl.detector.core.cells.Population;
import kz.dabyl.detector.core.world.World;
import kz.dabyl.model.Access;
import kz.dabyl.model.Cell;
import kz.dabyl.model.Thresholds;

/**
 * Those who should have fallen silent too if it were not what it seems: fixed lines in the same area, other networks there,
 * the same networks elsewhere, witnesses abroad.
 *
 * @param expected reports due since the onset, a minute at most
 * @param heard of these
 * @param fixedHere whether fixed lines in the area live, if any were observed
 * @param othersHere whether other mobile networks in the area live
 * @param elsewhere whether the same networks live elsewhere
 * @param abroad whether witnesses in other countries live: they reach the same collectors
 */
public record Controls(double expected, int heard, Life fixedHere, Life othersHere, Life elsewhere, Life abroad) {

    /** State of one group of controls. */
    public enum Life {
        UNOBSERVED,
        SILENT,
        LIVE
    }

    private static final double HALF = 0.5;

    /** The same as {@link #anyLive} of all of them, but looks no further than the first group that lives. */
    public static boolean anyLive(
            Set<Cell> affected, Set<String> areas, Landscape landscape, Thresholds thresholds, long onset) {
        var fixed = new Group();
        var others = new Group();
        var networks = affected.stream().map(Cell::network).collect(Collectors.toSet());
        for (var view : landscape.in(areas)) {
            var cell = view.cell();
            if (!affected.contains(cell) && cell.access() == Access.FIXED) {
                fixed.weigh(view, onset);
            } else if (!affected.contains(cell) && !networks.contains(cell.network())) {
                others.weigh(view, onset);
            }
        }
        return fixed.life() == Life.LIVE
                || others.life() == Life.LIVE
                || live(
                        landscape,
                        onset,
                        view -> networks.contains(view.cell().network()) && !areas.contains(view.area()))
                || liveAbroad(affected, landscape, thresholds, onset);
    }

    private static boolean liveAbroad(Set<Cell> affected, Landscape landscape, Thresholds thresholds, long onset) {
        var countries =
                affected.stream().map(cell -> World.country(cell, thresholds)).collect(Collectors.toSet());
        return live(landscape, onset, view -> !countries.contains(World.country(view.cell(), thresholds)));
    }

    private static boolean live(Landscape landscape, long onset, Predicate<Population> which) {
        var group = new Group();
        for (var view : landscape.cells().values()) {
            if (which.test(view)) {
                group.weigh(view, onset);
            }
        }
        return group.life() == Life.LIVE;
    }

    public static Controls of(
            Set<Cell> affected, Set<String> areas, Landscape landscape, Thresholds thresholds, long onset) {
        var networks = affected.stream().map(Cell::network).collect(Collectors.toSet());
        var countries =
                affected.stream().map(cell -> World.country(cell, thresholds)).collect(Collectors.toSet());
        var fixed = new Group();
        var others = new Group();
        var elsewhere = new Group();
        var abroad = new Group();
        for (var view : landscape.cells().values()) {
            var cell = view.cell();
            var same = networks.contains(cell.network());
            if (!areas.contains(view.area())) {
                if (same) {
                    elsewhere.add(view, onset, landscape.hop());
                }
            } else if (!affected.contains(cell) && cell.access() == Access.FIXED) {
                fixed.add(view, onset, landscape.hop());
            } else if (!affected.contains(cell) && cell.access() == Access.MOBILE && !same) {
                others.add(view, onset, landscape.hop());
            }
            if (!countries.contains(World.country(cell, thresholds))) {
                abroad.add(view, onset, landscape.hop());
            }
        }
        return new Controls(
                fixed.expected + others.expected + elsewhere.expected + abroad.expected,
                fixed.heard + others.heard + elsewhere.heard + abroad.heard,
                fixed.life(),
                others.life(),
                elsewhere.life(),
                abroad.life());
    }

    boolean anyLive() {
        return fixedHere == Life.LIVE || othersHere == Life.LIVE || elsewhere == Life.LIVE || abroad == Life.LIVE;
    }

    /** Which of them are missing, nobody being there to tell, and which fell silent as well, in words. */
    public String missing() {
        return Stream.of(named("not observed: ", Life.UNOBSERVED), named("silent too: ", Life.SILENT))
                .flatMap(Optional::stream)
                .collect(Collectors.joining("; "));
    }

    private Optional<String> named(String what, Life state) {
        var names = new ArrayList<String>();
        if (fixedHere == state) {
            names.add("fixed lines there");
        }
        if (othersHere == state) {
            names.add("other networks there");
        }
        if (elsewhere == state) {
            names.add("the same networks elsewhere");
        }
        if (abroad == state) {
            names.add("witnesses abroad");
        }
        return names.isEmpty() ? Optional.empty() : Optional.of(what + String.join(", ", names));
    }

    /** Sums over the cells of one group. Not thread-safe. */
    private static final class Group {

        private double expected;
        private int heard;
        private double alive;
        private double before;
        private boolean since;

        void add(Population view, long onset, long hop) {
            expected += view.expectedSince(onset, hop);
            heard += view.heardSince(onset, hop);
            weigh(view, onset);
        }

        void weigh(Population view, long onset) {
            alive += view.aliveWeight();
            before += view.present(onset);
            since = since || view.aliveSince(onset) > 0;
        }

        Life life() {
            if (before == 0) {
                return Life.UNOBSERVED;
            }
            if (alive < HALF * before) {
                return Life.SILENT;
            }
            // Who was heard last before it began, and is not missed yet, says nothing of it.
            return since ? Life.LIVE : Life.UNOBSERVED;
        }
    }
}
