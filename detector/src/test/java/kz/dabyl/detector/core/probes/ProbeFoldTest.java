package kz.dabyl.detector.core.probes;

import static kz.dabyl.detector.core.probes.FoldedLog.START;
import static kz.dabyl.detector.core.probes.FoldedLog.failed;
import static kz.dabyl.detector.core.probes.FoldedLog.hop;
import static kz.dabyl.detector.core.probes.FoldedLog.received;
import static kz.dabyl.detector.core.probes.FoldedLog.report;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kz.dabyl.detector.core.TestCity;
import kz.dabyl.model.Access;
import kz.dabyl.model.CellSummary;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.Power;
import kz.dabyl.model.Report;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProbeFoldTest {

    private final FoldedLog log = new FoldedLog();

    @Test
    void closesTheFirstHopFromTheFirstTickOnceEveryCollectorHadTimeToBeSeen() {
        log.tick(0, 9);
        assertThat(log.hops).isEmpty();

        log.tick(10, 10);

        assertThat(log.hops).extracting(HopSummary::hop).containsExactly(hop(0), hop(5));
    }

    @Test
    void takesReportsFromBeforeTheFirstTickAsFounders() {
        log.hear("p", 0, -3);
        log.tick(0, 15);

        assertThat(log.cohort(hop(0)).newcomers()).isFalse();
        assertThat(log.cohort(hop(0)).lastHeard()).isEqualTo(hop(-3));
    }

    @Test
    void countsAReportInTheHopInWhichItWasReceived() {
        log.hear("p", 0, 7);
        log.tick(0, 20);

        assertThat(log.hops.get(0).cells()).isEmpty();
        assertThat(log.hops.get(1).cells().get(0).heard()).isEqualTo(1);
        assertThat(log.hops.get(2).cells().get(0).heard()).isZero();
    }

    @Test
    void takesTicksOfAMinuteHopByHop() {
        log.hear("p", 0, 42);
        log.take(new LogEntry.Tick(START, "c1"));
        log.take(new LogEntry.Tick(START + 60_000, "c1"));

        assertThat(log.hops).hasSize(12);
        assertThat(log.cohort(hop(40)).lastHeard()).isEqualTo(hop(40));
        assertThat(log.hops.get(7).cells()).isEmpty();
    }

    @Test
    void callsAGoodbyeNoPresence() {
        log.hear("p", 0, 3);
        log.take(received(report("p", 1, 8, Report.GOODBYE, Power.BATTERY), 8));
        log.tick(0, 20);

        assertThat(log.cohorts(hop(0))).hasSize(1);
        assertThat(log.cohorts(hop(10))).isEmpty();
    }

    @Test
    void callsLowPowerNoPresence() {
        log.take(received(report("p", 0, 3, 30, Power.LOW), 3));
        log.tick(0, 20);

        assertThat(log.cohorts(hop(0))).isEmpty();
        assertThat(log.hops.get(0).cells().get(0).heard()).isEqualTo(1);
    }

    @Test
    void countsAProbeThatMovedWhereItIsNow() {
        log.hear("p", 0, 3);
        var there = new Report(
                "p", 1, START + 8_000, 30, TestCity.WEST, "401-02", Access.MOBILE, null, null, null, List.of());
        log.take(received(there, 8));
        log.tick(0, 20);

        var after = log.hops.get(2).cells();
        assertThat(after).hasSize(1);
        assertThat(after.get(0).cell().place()).isEqualTo(TestCity.WEST);
        assertThat(after.get(0).cohorts()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 30, 3600})
    void remembersAProbeForTwentyMinutesAndTwoIntervals(int interval) {
        log.take(received(report("p", 0, 3, interval, Power.MAINS), 3));
        log.tick(0, 1200 + 2 * interval + 30);

        var last = hop(3) + 240 + 2L * interval / 5;
        assertThat(log.cohorts(last)).hasSize(1);
        assertThat(log.cohorts(last + 1)).isEmpty();
    }

    @Test
    void earnsAFounderFullWeightByTwentyKeptPromises() {
        for (var i = 0; i <= 20; i++) {
            log.hear("p", i, 3 + 30L * i);
        }
        log.tick(0, 650);

        assertThat(log.cohort(hop(25)).percent()).isZero();
        assertThat(log.cohort(hop(303)).percent()).isEqualTo(50);
        assertThat(log.cohort(hop(603)).percent()).isEqualTo(100);
    }

    @Test
    void givesANewcomerNoWeightForItsFirstHourAndLessThanFullForHours() {
        log.tick(0, 1801);
        for (var i = 0; i < 400; i++) {
            log.hear("p", i, 1803 + 30L * i);
        }
        log.tick(1802, 1803 + 12_000);

        assertThat(log.cohort(hop(1803 + 3_500)).percent()).isZero();
        assertThat(log.cohort(hop(1803 + 3_500)).newcomers()).isTrue();
        assertThat(log.cohort(hop(1803 + 7_200)).percent()).isBetween(4, 48);
        assertThat(log.cohort(hop(1803 + 11_900)).percent()).isLessThan(80);
    }

    @Test
    void letsNoFlushOfKeptReportsEarnWeight() {
        log.hear("p", 0, 3);
        for (var i = 1; i <= 50; i++) {
            log.take(received(report("p", i, i, 30, Power.MAINS), 33));
        }
        log.tick(0, 40);

        assertThat(log.cohort(hop(33)).percent()).isEqualTo(5);
    }

    @Test
    void datesKeptReportsByWhenTheyWereMeasured() {
        log.hear("p", 0, 3);
        log.hear("p", 1, 33);
        for (var i = 2; i <= 12; i++) {
            log.take(received(failed("p", i, 3 + 30L * i), 363));
        }
        log.tick(0, 370);

        var late = log.hops.get((int) (hop(363) - hop(0))).cells().get(0).late();
        assertThat(late).hasSize(9);
        assertThat(late.get(0).measured()).isEqualTo(hop(63));
        assertThat(late).allSatisfy(l -> assertThat(l.cut()).isEqualTo(1));
    }

    @Test
    void takesAClockThatIsSetBackForNoLateness() {
        for (var i = 0; i < 10; i++) {
            var at = 3 + 30L * i - (i >= 5 ? 240 : 0);
            log.take(received(report("p", i, at, 30, Power.MAINS), 3 + 30L * i));
        }
        log.tick(0, 300);

        assertThat(log.hops)
                .allSatisfy(hop ->
                        hop.cells().forEach(cell -> assertThat(cell.late()).isEmpty()));
        assertThat(log.hops.stream()
                        .flatMap(h -> h.cells().stream())
                        .mapToInt(CellSummary::heard)
                        .sum())
                .isEqualTo(10);
    }

    @Test
    void believesNoClockThatIsYearsOff() {
        log.hear("p", 0, 3);
        log.take(received(report("p", 1, -400_000_000, 30, Power.MAINS), 33));
        log.take(received(report("p", 2, 400_000_000, 30, Power.MAINS), 63));
        log.hear("p", 3, 93);
        log.tick(0, 100);

        assertThat(log.hops)
                .allSatisfy(hop ->
                        hop.cells().forEach(cell -> assertThat(cell.late()).isEmpty()));
        assertThat(log.hops.stream()
                        .flatMap(h -> h.cells().stream())
                        .mapToInt(CellSummary::heard)
                        .sum())
                .isEqualTo(4);
    }

    @Test
    void countsAReturnWithAnotherBootAsARestart() {
        log.hear("p", 0, 3);
        var again = new Report(
                "p", 1, START + 100_000, 30, TestCity.CENTRE, "401-01", Access.MOBILE, "b2", null, null, List.of());
        log.take(received(again, 100));
        log.tick(0, 110);

        var returns = log.hops.get((int) (hop(100) - hop(0))).cells().get(0).returns();
        assertThat(returns).containsExactly(new CellSummary.Return(hop(3), 1, 1));
    }

    @Test
    void takesALongGapForAnEpisodeAndNotForLoss() {
        log.hear("p", 0, 3);
        log.hear("p", 200, 33);
        log.tick(0, 40);

        assertThat(log.hops.get((int) (hop(33) - hop(0))).cells().get(0).losses())
                .isZero();
    }

    @Test
    void countsDuplicates() {
        log.hear("p", 0, 3);
        log.hear("p", 0, 4);
        log.tick(0, 20);

        assertThat(log.fold.duplicates()).isEqualTo(1);
        assertThat(log.hops.get(0).cells().get(0).heard()).isEqualTo(1);
    }

    @Test
    void losesNothingWhenItTidiesUpEachHour() {
        log.tick(0, 1);
        var heard = 0;
        for (var second = 3L; second < 7200; second += 30) {
            log.hear("p", heard++, second);
        }
        log.tick(2, 7205);

        assertThat(log.hops.stream()
                        .flatMap(h -> h.cells().stream())
                        .mapToInt(CellSummary::heard)
                        .sum())
                .isEqualTo(heard);
    }

    @Test
    void forgetsProbesAfterEightDays() {
        log.hear("p", 0, 3);
        for (var hour = 0L; hour <= 8 * 24 + 2; hour++) {
            log.fold.accept(new LogEntry.Tick(START + hour * 3_600_000, "c1"), hop -> {});
        }

        assertThat(log.fold.size()).isZero();
    }

    @Test
    void goesOnAfterASilenceOfMonths() {
        log.hear("p", 0, 3);
        log.tick(0, 20);
        var months = 100L * 86_400;
        log.hear("p", 1, months + 3);
        log.tick(months, months + 20);

        assertThat(log.hops.size()).isLessThan(20);
        assertThat(log.cohort(hop(months + 10)).lastHeard()).isEqualTo(hop(months + 3));
    }
}
