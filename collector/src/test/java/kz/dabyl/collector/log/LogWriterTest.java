package kz.dabyl.collector.log;

import static kz.dabyl.collector.Reports.NOON;
import static kz.dabyl.collector.Reports.report;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import kz.dabyl.model.LogEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class LogWriterTest {

    private final FakeLog log = new FakeLog(2);
    private final LogWriter writer = LogWriter.start(
            log, new Ledger(FakeLog.writer("c1", TimeMode.WALL), log, InstantSource.system()), Duration.ofMillis(1));

    @AfterEach
    void stop() {
        writer.close(Duration.ofSeconds(1));
    }

    @Test
    void ticksWithoutBeingAsked() {
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(log.entries(1))
                        .hasSizeGreaterThanOrEqualTo(2)
                        .allSatisfy(entry -> assertThat(entry).isInstanceOf(LogEntry.Tick.class)));
    }

    @Test
    void writesWhatManyThreadsBringEachOnce(Vertx vertx) throws Exception {
        var outcomes = new ArrayList<Future<Outcome>>();
        for (var seq = 0; seq < 500; seq++) {
            var submission = submission(seq);
            outcomes.add(vertx.executeBlocking(() -> 0, false).compose(v -> writer.write(submission)));
        }

        for (var outcome : outcomes) {
            assertThat(settled(outcome)).isInstanceOf(Outcome.Stored.class);
        }
        assertThat(log.reports())
                .extracting(r -> r.report().seq())
                .doesNotHaveDuplicates()
                .hasSize(500);
    }

    @Test
    void takesNothingWhileTheLogIsAway() throws Exception {
        log.available(false);

        var outcome = settled(writer.write(submission(1)));

        assertThat(outcome).isInstanceOf(Outcome.Unavailable.class);
        assertThat(log.reports()).isEmpty();
    }

    @Test
    void writesWhatIsUnderWayBeforeItCloses() throws Exception {
        log.answer(FakeLog.Answer.HOLD);
        var under = writer.write(submission(1));

        writer.close(Duration.ofSeconds(3));

        assertThat(settled(under)).isInstanceOf(Outcome.Stored.class);
        assertThat(log.closed()).isTrue();
    }

    @Test
    void takesNothingAfterItWasClosed() throws Exception {
        writer.close(Duration.ofSeconds(1));
        var told = new ArrayList<Boolean>();

        var outcome = settled(writer.write(submission(1)));
        writer.write(new Work.Stretch(List.of(new LogEntry.Tick(NOON, "c1")), told::add));

        assertThat(outcome).isInstanceOf(Outcome.Unavailable.class);
        assertThat(told).containsExactly(false);
    }

    @Test
    void tellsWhoWaitsAndSaysSoWhereAnErrorEndsIt() throws Exception {
        var broken = new AtomicBoolean();
        InstantSource clock = () -> {
            if (broken.get()) {
                throw new StackOverflowError("of a test");
            }
            return Instant.now();
        };
        var other =
                LogWriter.start(log, new Ledger(FakeLog.writer("c2", TimeMode.WALL), log, clock), Duration.ofMillis(1));

        broken.set(true);
        var outcome = settled(other.write(submission(1)));

        assertThat(outcome).isInstanceOf(Outcome.Unavailable.class);
        await().untilAsserted(() -> assertThat(other.fault())
                .hasValueSatisfying(text -> assertThat(text).contains("nothing is written any more")));
    }

    private static Work.Submission submission(long seq) {
        return new Work.Submission(List.of(report("p" + seq % 7, seq)), Optional.empty(), Runnable::run);
    }

    private static <T> T settled(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
