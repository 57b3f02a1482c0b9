package kz.dabyl.detector.core;

import java.util.Collection;
import java.util.TreeSet;
import java.util.stream.Collectors;
import kz.dabyl.model.Access;
import kz.dabyl.model.IncidentKind;
import kz.dabyl.model.Thresholds;

/** Which kind of incident its members make, by the table in section 5 of the detector's mathematics. */
final class Kinds {

    /** One silent probe beside a silent district is chance, two are a part of it. */
    private static final int LEAST_SILENT = 2;

    private static final double MOST = 0.6;
    private static final int COUNTRY_AREAS = 3;
    private static final double HALF = 0.5;

    private Kinds() {}

    static IncidentKind of(Collection<Member> members, World world, Thresholds thresholds) {
        var mobile = new Side();
        var fixed = new Side();
        for (var member : members) {
            (member.cell.access() == Access.MOBILE ? mobile : fixed).add(member);
        }
        if (mobile.part() && fixed.part()) {
            return wholeCountry(members, world, thresholds) ? IncidentKind.BLACKOUT : IncidentKind.OUTAGE;
        }
        if (mobile.silent >= fixed.silent) {
            return mobile.networks.size() > 1 ? IncidentKind.SHUTDOWN : IncidentKind.NETWORK_OUTAGE;
        }
        return fixed.networks.size() > 1 ? IncidentKind.OUTAGE : IncidentKind.NETWORK_OUTAGE;
    }

    /** One access of an incident. */
    private static final class Side {

        private final TreeSet<String> networks = new TreeSet<>();
        private int silent;

        void add(Member member) {
            networks.add(member.cell.network());
            silent += member.silent();
        }

        boolean part() {
            return silent >= LEAST_SILENT;
        }
    }

    /** Most cells of a country in at least three areas, while witnesses abroad still reach us. */
    private static boolean wholeCountry(Collection<Member> members, World world, Thresholds thresholds) {
        var country = World.country(members.iterator().next().cell, thresholds);
        var cells = members.stream().map(member -> member.cell).collect(Collectors.toSet());
        var areas = new TreeSet<String>();
        var home = 0;
        var affected = 0;
        var witnesses = 0;
        var live = 0;
        for (var view : world.cells.values()) {
            if (World.country(view.cell, thresholds).equals(country)) {
                home++;
                if (cells.contains(view.cell)) {
                    affected++;
                    areas.add(view.area);
                }
            } else {
                witnesses += view.presences().size();
                live += (int) view.presences().stream()
                        .filter(Presence::keepsPromises)
                        .count();
            }
        }
        return areas.size() >= COUNTRY_AREAS && affected >= MOST * home && witnesses > 0 && live >= HALF * witnesses;
    }
}
