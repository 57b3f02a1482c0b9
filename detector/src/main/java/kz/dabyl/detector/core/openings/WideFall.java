package kz.dabyl.detector.core.openings;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import kz.dabyl.detector.core.cells.CellView;
import kz.dabyl.detector.core.incidents.IncidentState;
import kz.dabyl.detector.core.incidents.Spread;
import kz.dabyl.detector.core.rules.Memory;
import kz.dabyl.detector.core.rules.Shares;
import kz.dabyl.detector.core.scopes.Scope;
import kz.dabyl.detector.core.world.World;
import kz.dabyl.model.Access;
import kz.dabyl.model.Cell;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.IncidentKind;
import kz.dabyl.model.Thresholds;

/**
 * Whether what opens belongs to a fall of most of a country. Where that takes probes one by one, each area comes over the bar by
 * chance minutes before or after the others, and with other networks first: it is one incident all the same.
 *
 * <p>An area falls with it if three in ten of those are silent who kept their promises when it began: more than a night has it,
 * and mostly so many are when the second area opens.
 */
final class WideFall {

    private static final double SOME = 0.3;
    /** Of those who fell in other areas so many fell in the incident's first minutes. */
    private static final double SOME_EARLY = 0.1;

    private static final int MANY_AREAS = 3;

    /** In so short a time after the first an area follows it, however sharply it fell. */
    private static final long SHARP_HOPS = Spread.SAME_HOPS;

    /** Whoever fell silent earlier is forgotten soon. */
    private static final long SLOW_HOPS = Memory.REMEMBERED_HOPS - 120_000 / HopSummary.HOP_MILLIS;

    private final World world;
    private final Thresholds thresholds;

    WideFall(World world, Thresholds thresholds) {
        this.world = world;
        this.thresholds = thresholds;
    }

    /** Whether the scope fell with the incident, which took or takes most of their country with it. */
    boolean takes(IncidentState incident, Scope scope) {
        var began = Math.min(incident.startedHop(), incident.lastOnset());
        var later = scope.onset() - began;
        if (incident.backSinceHop() != IncidentState.NEVER
                || later < -SHARP_HOPS
                || later > (isSlow(incident, scope) ? SLOW_HOPS : SHARP_HOPS)) {
            return false;
        }
        var country = World.country(scope.cells().get(0), thresholds);
        return incident.members().keySet().stream()
                        .allMatch(cell -> World.country(cell, thresholds).equals(country))
                && fallen(country, Math.min(began, scope.onset()), accesses(scope), incident) >= Shares.MOST;
    }

    /** The last area of a slope may be gone within a minute. */
    private static boolean isSlow(IncidentState incident, Scope scope) {
        return incident.kind() == IncidentKind.BLACKOUT
                || OneCut.FallenCells.of(incident).slow()
                || OneCut.FallenCells.of(scope).slow();
    }

    private static Set<Access> accesses(Scope scope) {
        return scope.cells().stream().map(Cell::access).collect(Collectors.toSet());
    }

    /** The share of a country's areas that fell, or of their probes if that is less; none where they are fewer than three. */
    private double fallen(String country, long began, Set<Access> accesses, IncidentState incident) {
        Map<String, Area> areas = new TreeMap<>();
        for (var view : world.index().inOrder()) {
            if (accesses.contains(view.cell().access())
                    && World.country(view.cell(), thresholds).equals(country)) {
                areas.computeIfAbsent(view.area(), area -> new Area()).add(view, began);
            }
        }
        // Of an area that is silent for long nobody is known any more.
        incident.areas().forEach(area -> areas.computeIfAbsent(area, a -> new Area()));
        var all = 0.0;
        var fallen = 0.0;
        var count = 0;
        for (var area : areas.values()) {
            all += area.present;
            fallen += area.fell() ? area.present : 0;
            count += area.fell() ? 1 : 0;
        }
        return count < MANY_AREAS || !fellWith(incident, areas)
                ? 0
                : Math.min((double) count / areas.size(), fallen / all);
    }

    /** Whether others began to fall when the incident did, and not later, which would be another that has nothing to do with it. */
    private static boolean fellWith(IncidentState incident, Map<String, Area> areas) {
        var fallen = 0.0;
        var early = 0.0;
        for (var area : areas.entrySet()) {
            if (!incident.areas().contains(area.getKey())) {
                fallen += area.getValue().fallen;
                early += area.getValue().fallen - area.getValue().fallenLater;
            }
        }
        return early >= SOME_EARLY * fallen;
    }

    /** The probes of an area, by weight. Not thread-safe. */
    private static final class Area {

        private double present;
        private double fallen;

        /** Of these, those who were still there {@link #SHARP_HOPS} after the incident began. */
        private double fallenLater;

        void add(CellView view, long began) {
            present += view.present(began);
            fallen += view.fallen(began);
            fallenLater += view.fallen(began + SHARP_HOPS);
        }

        boolean fell() {
            return fallen >= SOME * present;
        }
    }
}
