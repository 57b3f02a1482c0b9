package kz.dabyl.detector.core.incidents;

import static org.assertj.core.api.Assertions.assertThat;

import kz.dabyl.detector.core.TestCity;
import kz.dabyl.detector.core.cells.Onset;
import kz.dabyl.detector.core.rules.Family;
import kz.dabyl.detector.core.scopes.Signal;
import kz.dabyl.detector.core.world.TestWorld;
import kz.dabyl.model.Access;
import kz.dabyl.model.Cell;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentKind;
import org.junit.jupiter.api.Test;

class ConfidenceTest {

    private static final long ONSET = TestWorld.HOP;
    private static final long OPENED = ONSET + 8;
    private static final long MINUTE = 60_000 / HopSummary.HOP_MILLIS;

    @Test
    void believesOneNetworkMoreTheLongerItStaysSilent() {
        var incident = incident("401-01");

        var first = Confidence.of(incident, OPENED);
        var later = Confidence.of(incident, OPENED + 3 * MINUTE);

        assertThat(first).isBetween(0.8, 0.92);
        assertThat(later).isGreaterThan(0.95);
    }

    @Test
    void doubtsOneNetworkThatIsBackBeforeItWasConfirmed() {
        var incident = incident("401-01");
        incident.state = Incident.State.CLOSED;
        incident.endedMillis = incident.openedMillis + 30_000;

        var last = Confidence.of(incident, OPENED + 3 * MINUTE);

        assertThat(last).isLessThan(0.5);
    }

    @Test
    void believesSeveralNetworksAtOnce() {
        var incident = incident("401-01", "401-02");

        assertThat(Confidence.of(incident, OPENED)).isGreaterThan(0.95);
    }

    @Test
    void doubtsWhatTakesPhonesAndLinesUntilARestartWouldBeOver() {
        var incident = incident("401-01", "401-02");
        incident.kind = IncidentKind.OUTAGE;

        var first = Confidence.of(incident, OPENED);
        var later = Confidence.of(incident, OPENED + 3 * MINUTE);

        assertThat(first).isLessThan(0.6);
        assertThat(later).isGreaterThan(0.95);
    }

    @Test
    void believesPhonesAndLinesLessUntilItIsKnownWhetherAllFall() {
        var incident = incident("401-01", "401-02");
        incident.add(TestWorld.fixed(TestCity.CENTRE), "Almaty", ONSET, OPENED);

        var first = Confidence.of(incident, OPENED);
        var later = Confidence.of(incident, OPENED + 3 * MINUTE);

        assertThat(first).isLessThan(0.95);
        assertThat(later).isGreaterThan(0.95);
    }

    @Test
    void doubtsPhonesAndLinesThatAreBackAsSoonAsAfterARestart() {
        var incident = incident("401-01", "401-02");
        incident.add(TestWorld.fixed(TestCity.CENTRE), "Almaty", ONSET, OPENED);
        incident.state = Incident.State.CLOSED;
        incident.endedMillis = incident.openedMillis + 30_000;

        var last = Confidence.of(incident, OPENED + 3 * MINUTE);

        assertThat(last).isLessThan(0.5);
    }

    @Test
    void believesTargetsThatFailHereAndNotElsewhereLessUntilItIsConfirmed() {
        var incident = failing();
        var alone = Confidence.of(incident, OPENED);

        incident.controlled = true;
        var suspected = Confidence.of(incident, OPENED);
        incident.certainty = Incident.Certainty.CONFIRMED;
        var confirmed = Confidence.of(incident, OPENED);

        assertThat(alone).isLessThan(0.6);
        assertThat(suspected).isBetween(0.9, 0.985);
        assertThat(confirmed).isGreaterThan(suspected);
    }

    @Test
    void doubtsTargetsThatAnswerAgainBeforeItWasConfirmed() {
        var incident = failing();
        incident.controlled = true;
        incident.state = Incident.State.CLOSED;
        incident.endedMillis = incident.openedMillis + 30_000;

        assertThat(Confidence.of(incident, OPENED + 3 * MINUTE)).isLessThan(0.5);
    }

    @Test
    void believesLateReportsMostAndWhatWasTakenBackLeast() {
        var incident = incident("401-01");
        var suspected = Confidence.of(incident, OPENED);
        incident.certainty = Incident.Certainty.CONFIRMED;
        var confirmed = Confidence.of(incident, OPENED);
        incident.late.cut = LateEvidence.LEAST_LATE;
        var late = Confidence.of(incident, OPENED);
        incident.state = Incident.State.RETRACTED;
        var retracted = Confidence.of(incident, OPENED);

        assertThat(late).isGreaterThan(confirmed);
        assertThat(confirmed).isGreaterThan(suspected);
        assertThat(retracted).isLessThan(0.05);
    }

    private static IncidentState failing() {
        var incident = incident(Signal.of(Family.FAILING, "site/vlast.kz"), "401-01");
        incident.kind = IncidentKind.BLOCKING;
        return incident;
    }

    private static IncidentState incident(String... networks) {
        return incident(Signal.SILENCE, networks);
    }

    private static IncidentState incident(Signal signal, String... networks) {
        var incident = new IncidentState("i", signal, HopSummary.startOf(OPENED + 1), ONSET, Onset.SHORT_RAMP_MILLIS);
        for (var network : networks) {
            incident.add(new Cell(TestCity.CENTRE, network, Access.MOBILE), "Almaty", ONSET, OPENED);
        }
        return incident;
    }
}
