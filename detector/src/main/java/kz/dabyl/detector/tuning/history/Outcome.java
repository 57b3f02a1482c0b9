package kz.dabyl.detector.tuning.history;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import kz.dabyl.model.Incident;

/**
 * What thresholds would have raised.
 *
 * @param revisions in the order in which they would have been published
 * @param complete false where an incident lasted beyond what the history keeps: how it went on is not known then
 */
public record Outcome(Trial trial, List<Incident> revisions, boolean complete) {

    public Outcome {
        revisions = List.copyOf(revisions);
    }

    /** The last revision of each incident that was not taken back, in the order in which they were detected. */
    public List<Incident> incidents() {
        return standing(revisions);
    }

    /** The last revision of each incident that was not taken back, in the order of their first ones. */
    public static List<Incident> standing(Collection<Incident> revisions) {
        var last = new LinkedHashMap<String, Incident>();
        for (var revision : revisions) {
            last.merge(revision.id(), revision, (a, b) -> b.revision() >= a.revision() ? b : a);
        }
        return last.values().stream()
                .filter(incident -> incident.state() != Incident.State.RETRACTED)
                .toList();
    }
}
