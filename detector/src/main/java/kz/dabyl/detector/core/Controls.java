package kz.dabyl.detector.core;

import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
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
record Controls(double expected, int heard, Life fixedHere, Life othersHere, Life elsewhere, Life abroad) {

    /** State of one group of controls. */
    enum Life {
        UNOBSERVED,
        SILENT,
        LIVE
    }

    private static final double HALF = 0.5;

    static Controls of(Set<Cell> affected, Set<String> areas, Landscape landscape, Thresholds thresholds, long onset) {
        var networks = affected.stream().map(Cell::network).collect(Collectors.toSet());
        var span = new Span(landscape, onset);
        var fixed =
                span.of(v -> !affected.contains(v.cell) && areas.contains(v.area) && v.cell.access() == Access.FIXED);
        var others = span.of(v -> !affected.contains(v.cell)
                && areas.contains(v.area)
                && v.cell.access() == Access.MOBILE
                && !networks.contains(v.cell.network()));
        var elsewhere = span.of(v -> !areas.contains(v.area) && networks.contains(v.cell.network()));
        var countries =
                affected.stream().map(cell -> World.country(cell, thresholds)).collect(Collectors.toSet());
        var abroad = span.of(v -> !countries.contains(World.country(v.cell, thresholds)));
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

    /** Sums over the cells of one group. */
    private record Group(double expected, int heard, double alive, double before) {

        Life life() {
            if (before == 0) {
                return Life.UNOBSERVED;
            }
            return alive >= HALF * before ? Life.LIVE : Life.SILENT;
        }
    }

    private record Span(Landscape landscape, long onset) {

        Group of(Predicate<Population> member) {
            var expected = 0.0;
            var heard = 0;
            var alive = 0.0;
            var before = 0.0;
            for (var view : landscape.cells().values()) {
                if (member.test(view)) {
                    expected += view.expectedSince(onset, landscape.hop());
                    heard += view.heardSince(onset, landscape.hop());
                    alive += view.aliveWeight();
                    before += view.present(onset);
                }
            }
            return new Group(expected, heard, alive, before);
        }
    }
}
