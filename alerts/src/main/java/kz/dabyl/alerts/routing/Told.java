package kz.dabyl.alerts.routing;

import java.util.Optional;
import kz.dabyl.alerts.subscriptions.EventType;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentKind;

/**
 * What one subscriber believes of one incident: the revision of which they were told last.
 *
 * @param opened whether they were ever told that it opened
 */
public record Told(
        int revision, IncidentKind kind, Incident.State state, Incident.Certainty certainty, boolean opened) {

    /** What they believe after a message about {@code incident}. */
    public static Told after(Optional<Told> before, EventType type, Incident incident) {
        var opened = type == EventType.OPENED || before.filter(Told::opened).isPresent();
        return new Told(incident.revision(), incident.kind(), incident.state(), incident.certainty(), opened);
    }
}
