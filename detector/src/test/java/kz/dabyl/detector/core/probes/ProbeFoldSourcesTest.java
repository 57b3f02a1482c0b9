package kz.dabyl.detector.core.probes;

import static kz.dabyl.detector.core.probes.FoldedLog.START;
import static kz.dabyl.detector.core.probes.FoldedLog.hop;
import static kz.dabyl.detector.core.probes.FoldedLog.received;
import static kz.dabyl.detector.core.probes.FoldedLog.report;
import static org.assertj.core.api.Assertions.assertThat;

import kz.dabyl.model.CellSummary;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.Power;
import kz.dabyl.model.Report;
import org.junit.jupiter.api.Test;

/** How sources that never promise are counted. */
class ProbeFoldSourcesTest {

    private final FoldedLog log = new FoldedLog();

    @Test
    void countsSourcesThatNeverPromiseApartAndWaitsForNone() {
        log.take(received(report("p", 0, 3, Report.NO_PROMISE, Power.MAINS), 3));
        log.take(received(report("p", 1, 9, Report.NO_PROMISE, Power.MAINS), 9));
        log.tick(0, 20);

        assertThat(log.hops.get(1).cells().get(0).heard()).isZero();
        assertThat(log.hops.get(1).cells().get(0).sources()).isEqualTo(new CellSummary.Sources(1, 1));
        assertThat(log.hops.get(2).cells().get(0).sources()).isEqualTo(new CellSummary.Sources(0, 1));
        assertThat(log.cohorts(hop(10))).isEmpty();
    }

    @Test
    void countsNoSourceTwiceThatSendsAReportAgain() {
        log.take(received(report("p", 0, 3, Report.NO_PROMISE, Power.MAINS), 3));
        log.take(received(report("p", 0, 3, Report.NO_PROMISE, Power.MAINS), 4));
        log.tick(0, 15);

        assertThat(log.hops.get(0).cells().get(0).sources()).isEqualTo(new CellSummary.Sources(1, 1));
    }

    @Test
    void doesNotHearWhatASourceKeptFromEarlierAsOfNow() {
        log.take(received(report("p", 0, 3, Report.NO_PROMISE, Power.MAINS), 3));
        log.take(received(report("p", 1, 60, Report.NO_PROMISE, Power.MAINS), 903));
        log.tick(0, 920);

        assertThat(log.sourcesAt(hop(903))).isEqualTo(new CellSummary.Sources(0, 1));
    }

    @Test
    void countsASourceThatAppearsLaterOnlyAfterADay() {
        log.tick(0, 1801);
        log.take(received(report("late", 0, 1803, Report.NO_PROMISE, Power.MAINS), 1803));
        log.take(received(report("late", 1, 80_000, Report.NO_PROMISE, Power.MAINS), 80_000));
        log.take(received(report("late", 2, 90_000, Report.NO_PROMISE, Power.MAINS), 90_000));
        for (var minute = 31L; minute <= 1510; minute++) {
            log.take(new LogEntry.Tick(START + minute * 60_000, "c1"));
        }

        assertThat(log.sourcesAt(hop(1803))).isEqualTo(CellSummary.Sources.NONE);
        assertThat(log.sourcesAt(hop(80_000))).isEqualTo(CellSummary.Sources.NONE);
        assertThat(log.sourcesAt(hop(90_000))).isEqualTo(new CellSummary.Sources(1, 1));
    }

    @Test
    void takesASourceThatHasNotSpokenForThreeDaysForGone() {
        log.take(received(report("p", 0, 3, Report.NO_PROMISE, Power.MAINS), 3));
        for (var minute = 0L; minute <= 3 * 1440 + 2; minute++) {
            log.take(new LogEntry.Tick(START + minute * 60_000, "c1"));
        }

        assertThat(log.sourcesAt(hop(3 * 86_400 - 60))).isEqualTo(new CellSummary.Sources(0, 1));
        assertThat(log.sourcesAt(hop(3 * 86_400 + 60))).isEqualTo(CellSummary.Sources.NONE);
    }

    @Test
    void countsAProbeThatBeginsToPromiseNoMoreAsASource() {
        log.take(received(report("p", 0, 3, Report.NO_PROMISE, Power.MAINS), 3));
        log.hear("p", 1, 9);
        log.tick(0, 20);

        assertThat(log.sourcesAt(hop(3))).isEqualTo(new CellSummary.Sources(1, 1));
        assertThat(log.sourcesAt(hop(9))).isEqualTo(CellSummary.Sources.NONE);
        assertThat(log.cohorts(hop(9))).hasSize(1);
    }
}
