package kz.dabyl.alerts.routing;

import java.util.Optional;
import kz.dabyl.alerts.subscriptions.EventType;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentKind;

/**
 * What one subscriber believes of one incident: the revision of which they were told last.
 *
 * @param opened whether they were ever told that it opened
 * @param since when the first of the revisions was published by which they know this state, epoch milliseconds; 0 if
 *     that was not noted
 */
public record Told(
        int revision,
        IncidentKind kind,
        Incident.State state,
        Incident.Certainty certainty,
        boolean opened,
        long since) {

    /** What they believe after a message about {@code incident}. */
    public static Told after(Optional<Told> before, EventType type, Incident incident) {
        var opened = type == EventType.OPENED || before.filter(Told::opened).isPresent();
        var since = before.filter(told -> told.state() == incident.state())
                .map(Told::since)
                .orElse(incident.updated());
        return new Told(incident.revision(), incident.kind(), incident.state(), incident.certainty(), opened, since);
    }
}
