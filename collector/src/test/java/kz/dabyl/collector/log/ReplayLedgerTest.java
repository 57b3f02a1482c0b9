package kz.dabyl.collector.log;

import static kz.dabyl.collector.Reports.NOON;
import static kz.dabyl.collector.Reports.report;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kz.dabyl.collector.FakeClock;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.Report;
import org.junit.jupiter.api.Test;

/** A ledger whose time comes from recordings. */
class ReplayLedgerTest {

    private static final long TODAY = NOON + 5L * 365 * 86_400_000;

    private final FakeLog log = new FakeLog(2);
    private final Ledger ledger = new Ledger(FakeLog.writer("c1", TimeMode.LOG), log, new FakeClock(TODAY));
    private final List<Boolean> told = new ArrayList<>();

    @Test
    void writesNoTicksOfItsOwn() {
        ledger.write(List.of());

        assertThat(log.entries(0)).isEmpty();
        assertThat(ledger.tickFault()).isEmpty();
    }

    @Test
    void writesARecordingWithItsOwnStampsAndEachTickInEveryPartitionAfterAllBeforeIt() {
        var recording = new ArrayList<LogEntry>();
        for (var second = 0; second < 20; second++) {
            for (var i = 0; i < 10; i++) {
                var received = NOON + second * 1000L + i * 50L;
                recording.add(new LogEntry.Received(received, "c" + i % 2, report("p" + i, second)));
            }
            recording.add(new LogEntry.Tick(NOON + second * 1000L + 1000, "c0"));
            recording.add(new LogEntry.Tick(NOON + second * 1000L + 1000, "c1"));
        }

        ledger.write(List.of(stretch(recording)));

        assertThat(told).containsExactly(true);
        for (var partition = 0; partition < 2; partition++) {
            var here = log.entries(partition);
            var ticks =
                    recording.stream().filter(LogEntry.Tick.class::isInstance).toList();
            assertThat(here).containsSubsequence(ticks);
            assertThat(recording).containsSubsequence(here);
        }
        assertThat(log.reports()).hasSize(200);
    }

    @Test
    void packsReportsOfOneStamp() {
        var recording = new ArrayList<LogEntry>();
        for (var seq = 0; seq < 100; seq++) {
            recording.add(new LogEntry.Received(NOON, "c1", report("p", seq)));
        }

        ledger.write(List.of(stretch(recording)));

        assertThat(log.records(0).size() + log.records(1).size()).isEqualTo(1);
    }

    @Test
    void tellsThatTheLogDidNotTakeAll() {
        log.answer(FakeLog.Answer.FAIL);

        ledger.write(List.of(stretch(List.of(new LogEntry.Tick(NOON, "c1")))));

        assertThat(told).containsExactly(false);
    }

    @Test
    void receivesReportsAtTheTimeAndForTheCollectorThatTheRecordingHasComeTo() {
        ledger.write(List.of(
                stretch(List.of(new LogEntry.Tick(NOON, "c7"), new LogEntry.Tick(NOON + 1000, "c8"))),
                live(report("p", 1))));

        assertThat(log.reports()).containsExactly(new LogEntry.Received(NOON + 1000, "c8", report("p", 1)));
    }

    @Test
    void receivesReportsAtTheLatestTimeThatOneOfThemToldWhileNothingHasBeenReplayed() {
        var earlier = report("q", 1, NOON - 60_000, 30);

        ledger.write(List.of(live(report("p", 2)), live(earlier)));

        assertThat(log.reports())
                .containsExactlyInAnyOrder(
                        new LogEntry.Received(NOON, "c1", report("p", 2)), new LogEntry.Received(NOON, "c1", earlier));
    }

    @Test
    void believesNoReportOfATimeToCome() {
        var fromFar = report("p", 2, TODAY + 80L * 365 * 86_400_000, 30);

        ledger.write(List.of(live(fromFar)));

        assertThat(log.reports()).extracting(LogEntry.Received::received).containsExactly(TODAY + 300_000);
    }

    private static Work.Submission live(Report report) {
        return new Work.Submission(List.of(report), Optional.empty(), Runnable::run);
    }

    private Work.Stretch stretch(List<LogEntry> entries) {
        return new Work.Stretch(entries, told::add);
    }
}
