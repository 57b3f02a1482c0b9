package kz.dabyl.detector.core;

import java.util.Collection;
import java.util.TreeSet;
import kz.dabyl.model.Access;
import kz.dabyl.model.IncidentKind;

/** Which kind of incident its members make, by the table in section 5 of the detector's mathematics. */
final class Kinds {

    /** One silent modem beside a silent district is chance, two are a cut. */
    private static final int LEAST_FIXED = 2;

    private Kinds() {}

    static IncidentKind of(Collection<Member> members) {
        var mobile = new TreeSet<String>();
        var fixed = new TreeSet<String>();
        var fixedSilent = 0;
        for (var member : members) {
            if (member.cell.access() == Access.MOBILE) {
                mobile.add(member.cell.network());
            } else {
                fixed.add(member.cell.network());
                fixedSilent += member.silent();
            }
        }
        if (!mobile.isEmpty() && fixedSilent >= LEAST_FIXED) {
            return IncidentKind.OUTAGE;
        }
        if (!mobile.isEmpty()) {
            return mobile.size() > 1 ? IncidentKind.SHUTDOWN : IncidentKind.NETWORK_OUTAGE;
        }
        return fixed.size() > 1 ? IncidentKind.OUTAGE : IncidentKind.NETWORK_OUTAGE;
    }
}
