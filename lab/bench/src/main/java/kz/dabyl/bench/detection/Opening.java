package kz.dabyl.bench.detection;

import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentKind;

/**
 * An incident that the detector opened, whatever became of it.
 *
 * @param id of the incident
 * @param kinds every kind that one of its revisions gave it
 * @param retracted whether it was taken back in the end
 */
record Opening(String id, Set<IncidentKind> kinds, boolean retracted) {

    Opening {
        kinds = Set.copyOf(kinds);
    }

    /** By incident, in the order of their first revisions; those of one incident stand in their order. */
    static List<Opening> of(Collection<Incident> revisions) {
        var openings = new LinkedHashMap<String, Opening>();
        for (var revision : revisions) {
            var retracted = revision.state() == Incident.State.RETRACTED;
            openings.merge(
                    revision.id(), new Opening(revision.id(), Set.of(revision.kind()), retracted), Opening::then);
        }
        return List.copyOf(openings.values());
    }

    private Opening then(Opening later) {
        var all = EnumSet.copyOf(kinds);
        all.addAll(later.kinds);
        return new Opening(id, all, later.retracted);
    }

    boolean wasEver(IncidentKind kind) {
        return kinds.contains(kind);
    }
}
