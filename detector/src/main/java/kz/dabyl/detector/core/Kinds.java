package kz.dabyl.detector.core;

import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import kz.dabyl.model.Access;
import kz.dabyl.model.Cell;
import kz.dabyl.model.IncidentKind;
import kz.dabyl.model.Thresholds;

/** Which kind of incident its members make, by the table in section 5 of the contract and in docs/detection.md. */
final class Kinds {

    /** One silent probe beside a silent district is chance, two are a part of it. */
    private static final double LEAST_SILENT = 1.5;

    private static final double MOST = 0.6;
    private static final int COUNTRY_AREAS = 3;
    private static final double HALF = 0.5;

    private Kinds() {}

    static IncidentKind of(IncidentState incident, World world, Thresholds thresholds) {
        // Sorted, so that cells are looked at in their order.
        var places = incident.members.keySet().stream().map(Cell::place).collect(Collectors.toCollection(TreeSet::new));
        var mobile = Side.of(Access.MOBILE, incident, places, world);
        var fixed = Side.of(Access.FIXED, incident, places, world);
        if (mobile.lost() && fixed.lost()) {
            return wholeCountry(incident, world, thresholds) ? IncidentKind.BLACKOUT : IncidentKind.OUTAGE;
        }
        if (mobile.silent >= fixed.silent) {
            return mobile.networks > 1 ? IncidentKind.SHUTDOWN : IncidentKind.NETWORK_OUTAGE;
        }
        return fixed.networks > 1 ? IncidentKind.OUTAGE : IncidentKind.NETWORK_OUTAGE;
    }

    /** Whether it takes phones and fixed lines. */
    static boolean takesBoth(IncidentKind kind) {
        return kind == IncidentKind.OUTAGE || kind == IncidentKind.BLACKOUT;
    }

    /**
     * One access in the places of an incident, whether its cells are members or not.
     *
     * @param silent weight of the probes that fell silent
     * @param alive weight of those heard since
     * @param networks how many of them are members
     */
    private record Side(double silent, double alive, int networks) {

        static Side of(Access access, IncidentState incident, SortedSet<String> places, World world) {
            var networks = new TreeSet<String>();
            var silent = 0.0;
            var alive = 0.0;
            for (var member : incident.members.values()) {
                if (member.cell.access() == access) {
                    networks.add(member.cell.network());
                    silent += member.silent();
                }
            }
            for (var place : places) {
                for (var view : world.atlas.at(place)) {
                    if (view.cell.access() == access) {
                        var member = incident.members.get(view.cell);
                        silent += member == null ? view.silentSince(incident.startedHop) : 0;
                        alive += view.aliveSince(Math.max(incident.startedHop, member == null ? 0 : member.onset));
                    }
                }
            }
            return new Side(silent, alive, networks.size());
        }

        /** A cell that fell silent by chance beside the others does not make its whole side lost. */
        boolean lost() {
            return silent >= LEAST_SILENT && silent >= MOST * (silent + alive);
        }
    }

    /** Most cells of a country in at least three areas, while witnesses abroad still reach us. */
    private static boolean wholeCountry(IncidentState incident, World world, Thresholds thresholds) {
        var country = World.country(incident.members.keySet().iterator().next(), thresholds);
        // Cells that have been silent for long are no longer in the world, but they are members.
        var affected = incident.members.keySet().stream()
                .filter(cell -> World.country(cell, thresholds).equals(country))
                .count();
        var others = 0;
        var witnesses = 0.0;
        var live = 0.0;
        for (var view : world.cells.values()) {
            if (!World.country(view.cell, thresholds).equals(country)) {
                witnesses += view.present(world.hop());
                live += view.aliveWeight();
            } else if (!incident.members.containsKey(view.cell)) {
                others++;
            }
        }
        return incident.areas.size() >= COUNTRY_AREAS
                && affected >= MOST * (affected + others)
                && witnesses > 0
                && live >= HALF * witnesses;
    }
}
