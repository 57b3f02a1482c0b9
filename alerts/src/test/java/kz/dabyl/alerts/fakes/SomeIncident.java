package kz.dabyl.alerts.fakes;

import java.util.List;
import java.util.Map;
import kz.dabyl.model.Access;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentKind;
import kz.dabyl.model.Times;
import org.jspecify.annotations.Nullable;

/** A shutdown in Almaty as it is when nothing else is said. Immutable. */
public record SomeIncident(
        String id,
        int revision,
        IncidentKind kind,
        Incident.State state,
        Incident.Certainty certainty,
        double confidence,
        String area,
        List<String> places,
        List<String> networks,
        long started,
        @Nullable Long ended) {

    /** A hexagon in the middle of Almaty, resolution 5. */
    public static final String ALMATY_HEX = "8520e60bfffffff";

    public static final long STARTED = Times.parse("2021-04-24T07:00:12.000Z").orElseThrow();

    public static SomeIncident opening(String id) {
        return new SomeIncident(
                id,
                1,
                IncidentKind.SHUTDOWN,
                Incident.State.OPEN,
                Incident.Certainty.SUSPECTED,
                0.99,
                "Almaty",
                List.of("KZ-75"),
                List.of("401-01", "401-02"),
                STARTED,
                null);
    }

    public SomeIncident revision(int number) {
        return new SomeIncident(id, number, kind, state, certainty, confidence, area, places, networks, started, ended);
    }

    public SomeIncident next() {
        return revision(revision + 1);
    }

    public SomeIncident kind(IncidentKind other) {
        return new SomeIncident(
                id, revision, other, state, certainty, confidence, area, places, networks, started, ended);
    }

    public SomeIncident confirmed() {
        return new SomeIncident(
                id,
                revision,
                kind,
                state,
                Incident.Certainty.CONFIRMED,
                confidence,
                area,
                places,
                networks,
                started,
                ended);
    }

    public SomeIncident confidence(double other) {
        return new SomeIncident(id, revision, kind, state, certainty, other, area, places, networks, started, ended);
    }

    public SomeIncident in(String otherArea, String... otherPlaces) {
        return new SomeIncident(
                id,
                revision,
                kind,
                state,
                certainty,
                confidence,
                otherArea,
                List.of(otherPlaces),
                networks,
                started,
                ended);
    }

    public SomeIncident of(String... otherNetworks) {
        return new SomeIncident(
                id, revision, kind, state, certainty, confidence, area, places, List.of(otherNetworks), started, ended);
    }

    public SomeIncident started(String time) {
        var millis = Times.parse(time).orElseThrow();
        return new SomeIncident(
                id, revision, kind, state, certainty, confidence, area, places, networks, millis, ended);
    }

    public SomeIncident closed() {
        return over(Incident.State.CLOSED);
    }

    public SomeIncident closed(String time) {
        var millis = Times.parse(time).orElseThrow();
        return new SomeIncident(
                id,
                revision,
                kind,
                Incident.State.CLOSED,
                certainty,
                confidence,
                area,
                places,
                networks,
                started,
                millis);
    }

    public SomeIncident retracted() {
        return over(Incident.State.RETRACTED);
    }

    public SomeIncident reopened() {
        return new SomeIncident(
                id, revision, kind, Incident.State.OPEN, certainty, confidence, area, places, networks, started, null);
    }

    private SomeIncident over(Incident.State state) {
        return new SomeIncident(
                id, revision, kind, state, certainty, confidence, area, places, networks, started, started + 3_600_000);
    }

    public Incident incident() {
        return new Incident(
                id,
                revision,
                kind,
                state,
                certainty,
                confidence,
                area,
                places,
                networks,
                List.of(Access.MOBILE),
                List.of(),
                started,
                started + 30_000,
                started + 30_000 + revision * 10_000L,
                ended,
                new Incident.Evidence(41.3, 2, 19, 63.1, 62, 0),
                List.of(),
                null,
                null,
                1,
                Map.of(
                        "en",
                        "Mobile internet stopped",
                        "ru",
                        "Мобильный интернет отключён",
                        "kk",
                        "Мобильді интернет өшірілді"));
    }
}
