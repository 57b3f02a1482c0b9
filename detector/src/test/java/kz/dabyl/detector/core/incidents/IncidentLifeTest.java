package kz.dabyl.detector.core.incidents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import kz.dabyl.detector.core.Detection;
import kz.dabyl.detector.core.IncidentFold;
import kz.dabyl.detector.core.IncidentFoldCodec;
import kz.dabyl.detector.core.TestCity;
import kz.dabyl.detector.core.TestTargets;
import kz.dabyl.detector.core.probes.ProbeFold;
import kz.dabyl.model.Access;
import kz.dabyl.model.Cell;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentKind;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.Ping;
import kz.dabyl.model.Places;
import kz.dabyl.model.Thresholds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of an incident, from the log to its revisions. */
class IncidentLifeTest {

    private static final long CUT = 1500;
    private static final String SHYMKENT = Places.at(42.317, 69.590, 7);

    @Test
    void opensSuspectedAndIsConfirmedAfterAMinuteOfControls() {
        var revisions = detect(cutFor(1200), 1900);

        assertThat(revisions.get(0).certainty()).isEqualTo(Incident.Certainty.SUSPECTED);
        var confirmed = revisions.stream()
                .filter(r -> r.certainty() == Incident.Certainty.CONFIRMED)
                .findFirst()
                .orElseThrow();
        assertThat(confirmed.updated() - revisions.get(0).detected()).isBetween(60_000L, 65_000L);
    }

    @Test
    void confirmsWhatTakesPhonesAndFixedLinesOnlyWhenARestartWouldBeOver() {
        var city = city().cut(m -> m.probe().cell().place().equals(TestCity.CENTRE) && m.within(CUT, CUT + 1200));

        var revisions = detect(city, 1900);

        assertThat(revisions.get(0).kind()).isEqualTo(IncidentKind.OUTAGE);
        assertThat(revisions.get(0).detected()).isLessThan(second(CUT + 60));
        var confirmed = revisions.stream()
                .filter(r -> r.certainty() == Incident.Certainty.CONFIRMED)
                .findFirst()
                .orElseThrow();
        assertThat(confirmed.updated()).isBetween(second(CUT + 140), second(CUT + 165));
        assertThat(revisions.get(0).confidence()).isLessThan(0.8);
        assertThat(confirmed.confidence()).isGreaterThan(0.9);
    }

    @ParameterizedTest
    @ValueSource(longs = {30, 45, 60, 90})
    void neverCallsTheRestartOfAllThatACityHasAShutdown(long seconds) {
        var city = city().restarting(
                        m -> m.probe().cell().place().equals(TestCity.CENTRE) && m.within(CUT, CUT + seconds));

        var revisions = detect(city, CUT + 900);

        assertThat(revisions).noneMatch(r -> r.kind() == IncidentKind.SHUTDOWN);
        assertThat(revisions).noneMatch(r -> r.certainty() == Incident.Certainty.CONFIRMED);
    }

    @Test
    void staysSuspectedAndSaysWhyWhereThereIsNoControl() {
        var city = new TestCity(3);
        for (var network : List.of("401-01", "401-02")) {
            city.add(new Cell(TestCity.CENTRE, network, Access.MOBILE), 10, "c1");
        }

        var last = last(detect(city.cut(m -> m.within(CUT, 3000)), 2400));

        assertThat(last.certainty()).isEqualTo(Incident.Certainty.SUSPECTED);
        assertThat(last.reason())
                .isEqualTo("no control: not observed: fixed lines there, other networks there, "
                        + "the same networks elsewhere, witnesses abroad");
    }

    @Test
    void takesNothingBackOfWhatWasSlowBecauseItsPhonesAreCutOffThen() {
        var targets = new TestTargets()
                .trouble(
                        m -> inCentre(m) && m.within(CUT, CUT + 2400),
                        TestTargets.slower(6),
                        TestTargets.TELEGRAM,
                        TestTargets.INSTAGRAM,
                        TestTargets.SITE);
        var city = city().answering(targets).cut(m -> inCentre(m) && m.within(CUT + 900, CUT + 1800));

        var revisions = detect(city, CUT + 2800);

        assertThat(revisions).extracting(Incident::kind).contains(IncidentKind.THROTTLING, IncidentKind.SHUTDOWN);
        assertThat(revisions).noneMatch(r -> r.state() == Incident.State.RETRACTED);
    }

    @Test
    void opensTheSameIncidentAgainWithinAQuarterOfAnHour() {
        var city = city().cut(m -> inCentre(m) && (m.within(CUT, CUT + 600) || m.within(CUT + 1200, CUT + 1800)));

        var revisions = detect(city, CUT + 2200);

        assertThat(revisions.stream().map(Incident::id).distinct()).hasSize(1);
        assertThat(revisions.stream().map(Incident::state).toList())
                .containsSubsequence(
                        Incident.State.OPEN, Incident.State.CLOSED, Incident.State.OPEN, Incident.State.CLOSED);
        assertThat(last(revisions).ended()).isBetween(second(CUT + 1770), second(CUT + 1830));
    }

    @Test
    void opensAnotherIncidentLater() {
        var city = city().cut(m -> inCentre(m) && (m.within(CUT, CUT + 600) || m.within(CUT + 2000, CUT + 2600)));

        var revisions = detect(city, CUT + 3000);

        assertThat(revisions.stream().map(Incident::id).distinct()).hasSize(2);
    }

    @Test
    void isRetractedWhenHalfComeBackWithAnotherBoot() {
        var city = city().restarting(m -> inCentre(m) && m.within(CUT, CUT + 200));

        var last = last(detect(city, CUT + 900));

        assertThat(last.state()).isEqualTo(Incident.State.RETRACTED);
        assertThat(last.reason()).isEqualTo("restart");
        assertThat(last.confidence()).isLessThan(0.1);
    }

    @Test
    void raisesNothingWhenTheWholeFleetRestarts() {
        var city = city();
        for (var network : List.of("401-01", "401-02", "401-77")) {
            city.add(new Cell(SHYMKENT, network, Access.MOBILE), 8, "c1");
        }

        assertThat(detect(city.restarting(m -> m.within(CUT, CUT + 90)), CUT + 900))
                .isEmpty();
    }

    @Test
    void isOurOwnDeafnessWhenKeptReportsSayThatTargetsAnswered() {
        var city = city().keeping().cut(m -> inCentre(m) && m.within(CUT, CUT + 600));
        var log = new ArrayList<LogEntry>();
        for (var entry : city.log(CUT + 900)) {
            log.add(entry instanceof LogEntry.Received received ? answered(received) : entry);
        }

        var last = last(TestCity.detect(log));

        assertThat(last.kind()).isEqualTo(IncidentKind.COLLECTOR_UNREACHABLE);
        assertThat(last.state()).isEqualTo(Incident.State.CLOSED);
        assertThat(last.certainty()).isEqualTo(Incident.Certainty.CONFIRMED);
        assertThat(last.evidence().lateConfirmations()).isGreaterThan(100);
    }

    @Test
    void tellsLateConfirmationsInFewRevisionsAfterTheEnd() {
        var city = city().keeping().cut(m -> inCentre(m) && m.within(CUT, CUT + 600));

        var revisions = detect(city, CUT + 3600);

        var closed = revisions.stream()
                .filter(r -> r.state() == Incident.State.CLOSED)
                .toList();
        assertThat(closed.size()).isBetween(1, 4);
        assertThat(last(revisions).evidence().lateConfirmations()).isGreaterThan(100);
        assertThat(last(revisions).updated()).isLessThan(second(CUT + 600 + 300));
    }

    @Test
    void staysOpenWithoutGrowingWhereProbesNeverComeBack() {
        var probes = new ProbeFold(0, 1);
        var fold = new IncidentFold(Thresholds.DEFAULT, List.of());
        var revisions = new ArrayList<Incident>();
        var sizes = new ArrayList<Integer>();
        for (var entry : city().cut(m -> inCentre(m) && m.within(CUT, 100_000)).log(4 * 3600)) {
            probes.accept(entry, hop -> fold.accept(hop, revisions::add));
            if (entry instanceof LogEntry.Tick tick && (tick.time() - TestCity.START) % 3_600_000 == 0) {
                sizes.add(IncidentFoldCodec.encode(fold).length);
            }
        }

        assertThat(last(revisions).state()).isEqualTo(Incident.State.OPEN);
        assertThat(revisions.size()).isLessThan(20);
        assertThat(sizes.get(4)).isLessThan(sizes.get(2) + 50);
    }

    @Test
    void honoursTheLeastNumberOfProbes() {
        var city = new TestCity(9);
        for (var place : List.of(TestCity.CENTRE, TestCity.ASTANA)) {
            city.add(new Cell(place, "401-01", Access.MOBILE), 2, "c1");
            city.add(new Cell(place, "401-02", Access.MOBILE), 2, "c1");
            city.add(new Cell(place, "AS9198", Access.FIXED), 6, "c1");
        }
        var log = city.cut(m -> inCentre(m) && m.within(CUT, 5000)).log(CUT + 2000);

        assertThat(detect(log, thresholds(4))).isNotEmpty();
        assertThat(detect(log, thresholds(5))).isEmpty();
    }

    @Test
    void neverOpensOnNewcomersAlone() {
        var city = city();
        city.add(new Cell(TestCity.WEST, "401-99", Access.MOBILE), 30, "c1")
                .add(new Cell(TestCity.WEST, "401-98", Access.MOBILE), 30, "c1")
                .cut(m -> m.probe().cell().network().startsWith("401-9") && !m.within(2400, 9000));

        assertThat(detect(city, 10_000)).isEmpty();
    }

    @Test
    void countsProbesByTheirWeightSoThatInventedOnesHideNothing() {
        var city = city();
        for (var network : List.of("401-01", "401-02", "401-77")) {
            city.add(new Cell(TestCity.CENTRE, network, Access.MOBILE), 40, "c1");
        }
        city.cut(m -> invented(m) && m.within(0, 2400));
        city.cut(m -> !invented(m) && inCentre(m) && m.within(9000, 9900));

        var revisions = detect(city, 10_800);

        assertThat(revisions.get(0).kind()).isEqualTo(IncidentKind.SHUTDOWN);
        assertThat(revisions.get(0).detected() - second(9000)).isBetween(0L, 60_000L);
        assertThat(last(revisions).ended()).isBetween(second(9870), second(9930));
    }

    /** The first 96 probes of {@link #city} are its own. */
    private static boolean invented(TestCity.Moment moment) {
        return Integer.parseInt(moment.probe().name().substring(1)) >= 96;
    }

    private static TestCity city() {
        return TestCity.ofThreePlaces(5, 8);
    }

    private static TestCity cutFor(long seconds) {
        return city().cut(m -> inCentre(m) && m.within(CUT, CUT + seconds));
    }

    private static boolean inCentre(TestCity.Moment moment) {
        var cell = moment.probe().cell();
        return cell.place().equals(TestCity.CENTRE) && cell.access() == Access.MOBILE;
    }

    private static LogEntry answered(LogEntry.Received received) {
        var report = received.report();
        Predicate<Ping> failed = ping -> !ping.ok();
        var pings = report.pings().stream().anyMatch(failed)
                ? List.of(Ping.answered("international/1.1.1.1", 80))
                : report.pings();
        return new LogEntry.Received(
                received.received(), received.collector(), report.with(report.seq(), report.at(), pings));
    }

    private static Thresholds thresholds(int minProbes) {
        return new Thresholds(1, minProbes, List.of("KZ"), 60, 120, 20, 3, 0.2, 1);
    }

    private static List<Incident> detect(TestCity city, long seconds) {
        return TestCity.detect(city.log(seconds));
    }

    private static List<Incident> detect(List<LogEntry> log, Thresholds thresholds) {
        var revisions = new ArrayList<Incident>();
        var detection = new Detection(thresholds, List.of(), revisions::add);
        log.forEach(detection::accept);
        return revisions;
    }

    private static long second(long second) {
        return TestCity.START + second * 1000;
    }

    private static Incident last(List<Incident> revisions) {
        return revisions.get(revisions.size() - 1);
    }
}
