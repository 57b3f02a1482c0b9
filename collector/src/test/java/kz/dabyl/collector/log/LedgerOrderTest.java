package kz.dabyl.collector.log;

import static kz.dabyl.collector.Reports.NOON;
import static kz.dabyl.collector.Reports.report;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kz.dabyl.collector.FakeClock;
import kz.dabyl.collector.Reports;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.Report;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What readers of the log rely on, for any course of time and any fate of records. */
class LedgerOrderTest {

    private static final int PARTITIONS = 3;

    /**
     * One call of the writer.
     *
     * @param clockMillis by how much the clock moves before
     * @param reports how many reports each request brings
     */
    record Step(long clockMillis, List<Integer> reports, FakeLog.Answer answer, int acknowledged) {}

    @Property(tries = 300)
    void aTickComesAfterAllThatWasReceivedBeforeAndBeforeAllReceivedLater(@ForAll("courses") List<Step> course) {
        var log = new FakeLog(PARTITIONS);
        play(course, log);

        for (var partition = 0; partition < PARTITIONS; partition++) {
            var tick = Long.MIN_VALUE;
            var received = Long.MIN_VALUE;
            for (var entry : log.entries(partition)) {
                if (entry instanceof LogEntry.Tick next) {
                    assertThat(next.time()).isGreaterThan(tick).isGreaterThan(received);
                    assertThat(next.time() % 1000).isZero();
                    tick = next.time();
                } else if (entry instanceof LogEntry.Received next) {
                    assertThat(next.received()).isGreaterThanOrEqualTo(tick).isGreaterThanOrEqualTo(received);
                    received = next.received();
                }
            }
        }
    }

    @Property(tries = 300)
    void everyRequestIsAnsweredAndWhatIsCalledStoredIsThere(@ForAll("courses") List<Step> course) {
        var log = new FakeLog(PARTITIONS);

        var submissions = play(course, log);
        log.answer(FakeLog.Answer.ACKNOWLEDGE);
        while (log.acknowledgeOne()) {
            // Until nothing is held back.
        }

        var there = log.reports().stream().map(r -> r.report().seq()).toList();
        for (var submission : submissions) {
            var outcome = submission
                    .promise
                    .future()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
            if (outcome instanceof Outcome.Stored) {
                assertThat(there)
                        .containsAll(Reports.of(submission.reports).stream()
                                .map(r -> r.seq())
                                .toList());
            }
        }
    }

    private static List<Work.Submission> play(List<Step> course, FakeLog log) {
        var clock = new FakeClock(NOON);
        var ledger = new Ledger(FakeLog.writer("c1", TimeMode.WALL), log, clock);
        var all = new ArrayList<Work.Submission>();
        var seq = 0;
        for (var step : course) {
            clock.set(clock.millis() + step.clockMillis());
            log.answer(step.answer());
            var works = new ArrayList<Work>();
            for (var count : step.reports()) {
                var reports = new ArrayList<Report>();
                for (var i = 0; i < count; i++) {
                    reports.add(report("p" + seq % 17, seq++));
                }
                var submission = new Work.Submission(reports, Optional.empty(), Runnable::run);
                works.add(submission);
                all.add(submission);
            }
            ledger.write(works);
            for (var i = 0; i < step.acknowledged(); i++) {
                log.acknowledgeOne();
            }
        }
        return all;
    }

    @Provide
    static Arbitrary<List<Step>> courses() {
        var step = Combinators.combine(
                        Arbitraries.longs().between(-3000, 5000),
                        Arbitraries.integers().between(0, 6).list().ofMaxSize(4),
                        Arbitraries.of(FakeLog.Answer.class),
                        Arbitraries.integers().between(0, 8))
                .as(Step::new);
        return step.list().ofMaxSize(30);
    }
}
