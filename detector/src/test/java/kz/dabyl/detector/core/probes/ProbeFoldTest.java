package kz.dabyl.detector.core.probes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import kz.dabyl.detector.core.TestCity;
import kz.dabyl.model.Access;
import kz.dabyl.model.CellSummary;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.Ping;
import kz.dabyl.model.PingError;
import kz.dabyl.model.Power;
import kz.dabyl.model.Report;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProbeFoldTest {

    private static final long START = TestCity.START;

    private final ProbeFold fold = new ProbeFold(0, 1);
    private final List<HopSummary> hops = new ArrayList<>();

    @Test
    void closesTheFirstHopFromTheFirstTickOnceEveryCollectorHadTimeToBeSeen() {
        tick(0, 9);
        assertThat(hops).isEmpty();

        tick(10, 10);

        assertThat(hops).extracting(HopSummary::hop).containsExactly(hop(0), hop(5));
    }

    @Test
    void takesReportsFromBeforeTheFirstTickAsFounders() {
        hear("p", 0, -3);
        tick(0, 15);

        assertThat(cohort(hop(0)).newcomers()).isFalse();
        assertThat(cohort(hop(0)).lastHeard()).isEqualTo(hop(-3));
    }

    @Test
    void countsAReportInTheHopInWhichItWasReceived() {
        hear("p", 0, 7);
        tick(0, 20);

        assertThat(hops.get(0).cells()).isEmpty();
        assertThat(hops.get(1).cells().get(0).heard()).isEqualTo(1);
        assertThat(hops.get(2).cells().get(0).heard()).isZero();
    }

    @Test
    void takesTicksOfAMinuteHopByHop() {
        hear("p", 0, 42);
        fold.accept(new LogEntry.Tick(START, "c1"), hops::add);
        fold.accept(new LogEntry.Tick(START + 60_000, "c1"), hops::add);

        assertThat(hops).hasSize(12);
        assertThat(cohort(hop(40)).lastHeard()).isEqualTo(hop(40));
        assertThat(hops.get(7).cells()).isEmpty();
    }

    @Test
    void callsAGoodbyeNoPresence() {
        hear("p", 0, 3);
        fold.accept(received(report("p", 1, 8, Report.GOODBYE, Power.BATTERY), 8), hops::add);
        tick(0, 20);

        assertThat(cohorts(hop(0))).hasSize(1);
        assertThat(cohorts(hop(10))).isEmpty();
    }

    @Test
    void callsLowPowerNoPresence() {
        fold.accept(received(report("p", 0, 3, 30, Power.LOW), 3), hops::add);
        tick(0, 20);

        assertThat(cohorts(hop(0))).isEmpty();
        assertThat(hops.get(0).cells().get(0).heard()).isEqualTo(1);
    }

    @Test
    void countsSourcesThatNeverPromiseApartAndWaitsForNone() {
        fold.accept(received(report("p", 0, 3, Report.NO_PROMISE, Power.MAINS), 3), hops::add);
        fold.accept(received(report("p", 1, 9, Report.NO_PROMISE, Power.MAINS), 9), hops::add);
        tick(0, 20);

        assertThat(hops.get(1).cells().get(0).heard()).isZero();
        assertThat(hops.get(1).cells().get(0).sources()).isEqualTo(new CellSummary.Sources(1, 1));
        assertThat(hops.get(2).cells().get(0).sources()).isEqualTo(new CellSummary.Sources(0, 1));
        assertThat(cohorts(hop(10))).isEmpty();
    }

    @Test
    void countsNoSourceTwiceThatSendsAReportAgain() {
        fold.accept(received(report("p", 0, 3, Report.NO_PROMISE, Power.MAINS), 3), hops::add);
        fold.accept(received(report("p", 0, 3, Report.NO_PROMISE, Power.MAINS), 4), hops::add);
        tick(0, 15);

        assertThat(hops.get(0).cells().get(0).sources()).isEqualTo(new CellSummary.Sources(1, 1));
    }

    @Test
    void doesNotHearWhatASourceKeptFromEarlierAsOfNow() {
        fold.accept(received(report("p", 0, 3, Report.NO_PROMISE, Power.MAINS), 3), hops::add);
        fold.accept(received(report("p", 1, 60, Report.NO_PROMISE, Power.MAINS), 903), hops::add);
        tick(0, 920);

        assertThat(sourcesAt(hop(903))).isEqualTo(new CellSummary.Sources(0, 1));
    }

    @Test
    void countsASourceThatAppearsLaterOnlyAfterADay() {
        tick(0, 1801);
        fold.accept(received(report("late", 0, 1803, Report.NO_PROMISE, Power.MAINS), 1803), hops::add);
        fold.accept(received(report("late", 1, 80_000, Report.NO_PROMISE, Power.MAINS), 80_000), hops::add);
        fold.accept(received(report("late", 2, 90_000, Report.NO_PROMISE, Power.MAINS), 90_000), hops::add);
        for (var minute = 31L; minute <= 1510; minute++) {
            fold.accept(new LogEntry.Tick(START + minute * 60_000, "c1"), hops::add);
        }

        assertThat(sourcesAt(hop(1803))).isEqualTo(CellSummary.Sources.NONE);
        assertThat(sourcesAt(hop(80_000))).isEqualTo(CellSummary.Sources.NONE);
        assertThat(sourcesAt(hop(90_000))).isEqualTo(new CellSummary.Sources(1, 1));
    }

    @Test
    void takesASourceThatHasNotSpokenForThreeDaysForGone() {
        fold.accept(received(report("p", 0, 3, Report.NO_PROMISE, Power.MAINS), 3), hops::add);
        for (var minute = 0L; minute <= 3 * 1440 + 2; minute++) {
            fold.accept(new LogEntry.Tick(START + minute * 60_000, "c1"), hops::add);
        }

        assertThat(sourcesAt(hop(3 * 86_400 - 60))).isEqualTo(new CellSummary.Sources(0, 1));
        assertThat(sourcesAt(hop(3 * 86_400 + 60))).isEqualTo(CellSummary.Sources.NONE);
    }

    @Test
    void countsAProbeThatBeginsToPromiseNoMoreAsASource() {
        fold.accept(received(report("p", 0, 3, Report.NO_PROMISE, Power.MAINS), 3), hops::add);
        hear("p", 1, 9);
        tick(0, 20);

        assertThat(sourcesAt(hop(3))).isEqualTo(new CellSummary.Sources(1, 1));
        assertThat(sourcesAt(hop(9))).isEqualTo(CellSummary.Sources.NONE);
        assertThat(cohorts(hop(9))).hasSize(1);
    }

    @Test
    void countsAProbeThatMovedWhereItIsNow() {
        hear("p", 0, 3);
        var there = new Report(
                "p", 1, START + 8_000, 30, TestCity.WEST, "401-02", Access.MOBILE, null, null, null, List.of());
        fold.accept(received(there, 8), hops::add);
        tick(0, 20);

        var after = hops.get(2).cells();
        assertThat(after).hasSize(1);
        assertThat(after.get(0).cell().place()).isEqualTo(TestCity.WEST);
        assertThat(after.get(0).cohorts()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 30, 3600})
    void remembersAProbeForTwentyMinutesAndTwoIntervals(int interval) {
        fold.accept(received(report("p", 0, 3, interval, Power.MAINS), 3), hops::add);
        tick(0, 1200 + 2 * interval + 30);

        var last = hop(3) + 240 + 2L * interval / 5;
        assertThat(cohorts(last)).hasSize(1);
        assertThat(cohorts(last + 1)).isEmpty();
    }

    @Test
    void earnsAFounderFullWeightByTwentyKeptPromises() {
        for (var i = 0; i <= 20; i++) {
            hear("p", i, 3 + 30L * i);
        }
        tick(0, 650);

        assertThat(cohort(hop(25)).percent()).isZero();
        assertThat(cohort(hop(303)).percent()).isEqualTo(50);
        assertThat(cohort(hop(603)).percent()).isEqualTo(100);
    }

    @Test
    void givesANewcomerNoWeightForItsFirstHourAndLessThanFullForHours() {
        tick(0, 1801);
        for (var i = 0; i < 400; i++) {
            hear("p", i, 1803 + 30L * i);
        }
        tick(1802, 1803 + 12_000);

        assertThat(cohort(hop(1803 + 3_500)).percent()).isZero();
        assertThat(cohort(hop(1803 + 3_500)).newcomers()).isTrue();
        assertThat(cohort(hop(1803 + 7_200)).percent()).isBetween(4, 48);
        assertThat(cohort(hop(1803 + 11_900)).percent()).isLessThan(80);
    }

    @Test
    void letsNoFlushOfKeptReportsEarnWeight() {
        hear("p", 0, 3);
        for (var i = 1; i <= 50; i++) {
            fold.accept(received(report("p", i, i, 30, Power.MAINS), 33), hops::add);
        }
        tick(0, 40);

        assertThat(cohort(hop(33)).percent()).isEqualTo(5);
    }

    @Test
    void datesKeptReportsByWhenTheyWereMeasured() {
        hear("p", 0, 3);
        hear("p", 1, 33);
        for (var i = 2; i <= 12; i++) {
            fold.accept(received(failed("p", i, 3 + 30L * i), 363), hops::add);
        }
        tick(0, 370);

        var late = hops.get((int) (hop(363) - hop(0))).cells().get(0).late();
        assertThat(late).hasSize(9);
        assertThat(late.get(0).measured()).isEqualTo(hop(63));
        assertThat(late).allSatisfy(l -> assertThat(l.cut()).isEqualTo(1));
    }

    @Test
    void takesAClockThatIsSetBackForNoLateness() {
        for (var i = 0; i < 10; i++) {
            var at = 3 + 30L * i - (i >= 5 ? 240 : 0);
            fold.accept(received(report("p", i, at, 30, Power.MAINS), 3 + 30L * i), hops::add);
        }
        tick(0, 300);

        assertThat(hops)
                .allSatisfy(hop ->
                        hop.cells().forEach(cell -> assertThat(cell.late()).isEmpty()));
        assertThat(hops.stream()
                        .flatMap(h -> h.cells().stream())
                        .mapToInt(CellSummary::heard)
                        .sum())
                .isEqualTo(10);
    }

    @Test
    void believesNoClockThatIsYearsOff() {
        hear("p", 0, 3);
        fold.accept(received(report("p", 1, -400_000_000, 30, Power.MAINS), 33), hops::add);
        fold.accept(received(report("p", 2, 400_000_000, 30, Power.MAINS), 63), hops::add);
        hear("p", 3, 93);
        tick(0, 100);

        assertThat(hops)
                .allSatisfy(hop ->
                        hop.cells().forEach(cell -> assertThat(cell.late()).isEmpty()));
        assertThat(hops.stream()
                        .flatMap(h -> h.cells().stream())
                        .mapToInt(CellSummary::heard)
                        .sum())
                .isEqualTo(4);
    }

    @Test
    void countsAReturnWithAnotherBootAsARestart() {
        hear("p", 0, 3);
        var again = new Report(
                "p", 1, START + 100_000, 30, TestCity.CENTRE, "401-01", Access.MOBILE, "b2", null, null, List.of());
        fold.accept(received(again, 100), hops::add);
        tick(0, 110);

        var returns = hops.get((int) (hop(100) - hop(0))).cells().get(0).returns();
        assertThat(returns).containsExactly(new CellSummary.Return(hop(3), 1, 1));
    }

    @Test
    void takesALongGapForAnEpisodeAndNotForLoss() {
        hear("p", 0, 3);
        hear("p", 200, 33);
        tick(0, 40);

        assertThat(hops.get((int) (hop(33) - hop(0))).cells().get(0).losses()).isZero();
    }

    @Test
    void countsDuplicates() {
        hear("p", 0, 3);
        hear("p", 0, 4);
        tick(0, 20);

        assertThat(fold.duplicates()).isEqualTo(1);
        assertThat(hops.get(0).cells().get(0).heard()).isEqualTo(1);
    }

    @Test
    void losesNothingWhenItTidiesUpEachHour() {
        tick(0, 1);
        var heard = 0;
        for (var second = 3L; second < 7200; second += 30) {
            hear("p", heard++, second);
        }
        tick(2, 7205);

        assertThat(hops.stream()
                        .flatMap(h -> h.cells().stream())
                        .mapToInt(CellSummary::heard)
                        .sum())
                .isEqualTo(heard);
    }

    @Test
    void forgetsProbesAfterEightDays() {
        hear("p", 0, 3);
        for (var hour = 0L; hour <= 8 * 24 + 2; hour++) {
            fold.accept(new LogEntry.Tick(START + hour * 3_600_000, "c1"), hop -> {});
        }

        assertThat(fold.size()).isZero();
    }

    @Test
    void goesOnAfterASilenceOfMonths() {
        hear("p", 0, 3);
        tick(0, 20);
        var months = 100L * 86_400;
        hear("p", 1, months + 3);
        tick(months, months + 20);

        assertThat(hops.size()).isLessThan(20);
        assertThat(cohort(hop(months + 10)).lastHeard()).isEqualTo(hop(months + 3));
    }

    private void tick(long fromSecond, long toSecond) {
        for (var second = fromSecond; second <= toSecond; second++) {
            fold.accept(new LogEntry.Tick(START + second * 1000, "c1"), hops::add);
        }
    }

    private void hear(String probe, long seq, long second) {
        fold.accept(received(report(probe, seq, second, 30, Power.MAINS), second), hops::add);
    }

    private static LogEntry.Received received(Report report, long second) {
        return new LogEntry.Received(START + second * 1000 + 100, "c1", report);
    }

    private static Report report(String probe, long seq, long second, int interval, Power power) {
        return report(probe, seq, second, interval, power, List.of());
    }

    private static Report failed(String probe, long seq, long second) {
        var ping = Ping.failed("international/1.1.1.1", PingError.TIMEOUT);
        return report(probe, seq, second, 30, Power.MAINS, List.of(ping));
    }

    private static Report report(String probe, long seq, long second, int interval, Power power, List<Ping> pings) {
        var at = START + second * 1000;
        return new Report(probe, seq, at, interval, TestCity.CENTRE, "401-01", Access.MOBILE, "b1", null, power, pings);
    }

    private static long hop(long second) {
        return HopSummary.hopOf(START + second * 1000);
    }

    private CellSummary.Sources sourcesAt(long hop) {
        return hops.stream()
                .filter(h -> h.hop() == hop)
                .flatMap(h -> h.cells().stream())
                .map(CellSummary::sources)
                .findFirst()
                .orElse(CellSummary.Sources.NONE);
    }

    private CellSummary.Cohort cohort(long hop) {
        return cohorts(hop).get(0);
    }

    private List<CellSummary.Cohort> cohorts(long hop) {
        return hops.stream()
                .filter(h -> h.hop() == hop)
                .flatMap(h -> h.cells().stream())
                .flatMap(c -> c.cohorts().stream())
                .toList();
    }
}
