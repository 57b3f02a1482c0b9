package kz.dabyl.detector.tuning;

import static kz.dabyl.detector.tuning.Town.PLACES;
import static kz.dabyl.detector.tuning.Town.both;
import static kz.dabyl.detector.tuning.Town.card;
import static kz.dabyl.detector.tuning.Town.event;
import static kz.dabyl.detector.tuning.Town.incident;
import static kz.dabyl.detector.tuning.Town.score;
import static kz.dabyl.detector.tuning.Town.shutdown;
import static kz.dabyl.detector.tuning.Town.truth;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalLong;
import kz.dabyl.detector.tuning.AlarmOutcome.Verdict;
import kz.dabyl.detector.tuning.Town.Told;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentKind;
import kz.dabyl.model.Places;
import org.junit.jupiter.api.Test;

class ScoringTest {

    private static final String CENTRE = PLACES.get(0);
    private static final String EAST = PLACES.get(1);
    private static final String WEST = PLACES.get(4);
    private static final Truth.Event CUT = shutdown(5_000, 6_800, CENTRE, EAST);

    @Test
    void countsWhatWasFoundAndWhen() {
        var score = score(truth(CUT), incident("a", 5_030, 6_805, CENTRE, EAST));

        assertThat(score.recallVisible()).isEqualTo(new Score.Share(1, 1));
        assertThat(score.precision()).isEqualTo(new Score.Share(1, 1));
        assertThat(score.timeToDetect().median()).isEqualTo(30);
        assertThat(score.cells()).isEqualTo(new Score.Cells(4, 0, 0));
        assertThat(score.kindAccuracy().value()).isEqualTo(1);
    }

    @Test
    void measuresTheEndByTheWordAndByTheEstimate() {
        var score = score(truth(CUT), incident("a", 5_030, 6_795, CENTRE, EAST));

        assertThat(score.closing().max()).isEqualTo(115);
        assertThat(score.closedEarly()).isZero();
        assertThat(score.endedError().max()).isEqualTo(5);
        assertThat(score.startedError().max()).isEqualTo(30);
    }

    @Test
    void seesThatAnIncidentWasClosedTooEarly() {
        var score = score(truth(CUT), incident("a", 5_030, 6_000, CENTRE, EAST));

        assertThat(score.closing().max()).isEqualTo(-680);
        assertThat(score.closedEarly()).isEqualTo(1);
        assertThat(score.unclosed()).isZero();
    }

    @Test
    void seesThatAnIncidentWasNeverClosed() {
        var score =
                score(truth(CUT), List.of(new Told("a", 5_030).at(5_030, CENTRE).now()));

        assertThat(score.unclosed()).isEqualTo(1);
        assertThat(score.closing().count()).isZero();
    }

    @Test
    void asksForNoEndOfWhatOutlastsTheRecording() {
        var endless = new Truth.Event(CUT.kind(), CUT.start(), OptionalLong.empty(), CUT.cells(), true);

        var score = score(
                truth(endless), List.of(new Told("a", 5_030).at(5_030, CENTRE).now()));

        assertThat(score.recallAll().hits()).isEqualTo(1);
        assertThat(score.unclosed()).isZero();
    }

    @Test
    void callsAnAlarmAboutOtherCellsFalse() {
        var score = score(truth(CUT), incident("a", 5_030, 6_805, WEST));

        assertThat(score.recallAll()).isEqualTo(new Score.Share(0, 1));
        assertThat(score.falseAlarms()).isEqualTo(1);
        assertThat(score.cells()).isEqualTo(new Score.Cells(0, 2, 4));
        assertThat(score.falseAlarmsPerMonth()).isCloseTo(30 * 8.0, within(1e-9));
    }

    @Test
    void forgivesAnAlarmDuringTheWarmUp() {
        var card = card(truth(CUT), incident("a", 3_000, 3_300, WEST));

        assertThat(card.count(Verdict.WARM_UP)).isEqualTo(1);
        assertThat(Score.of(card).cells().wrong()).isZero();
    }

    @Test
    void findsAnEventOfTheWarmUpAllTheSame() {
        var score = score(truth(shutdown(2_000, 3_000, CENTRE)), incident("a", 2_040, 3_000, CENTRE));

        assertThat(score.recallAll().hits()).isEqualTo(1);
    }

    @Test
    void listsWhatWasTakenBackAndCountsItForNothing() {
        var revisions = List.of(
                new Told("a", 5_030).at(5_030, CENTRE).now(),
                new Told("a", 5_030).at(5_060, CENTRE).revision(2).retracted().now());

        var score = score(truth(CUT), revisions);

        assertThat(score.retracted()).isEqualTo(1);
        assertThat(score.recallAll().hits()).isZero();
        assertThat(score.falseAlarms()).isZero();
    }

    @Test
    void countsWhatWasTakenBackAfterItHadBeenConfirmedAsFalse() {
        var revisions = List.of(
                new Told("a", 9_000).at(9_000, WEST).confirmed().now(),
                new Told("a", 9_000).at(9_060, WEST).revision(2).retracted().now());

        var score = score(truth(CUT), revisions);

        assertThat(score.retractedConfirmed()).isEqualTo(1);
        assertThat(score.falseAlarms()).isEqualTo(1);
    }

    @Test
    void takesTheDelayOfTheEarliestAndTheKindOfTheLargest() {
        var small = List.of(new Told("a", 5_020)
                .at(5_020, CENTRE)
                .networks("401-01")
                .kind(IncidentKind.NETWORK_OUTAGE)
                .now());

        var card = card(truth(CUT), both(small, incident("b", 5_050, 6_805, CENTRE, EAST)));

        var score = Score.of(card);
        assertThat(score.timeToDetect().max()).isEqualTo(20);
        assertThat(score.kindAccuracy().value()).isEqualTo(1);
        assertThat(score.fragments()).isEqualTo(1);
        assertThat(score.falseAlarms()).isZero();
    }

    @Test
    void addsUpTheCellsOfSeveralIncidents() {
        var score =
                score(truth(CUT), both(incident("a", 5_020, 6_805, CENTRE), incident("b", 5_050, 6_805, EAST, WEST)));

        assertThat(score.cells()).isEqualTo(new Score.Cells(4, 2, 0));
    }

    @Test
    void letsOneIncidentFindTwoEventsOfItsKind() {
        var other = shutdown(5_300, 6_900, WEST);
        var revisions = List.of(
                new Told("a", 5_030).at(5_030, CENTRE, EAST).now(),
                new Told("a", 5_030).at(5_340, CENTRE, EAST, WEST).revision(2).now(),
                new Told("a", 5_030)
                        .at(7_000, CENTRE, EAST, WEST)
                        .revision(3)
                        .closed(6_900)
                        .now());

        var score = score(truth(CUT, other), revisions);

        assertThat(score.recallAll()).isEqualTo(new Score.Share(2, 2));
        assertThat(score.timeToDetect().max()).isEqualTo(40);
        assertThat(score.cells()).isEqualTo(new Score.Cells(6, 0, 0));
        assertThat(score.precision()).isEqualTo(new Score.Share(1, 1));
        assertThat(score.endedError().count()).isEqualTo(1);
    }

    @Test
    void letsAnIncidentOfOneKindFindNoEventOfAnother() {
        var other = event(IncidentKind.OUTAGE, 5_000, 6_800, List.of(WEST));

        var score = score(truth(CUT, other), incident("a", 5_030, 6_805, CENTRE, EAST, WEST));

        assertThat(score.recallAll()).isEqualTo(new Score.Share(1, 2));
        assertThat(score.cells()).isEqualTo(new Score.Cells(4, 2, 2));
    }

    @Test
    void doesNotTakeAnAlarmThatStoodAlreadyForADiscovery() {
        var card = card(truth(CUT), incident("a", 4_500, 6_805, CENTRE, EAST));

        assertThat(Score.of(card).recallAll().hits()).isZero();
        assertThat(card.count(Verdict.FALSE_ALARM)).isEqualTo(1);
    }

    @Test
    void findsTheNextEventByAnIncidentThatOpensAgain() {
        var next = shutdown(7_200, 8_000, CENTRE, EAST);
        var revisions = List.of(
                new Told("a", 5_030).at(5_030, CENTRE, EAST).now(),
                new Told("a", 5_030)
                        .at(6_920, CENTRE, EAST)
                        .revision(2)
                        .closed(6_800)
                        .now(),
                new Told("a", 5_030).at(7_240, CENTRE, EAST).revision(3).now(),
                new Told("a", 5_030)
                        .at(8_100, CENTRE, EAST)
                        .revision(4)
                        .closed(8_000)
                        .now());

        var score = score(truth(CUT, next), revisions);

        assertThat(score.recallAll().hits()).isEqualTo(2);
        assertThat(score.timeToDetect().max()).isEqualTo(40);
        assertThat(score.closing().max()).isEqualTo(120);
    }

    @Test
    void countsACellThatWasCalledRestoredAsNewlyToldOf() {
        var next = shutdown(7_900, 8_800, EAST);
        var revisions = List.of(
                new Told("a", 5_030).at(5_030, CENTRE, EAST).now(),
                new Told("a", 5_030)
                        .at(6_900, CENTRE, EAST)
                        .revision(2)
                        .restored(EAST + "/401-01", EAST + "/401-02")
                        .now(),
                new Told("a", 5_030).at(7_950, CENTRE, EAST).revision(3).now());

        var score = score(truth(CUT, next), revisions);

        assertThat(score.timeToDetect().max()).isEqualTo(50);
    }

    @Test
    void prefersIncidentsOfTheEventsFamily() {
        var blocking = event(IncidentKind.BLOCKING, 5_000, 6_800, List.of(CENTRE));
        var silent = List.of(new Told("a", 5_010).at(5_010, CENTRE).now());
        var selective = List.of(new Told("b", 5_060)
                .at(5_060, CENTRE)
                .kind(IncidentKind.BLOCKING)
                .now());

        var score = score(truth(blocking), both(silent, selective));

        assertThat(score.timeToDetect().max()).isEqualTo(60);
        assertThat(score.kindAccuracy().hits()).isEqualTo(1);
        assertThat(score.fragments()).isEqualTo(1);
    }

    @Test
    void takesACoarsePlaceForTheHexagonsBelowIt() {
        var score = score(truth(CUT), incident("a", 5_030, 6_805, Places.parent(CENTRE, 7)));

        assertThat(score.recallAll().hits()).isEqualTo(1);
        assertThat(score.cells().right()).isPositive();
    }

    @Test
    void takesTheHomeCountryForEveryHexagon() {
        var national = event(IncidentKind.BLACKOUT, 5_000, 6_800, PLACES);
        var told = List.of(
                new Told("a", 5_200).at(5_200, "KZ").kind(IncidentKind.BLACKOUT).now());

        assertThat(score(truth(national), told).cells()).isEqualTo(new Score.Cells(14, 0, 0));
    }

    @Test
    void findsAnEventShortlyAfterItsEndAndNoLater() {
        assertThat(score(truth(CUT), incident("a", 7_690, 7_700, CENTRE))
                        .recallAll()
                        .hits())
                .isEqualTo(1);
        assertThat(score(truth(CUT), incident("a", 7_710, 7_720, CENTRE))
                        .recallAll()
                        .hits())
                .isZero();
    }

    @Test
    void findsAnEventLongAfterItsEndIfTheIncidentSaysThatItWasThen() {
        List<Incident> late =
                List.of(new Told("a", 9_000).at(9_000, CENTRE).closed(6_700).now());
        var finding = Finding.of(late).get(0);
        var dated = new Finding(
                finding.id(),
                finding.kind(),
                false,
                false,
                0.9,
                0.9,
                finding.detected(),
                Town.at(5_100),
                finding.ended(),
                finding.closings(),
                finding.stages());

        var score = Score.of(Scoring.score(truth(CUT), List.of(dated)));

        assertThat(score.timeToDetect().max()).isEqualTo(4_000);
    }

    @Test
    void countsRecallOverWhatCouldBeSeenAndOverAll() {
        var hidden = CUT.withVisible(false);
        var seen = shutdown(9_000, 9_900, WEST);

        var score = score(truth(hidden, seen), incident("a", 9_030, 9_900, WEST));

        assertThat(score.recallVisible()).isEqualTo(new Score.Share(1, 1));
        assertThat(score.recallAll()).isEqualTo(new Score.Share(1, 2));
        assertThat(score.cells().missed()).isZero();
    }

    @Test
    void splitsFiguresByKind() {
        var card = card(
                truth(CUT, event(IncidentKind.OUTAGE, 9_000, 9_900, List.of(WEST))),
                incident("a", 5_030, 6_805, CENTRE, EAST));

        assertThat(card.kinds()).containsExactly(IncidentKind.SHUTDOWN, IncidentKind.OUTAGE);
        assertThat(Score.of(card.ofKind(IncidentKind.OUTAGE)).recallAll()).isEqualTo(new Score.Share(0, 1));
        assertThat(Score.of(card.ofKind(IncidentKind.SHUTDOWN)).recallAll()).isEqualTo(new Score.Share(1, 1));
    }
}
