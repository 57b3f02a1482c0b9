package kz.dabyl.collector.log;

import static kz.dabyl.collector.Reports.NOON;
import static kz.dabyl.collector.Reports.report;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import kz.dabyl.collector.FakeClock;
import kz.dabyl.collector.Reports;
import kz.dabyl.collector.trust.Principal;
import kz.dabyl.model.Access;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.Ping;
import kz.dabyl.model.Report;
import kz.dabyl.model.Tls;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_METHOD)
class LedgerTest {

    private static final Principal.Probe SENDER = new Principal.Probe("p", "i-1");

    private final FakeClock clock = new FakeClock(NOON);
    private final FakeLog log = new FakeLog(2);
    private final Ledger ledger = new Ledger(FakeLog.writer("c1", TimeMode.WALL), log, clock);

    @Test
    void ticksEachSecondInEveryPartition() {
        ledger.write(List.of());
        clock.set(NOON + 999);
        ledger.write(List.of());
        clock.set(NOON + 1001);
        ledger.write(List.of());

        for (var partition = 0; partition < 2; partition++) {
            assertThat(log.entries(partition))
                    .containsExactly(new LogEntry.Tick(NOON, "c1"), new LogEntry.Tick(NOON + 1000, "c1"));
        }
    }

    @Test
    void doesNotTickWhileNobodyIsHeard() {
        var deaf = new AtomicBoolean();
        var listening = new Ledger(FakeLog.writer("c1", TimeMode.WALL), log, clock, deaf::get, probe -> false);
        listening.write(List.of());
        deaf.set(true);
        clock.set(NOON + 5_000);
        listening.write(List.of(submission("p", 1)));
        var next = listening.untilNextTick();
        deaf.set(false);
        clock.set(NOON + 20_000);
        listening.write(List.of());

        assertThat(next).isEqualTo(1_000);
        assertThat(log.reports()).hasSize(1);
        assertThat(log.entries(0))
                .filteredOn(LogEntry.Tick.class::isInstance)
                .containsExactly(new LogEntry.Tick(NOON, "c1"), new LogEntry.Tick(NOON + 20_000, "c1"));
    }

    @Test
    void ticksAllTheSameToFindALogThatWasAway() {
        var listening = new Ledger(FakeLog.writer("c1", TimeMode.WALL), log, clock, () -> true, probe -> false);
        log.answer(FakeLog.Answer.FAIL);
        listening.write(List.of(submission("p", 1)));
        log.answer(FakeLog.Answer.ACKNOWLEDGE);
        for (var second = 1; second < 5; second++) {
            clock.set(NOON + 1_000L * second);
            listening.write(List.of());
        }

        assertThat(log.fault()).isEmpty();
        assertThat(log.entries(0)).containsExactly(new LogEntry.Tick(NOON + 1_000, "c1"));
    }

    @Test
    void saysHowLongItIsUntilTheNextTick() {
        ledger.write(List.of());
        clock.set(NOON + 400);

        assertThat(ledger.untilNextTick()).isEqualTo(600);
    }

    @Test
    void stampsWhatItWritesWithTheCollectorAndTheTime() {
        clock.set(NOON + 412);

        write(submission("p", 1));

        assertThat(log.reports()).containsExactly(new LogEntry.Received(NOON + 412, "c1", report("p", 1)));
    }

    @Test
    void datesAReportAnewWhoseClockCannotBeBelieved() {
        write(new Work.Submission(List.of(report("p", 1, 0, 30)), Optional.empty(), Runnable::run));

        assertThat(log.reports().get(0).report().at()).isEqualTo(NOON);
    }

    @Test
    void standsStillWhileTheClockIsBehind() {
        write(submission("p", 1));
        clock.set(NOON - 60_000);
        write(submission("p", 2));

        assertThat(log.reports()).extracting(LogEntry.Received::received).containsExactly(NOON, NOON);
    }

    @Test
    void goesOnFromWhereItsPredecessorStopped() {
        ledger.resumeAfter(NOON + 10_500);
        write(submission("p", 1));
        clock.set(NOON + 11_200);
        ledger.write(List.of());

        assertThat(log.reports()).extracting(LogEntry.Received::received).containsExactly(NOON + 10_500);
        assertThat(log.entries(0))
                .filteredOn(LogEntry.Tick.class::isInstance)
                .containsExactly(new LogEntry.Tick(NOON + 11_000, "c1"));
    }

    @Test
    void skipsWhatTheLogIsKnownToHold() {
        write(submission("p", 1));
        var again = submission("p", 1, 2);
        write(again);

        assertThat(outcome(again)).isInstanceOfSatisfying(Outcome.Stored.class, stored -> {
            assertThat(stored.received()).isEqualTo(NOON);
            assertThat(stored.duplicates()).isEqualTo(1);
            assertThat(stored.reports().size()).isEqualTo(1);
            assertThat(stored.reports().seq(0)).isEqualTo(2);
        });
        assertThat(log.reports()).hasSize(2);
    }

    @Test
    void sendsAgainWhatIsNotYetAcknowledged() {
        log.answer(FakeLog.Answer.HOLD);
        write(submission("p", 1));

        write(submission("p", 1));

        assertThat(log.reports()).hasSize(2);
    }

    @Test
    void sendsAgainWhatFailed() {
        log.answer(FakeLog.Answer.FAIL);
        var first = submission("p", 1);
        write(first);
        log.answer(FakeLog.Answer.ACKNOWLEDGE);
        var second = submission("p", 1);
        write(second);

        assertThat(outcome(first)).isInstanceOf(Outcome.Unavailable.class);
        assertThat(outcome(second)).isInstanceOfSatisfying(Outcome.Stored.class, stored -> {
            assertThat(stored.duplicates()).isZero();
            assertThat(stored.reports().seq(0)).isEqualTo(1);
        });
    }

    @Test
    void answersOnlyWhenAllPartitionsHaveAcknowledged() {
        ledger.write(List.of());
        log.answer(FakeLog.Answer.HOLD);
        var both = new Work.Submission(
                List.of(report("a", 1), report("b", 1), report("c", 1), report("d", 1)),
                Optional.empty(),
                Runnable::run);
        write(both);
        var records = log.heldBack();

        log.acknowledgeOne();
        var early = both.promise.future().isComplete();
        log.acknowledgeOne();

        assertThat(records).isEqualTo(2);
        assertThat(early).isFalse();
        assertThat(outcome(both)).isInstanceOf(Outcome.Stored.class);
    }

    @Test
    void failsARequestOfWhichOneRecordFailed() {
        ledger.write(List.of());
        var both = new Work.Submission(
                LongStream.range(0, 50).mapToObj(i -> report("p" + i, 1)).toList(), Optional.empty(), Runnable::run);
        var failing = new RecordLogWithAFailingPartition(log);
        var other = new Ledger(FakeLog.writer("c1", TimeMode.WALL), failing, clock);

        other.write(List.of(both));

        assertThat(outcome(both)).isInstanceOf(Outcome.Unavailable.class);
    }

    @Test
    void refusesAProbeThatMakesTooMany() {
        var tooMany = limited(0, 21);
        write(tooMany);

        assertThat(outcome(tooMany)).isEqualTo(new Outcome.Limited(30));
        assertThat(log.reports()).isEmpty();
    }

    @Test
    void doesNotChargeAProbeForWhatTheLogHolds() {
        write(limited(0, 20));
        var again = limited(0, 20);
        write(again);

        assertThat(outcome(again)).isInstanceOfSatisfying(Outcome.Stored.class, stored -> {
            assertThat(stored.duplicates()).isEqualTo(20);
            assertThat(stored.reports().isEmpty()).isTrue();
        });
    }

    @Test
    void doesNotChargeAProbeForWhatFailed() {
        log.answer(FakeLog.Answer.FAIL);
        write(limited(0, 20));
        log.answer(FakeLog.Answer.ACKNOWLEDGE);
        var again = limited(0, 20);
        write(again);

        assertThat(outcome(again)).isInstanceOf(Outcome.Stored.class);
    }

    @Test
    void doesNotChargeAProbeTwiceForWhatIsStillOnItsWay() {
        log.answer(FakeLog.Answer.HOLD);
        write(limited(0, 20));
        log.answer(FakeLog.Answer.ACKNOWLEDGE);
        var again = limited(0, 20);
        write(again);

        assertThat(outcome(again)).isInstanceOf(Outcome.Stored.class);
        assertThat(outcome(limitedAndWritten(20, 21))).isInstanceOf(Outcome.Limited.class);
    }

    private Work.Submission limitedAndWritten(long from, long to) {
        var submission = limited(from, to);
        write(submission);
        return submission;
    }

    @Test
    void splitsWhatWouldBeTooLargeForOneRecord() {
        var tls = new Tls("CN=" + "x".repeat(1000), "k");
        var ping = new Ping("site/example.org", true, 1, null, Double.NaN, tls);
        var large = new ArrayList<Report>();
        for (var seq = 0; seq < 3000; seq++) {
            large.add(new Report(
                    "p", seq, NOON, 30, Reports.PLACE, "401-01", Access.MOBILE, null, null, null, List.of(ping)));
        }
        write(new Work.Submission(large, Optional.empty(), Runnable::run));

        var partition = log.records(0).size() > log.records(1).size() ? 0 : 1;
        assertThat(log.records(partition))
                .hasSizeGreaterThan(4)
                .allSatisfy(record -> assertThat(record.length).isLessThan(600 * 1024));
        assertThat(log.reports()).extracting(r -> r.report().seq()).isSorted().hasSize(3000);
    }

    @Test
    void packsTheReportsOfManyRequestsIntoOneRecord() {
        ledger.write(List.of());
        var before = log.records(0).size() + log.records(1).size();
        var works = new ArrayList<Work>();
        for (var seq = 0; seq < 100; seq++) {
            works.add(submission("p", seq));
        }

        ledger.write(works);

        assertThat(log.records(0).size() + log.records(1).size() - before).isEqualTo(1);
    }

    private Work.Submission submission(String probe, long... seqs) {
        return new Work.Submission(
                LongStream.of(seqs).mapToObj(seq -> report(probe, seq)).toList(), Optional.empty(), Runnable::run);
    }

    private Work.Submission limited(long from, long to) {
        return new Work.Submission(
                LongStream.range(from, to).mapToObj(seq -> report("p", seq)).toList(),
                Optional.of(SENDER),
                Runnable::run);
    }

    private void write(Work work) {
        ledger.write(List.of(work));
    }

    private static Outcome outcome(Work.Submission submission) {
        return submission
                .promise
                .future()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(5, TimeUnit.SECONDS)
                .join();
    }
}
