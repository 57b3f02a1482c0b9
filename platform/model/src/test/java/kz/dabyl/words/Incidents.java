package kz.dabyl.words;

import java.util.List;
import java.util.Map;
import kz.dabyl.model.Access;
import kz.dabyl.model.Areas;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentKind;
import kz.dabyl.model.Times;
import org.jspecify.annotations.Nullable;

/** An incident to be put into words, changed one thing at a time. Immutable. */
record Incidents(
        IncidentKind kind,
        Incident.State state,
        Incident.Certainty certainty,
        String area,
        List<String> places,
        List<String> networks,
        List<Access> access,
        List<String> targets,
        String started,
        String ended,
        @Nullable String reason) {

    /** Almaty on 24 April 2021, 13:00 to 14:10 by its clocks. */
    static final Incidents SHUTDOWN = new Incidents(
            IncidentKind.SHUTDOWN,
            Incident.State.OPEN,
            Incident.Certainty.CONFIRMED,
            "Almaty",
            List.of("8820e60003fffff"),
            List.of("401-01", "401-02"),
            List.of(Access.MOBILE),
            List.of(),
            "2021-04-24T07:00:12Z",
            "2021-04-24T08:10:04Z",
            null);

    Incidents kind(IncidentKind other) {
        return new Incidents(other, state, certainty, area, places, networks, access, targets, started, ended, reason);
    }

    Incidents state(Incident.State other) {
        return new Incidents(kind, other, certainty, area, places, networks, access, targets, started, ended, reason);
    }

    Incidents suspected() {
        return new Incidents(
                kind,
                state,
                Incident.Certainty.SUSPECTED,
                area,
                places,
                networks,
                access,
                targets,
                started,
                ended,
                reason);
    }

    /** In places, named as {@link Areas} does. */
    Incidents at(String... others) {
        return inArea(Areas.of(others[0]), others);
    }

    Incidents inArea(String otherArea, String... others) {
        return new Incidents(
                kind, state, certainty, otherArea, List.of(others), networks, access, targets, started, ended, reason);
    }

    Incidents onNetworks(String... others) {
        return new Incidents(
                kind, state, certainty, area, places, List.of(others), access, targets, started, ended, reason);
    }

    Incidents withAccess(Access... others) {
        return new Incidents(
                kind, state, certainty, area, places, networks, List.of(others), targets, started, ended, reason);
    }

    Incidents onTargets(String... others) {
        return new Incidents(
                kind, state, certainty, area, places, networks, access, List.of(others), started, ended, reason);
    }

    Incidents from(String otherStart, String otherEnd) {
        return new Incidents(
                kind, state, certainty, area, places, networks, access, targets, otherStart, otherEnd, reason);
    }

    Incidents because(String otherReason) {
        return new Incidents(
                kind, state, certainty, area, places, networks, access, targets, started, ended, otherReason);
    }

    Incident incident() {
        var start = Times.parse(started).orElseThrow();
        var end = Times.parse(ended).orElseThrow();
        return new Incident(
                "01F41YV6Q0M3T8D4Z9K7W2XH5N",
                1,
                kind,
                state,
                certainty,
                0.99,
                area,
                places,
                networks,
                access,
                targets,
                start,
                start + 30_000,
                end,
                state == Incident.State.CLOSED ? (Long) end : null,
                new Incident.Evidence(40, 2, 19, 60, 60, 0),
                List.of(),
                null,
                reason,
                1,
                Map.of());
    }

    String in(String language) {
        return String.valueOf(Summaries.of(incident()).get(language));
    }
}
