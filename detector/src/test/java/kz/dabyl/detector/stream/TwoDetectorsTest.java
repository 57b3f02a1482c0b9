package kz.dabyl.detector.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two detectors that share the partitions, one here and one in a process of its own. */
class TwoDetectorsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    @Timeout(180)
    void takeOverFromEachOtherWithoutLossOrRepetition(@TempDir Path data) throws Exception {
        var log = TestLogs.shutdown(3);
        var expected = TestKafka.detected(log.entries());
        var part = log.records().size() / 4;
        try (var kafka = TestKafka.start(data)) {
            var other = DetectorProcess.start(kafka.access(), data.resolve("other"));
            try {
                try (var first = RunningDetector.start(kafka.access(), data.resolve("this"))) {
                    await().atMost(PATIENCE).until(() -> first.isRunning() && kafka.sharers() == 2);
                    kafka.write(log.records().subList(0, part));
                    await().atMost(PATIENCE).until(() -> kafka.hopCount() > 100);
                }
                kafka.write(log.records().subList(part, 2 * part));
                await().atMost(PATIENCE).until(() -> kafka.hopCount() > 400);

                try (var again = RunningDetector.start(kafka.access(), data.resolve("this"))) {
                    await().atMost(PATIENCE).until(() -> again.isRunning() && kafka.sharers() == 2);
                    var before = kafka.hopCount();
                    kafka.write(log.records().subList(2 * part, 3 * part));
                    await().atMost(PATIENCE).until(() -> kafka.hopCount() > before);
                    other.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
                    kafka.write(log.records().subList(3 * part, log.records().size()));
                    again.awaitJudged(log.end());
                }
            } finally {
                other.destroyForcibly();
            }

            assertThat(kafka.revisions()).isEqualTo(expected);
            assertThat(kafka.hops()).doesNotHaveDuplicates();
        }
    }
}
