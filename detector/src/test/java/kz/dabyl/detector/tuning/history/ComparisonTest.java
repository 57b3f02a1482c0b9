package kz.dabyl.detector.tuning.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import kz.dabyl.model.Access;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentKind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private static final String PLACE = "8820e60003fffff";

    @Test
    void incidentsAboutTheSameThingAreKeptWhateverTheyAreCalled() {
        var ours = incident("A", PLACE, "401-01", 100, 200L);
        var theirs = incident("B", PLACE, "401-01", 150, null);

        var comparison = Comparison.of(List.of(ours), List.of(theirs));

        assertThat(comparison).isEqualTo(new Comparison(List.of(ours), List.of(), List.of()));
    }

    @Test
    void aCoarserPlaceIsTheSamePlace() {
        var ours = incident("A", PLACE, "401-01", 100, 200L);
        var theirs = incident("B", kz.dabyl.model.Places.parent(PLACE, 6), "401-01", 150, null);

        assertThat(Comparison.of(List.of(ours), List.of(theirs)).kept()).containsExactly(ours);
    }

    @Test
    void whatSharesNoNetworkPlaceOrTimeIsGainedAndLost() {
        var ours = incident("A", PLACE, "401-01", 100, 200L);
        var others = List.of(
                incident("B", PLACE, "401-02", 100, 200L),
                incident("C", "8620e6b47ffffff", "401-01", 100, 200L),
                incident("D", PLACE, "401-01", 201, null));

        var comparison = Comparison.of(List.of(ours), others);

        assertThat(comparison).isEqualTo(new Comparison(List.of(), List.of(ours), others));
    }

    @Test
    void aBlockingIsNotTheShutdownThatGoesOnBesideIt() {
        var blocking = blocking("A", 0, null, "youtube");
        var shutdown = incident("B", PLACE, "401-01", 100, 200L);

        var comparison = Comparison.of(List.of(blocking), List.of(shutdown));

        assertThat(comparison).isEqualTo(new Comparison(List.of(), List.of(blocking), List.of(shutdown)));
    }

    @Test
    void troubleIsTheSameIfATargetIs() {
        var ours = blocking("A", 100, 200L, "youtube", "telegram");
        var theirs = blocking("B", 100, 200L, "telegram");
        var ofAnotherSite = blocking("C", 100, 200L, "instagram");

        var comparison = Comparison.of(List.of(ours), List.of(theirs, ofAnotherSite));

        assertThat(comparison).isEqualTo(new Comparison(List.of(ours), List.of(), List.of(ofAnotherSite)));
    }

    @Test
    void aShutdownIsTheSameWhereItIsTakenForAnOutage() {
        var ours = incident("A", PLACE, "401-01", 100, 200L);
        var theirs = with(incident("B", PLACE, "401-01", 100, 200L), IncidentKind.OUTAGE, List.of());

        assertThat(Comparison.of(List.of(ours), List.of(theirs)).kept()).containsExactly(ours);
    }

    @Test
    void whatWasTakenBackDoesNotStand() {
        var open = incident("A", PLACE, "401-01", 100, null);
        var other = incident("B", PLACE, "401-01", 900, null);
        var trial = new Trial("t", TestLog.thresholds(1, 3, 120));

        var outcome = new Outcome(trial, List.of(open, other, retracted(open)), true);

        assertThat(outcome.incidents()).containsExactly(other);
    }

    static Incident incident(String id, String place, String network, long started, @Nullable Long ended) {
        return new Incident(
                id,
                1,
                IncidentKind.SHUTDOWN,
                ended == null ? Incident.State.OPEN : Incident.State.CLOSED,
                Incident.Certainty.CONFIRMED,
                0.9,
                "Almaty",
                List.of(place),
                List.of(network),
                List.of(Access.MOBILE),
                List.of(),
                started,
                started,
                started,
                ended,
                new Incident.Evidence(1, 0, 3, 1, 1, 0),
                List.of(),
                null,
                null,
                1,
                Map.of());
    }

    static Incident blocking(String id, long started, @Nullable Long ended, String... sites) {
        var targets = List.of(sites).stream().map(site -> "foreign/" + site).toList();
        return with(incident(id, PLACE, "401-01", started, ended), IncidentKind.BLOCKING, targets);
    }

    private static Incident with(Incident of, IncidentKind kind, List<String> targets) {
        return new Incident(
                of.id(),
                of.revision(),
                kind,
                of.state(),
                of.certainty(),
                of.confidence(),
                of.area(),
                of.places(),
                of.networks(),
                of.access(),
                targets,
                of.started(),
                of.detected(),
                of.updated(),
                of.ended(),
                of.evidence(),
                of.restored(),
                null,
                null,
                1,
                Map.of());
    }

    private static Incident retracted(Incident open) {
        return new Incident(
                open.id(),
                open.revision() + 1,
                open.kind(),
                Incident.State.RETRACTED,
                open.certainty(),
                0.01,
                open.area(),
                open.places(),
                open.networks(),
                open.access(),
                open.targets(),
                open.started(),
                open.detected(),
                open.updated() + 1,
                null,
                open.evidence(),
                List.of(),
                null,
                "restart",
                1,
                Map.of());
    }
}
