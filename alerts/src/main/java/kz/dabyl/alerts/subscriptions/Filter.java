package kz.dabyl.alerts.subscriptions;

import java.util.List;
import java.util.Optional;
import kz.dabyl.alerts.incidents.AreaMatch;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentKind;

/**
 * Which incidents concern a subscriber. An empty list takes all.
 *
 * @param certainty the least; suspected takes both
 */
public record Filter(
        List<String> areas,
        List<IncidentKind> kinds,
        List<String> networks,
        Incident.Certainty certainty,
        double minConfidence) {

    public static final Filter ALL = new Filter(List.of(), List.of(), List.of(), Incident.Certainty.SUSPECTED, 0);

    /** What about an incident a filter did not take. */
    public enum Mismatch {
        AREA,
        KIND,
        NETWORK,
        CERTAINTY,
        CONFIDENCE
    }

    public Filter {
        areas = List.copyOf(areas);
        kinds = List.copyOf(kinds);
        networks = List.copyOf(networks);
    }

    /** Why {@code incident} does not concern the subscriber, if it does not. */
    public Optional<Mismatch> mismatch(Incident incident, AreaMatch match) {
        if (!areas.isEmpty() && areas.stream().noneMatch(area -> match.concerns(incident, area))) {
            return Optional.of(Mismatch.AREA);
        }
        if (!kinds.isEmpty() && !kinds.contains(incident.kind())) {
            return Optional.of(Mismatch.KIND);
        }
        // An incident that names no network is not limited to any.
        if (!networks.isEmpty()
                && !incident.networks().isEmpty()
                && incident.networks().stream().noneMatch(networks::contains)) {
            return Optional.of(Mismatch.NETWORK);
        }
        if (incident.certainty().compareTo(certainty) < 0) {
            return Optional.of(Mismatch.CERTAINTY);
        }
        return incident.confidence() < minConfidence ? Optional.of(Mismatch.CONFIDENCE) : Optional.empty();
    }
}
