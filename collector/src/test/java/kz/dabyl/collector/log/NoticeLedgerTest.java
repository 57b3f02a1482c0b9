package kz.dabyl.collector.log;

import static kz.dabyl.collector.Reports.NOON;
import static kz.dabyl.collector.Reports.report;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import kz.dabyl.collector.FakeClock;
import kz.dabyl.collector.trust.Principal;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.Partitions;
import kz.dabyl.model.Thresholds;
import kz.dabyl.model.TrustLevel;
import org.junit.jupiter.api.Test;

/** What a ledger tells the log beside measurements. */
class NoticeLedgerTest {

    private static final Principal.Probe SENDER = new Principal.Probe("p-1", "i-1");
    private static final int HERE = Partitions.of("p-1", 2);
    private static final long DAY = 86_400_000;

    private final FakeClock clock = new FakeClock(NOON + 412);
    private final FakeLog log = new FakeLog(2);
    private final Ledger ledger = new Ledger(FakeLog.writer("c1", TimeMode.WALL), log, clock);
    private final List<Boolean> told = new ArrayList<>();

    @Test
    void standsInEveryPartitionBetweenTwoTicksWithAStamp() {
        var rules = new LogEntry.ThresholdsSet(Thresholds.DEFAULT, "s", LogEntry.Stamp.NONE);

        ledger.write(List.of(new Work.Stretch(List.of(rules), told::add)));
        clock.set(NOON + 1000);
        ledger.write(List.of());

        assertThat(told).containsExactly(true);
        for (var partition = 0; partition < 2; partition++) {
            assertThat(log.entries(partition))
                    .containsExactly(
                            new LogEntry.Tick(NOON, "c1"),
                            rules.stamped(new LogEntry.Stamp(NOON + 412, "c1")),
                            new LogEntry.Tick(NOON + 1000, "c1"));
        }
    }

    @Test
    void introducesAProbeBeforeItsFirstReport() {
        ledger.write(List.of(submission(1), submission(2)));

        assertThat(log.entries(HERE))
                .containsExactly(
                        new LogEntry.Tick(NOON, "c1"),
                        introduction(NOON + 412),
                        new LogEntry.Received(NOON + 412, "c1", report("p-1", 1)),
                        new LogEntry.Received(NOON + 412, "c1", report("p-1", 2)));
        assertThat(log.entries(1 - HERE)).containsExactly(new LogEntry.Tick(NOON, "c1"));
    }

    @Test
    void introducesAProbeOnceADay() {
        ledger.write(List.of(submission(1)));
        clock.set(NOON + 412 + DAY - 1);
        ledger.write(List.of(submission(2)));
        clock.set(NOON + 412 + DAY);
        ledger.write(List.of(submission(3)));

        assertThat(introductions()).containsExactly(introduction(NOON + 412), introduction(NOON + 412 + DAY));
    }

    @Test
    void introducesAProbeAgainOnceSomebodyIsKnownToVouchForIt() {
        var vouched = new AtomicBoolean();
        var asking = new Ledger(FakeLog.writer("c1", TimeMode.WALL), log, clock, () -> false, probe -> vouched.get());

        for (var seq = 1; seq <= 4; seq++) {
            vouched.set(seq > 2);
            asking.write(List.of(submission(seq)));
        }

        assertThat(introductions())
                .extracting(entry -> ((LogEntry.Trust) entry).level())
                .containsExactly(TrustLevel.INVITED, TrustLevel.VOUCHED);
    }

    @Test
    void introducesAProbeAgainWhenTheLogDidNotTakeIt() {
        log.answer(FakeLog.Answer.FAIL);
        ledger.write(List.of(submission(1)));
        log.answer(FakeLog.Answer.ACKNOWLEDGE);

        ledger.write(List.of(submission(1)));

        assertThat(introductions()).containsExactly(introduction(NOON + 412));
    }

    @Test
    void introducesNobodyForWhomARelayReports() {
        ledger.write(List.of(new Work.Submission(List.of(report("p-1", 1)), Optional.empty(), Runnable::run)));

        assertThat(introductions()).isEmpty();
    }

    @Test
    void tellsOfRevocationsInThePartitionsOfTheirProbes() {
        var revoked = new ArrayList<LogEntry.Notice>();
        for (var i = 0; i < 50; i++) {
            revoked.add(new LogEntry.Trust("q-" + i, "i-1", TrustLevel.REVOKED));
        }

        ledger.write(List.of(new Work.Stretch(List.copyOf(revoked), told::add)));

        assertThat(told).containsExactly(true);
        for (var partition = 0; partition < 2; partition++) {
            var here = partition;
            assertThat(log.entries(partition))
                    .filteredOn(LogEntry.Trust.class::isInstance)
                    .hasSizeBetween(5, 45)
                    .allMatch(entry -> Partitions.of(((LogEntry.Trust) entry).probe(), 2) == here);
            assertThat(log.records(partition)).hasSize(2);
        }
    }

    private List<LogEntry> introductions() {
        return log.entries(HERE).stream()
                .filter(LogEntry.Trust.class::isInstance)
                .toList();
    }

    private static LogEntry introduction(long received) {
        return new LogEntry.Trust("p-1", "i-1", TrustLevel.INVITED, new LogEntry.Stamp(received, "c1"));
    }

    private static Work.Submission submission(long seq) {
        return new Work.Submission(List.of(report("p-1", seq)), Optional.of(SENDER), Runnable::run);
    }
}
