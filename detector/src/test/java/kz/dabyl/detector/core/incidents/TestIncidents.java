package kz.dabyl.detector.core.incidents;

import kz.dabyl.model.HopSummary;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentKind;

/** What tests of other packages set of an incident, which its life brings about otherwise. */
public final class TestIncidents {

    private TestIncidents() {}

    public static IncidentState in(Incident.State state, IncidentState incident) {
        incident.state = state;
        return incident;
    }

    public static IncidentState closedIn(long hop, IncidentState incident) {
        incident.close(HopSummary.startOf(hop), hop);
        return incident;
    }

    public static IncidentState takenBackAsARestart(IncidentState incident) {
        incident.retract(IncidentState.RESTART, incident.onset());
        return incident;
    }

    public static IncidentState called(IncidentKind kind, IncidentState incident) {
        incident.kind = kind;
        return incident;
    }
}
