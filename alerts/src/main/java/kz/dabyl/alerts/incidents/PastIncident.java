package kz.dabyl.alerts.incidents;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import kz.dabyl.model.Access;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentKind;

/**
 * What an account of the past needs of an incident's last revision. Times are epoch milliseconds.
 *
 * @param areas English names
 * @param ended empty while it is open
 */
public record PastIncident(
        String id,
        int revision,
        IncidentKind kind,
        Incident.State state,
        Incident.Certainty certainty,
        double confidence,
        List<String> areas,
        List<String> networks,
        List<Access> access,
        long started,
        OptionalLong ended,
        long updated,
        Optional<String> reason) {

    /** Areas and networks recur, and are kept once. */
    static PastIncident of(Incident incident) {
        return new PastIncident(
                incident.id(),
                incident.revision(),
                incident.kind(),
                incident.state(),
                incident.certainty(),
                incident.confidence(),
                List.of(incident.area().split(", ", -1)).stream()
                        .map(String::intern)
                        .toList(),
                incident.networks().stream().map(String::intern).toList(),
                incident.access(),
                incident.started(),
                ended(incident),
                incident.updated(),
                Optional.ofNullable(incident.reason()));
    }

    private static OptionalLong ended(Incident incident) {
        if (incident.state() == Incident.State.OPEN) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(incident.ended() == null ? incident.updated() : incident.ended());
    }
}
