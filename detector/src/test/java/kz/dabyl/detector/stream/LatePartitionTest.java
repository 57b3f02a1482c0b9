package kz.dabyl.detector.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import kz.dabyl.detector.core.TestCity;
import kz.dabyl.model.HopSummary;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two detectors, and a log of which one partition comes later than the others, now by five seconds, now by a minute. */
class LatePartitionTest {

    private static final int LATE = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Around a cut from second 900 to second 1300. */
    private static final List<Part> PARTS =
            List.of(new Part(300, 60), new Part(925, 5), new Part(980, 60), new Part(1320, 20), new Part(1420, 60));

    /** How far the others have come in the log, and how far the late one is behind them; seconds. */
    private record Part(long others, long behind) {

        long othersUntil() {
            return TestCity.START + 1000 * others;
        }

        long lateUntil() {
            return TestCity.START + 1000 * (others - behind);
        }
    }

    @Test
    @Timeout(180)
    void delaysTheIncidentsAndChangesNone(@TempDir Path data) throws Exception {
        var log = TestLogs.shutdown(5);
        var expected = TestKafka.detected(log.entries());
        try (var kafka = TestKafka.start(data);
                var one = RunningDetector.start(kafka.access(), data.resolve("one"));
                var other = RunningDetector.start(kafka.access(), data.resolve("other"))) {
            await().atMost(PATIENCE).until(() -> one.isRunning() && other.isRunning() && kafka.sharers() == 2);
            var before = new Part(-1, 0);
            for (var part : PARTS) {
                kafka.write(others(log, before.othersUntil(), part.othersUntil()));
                kafka.write(late(log, before.lateUntil(), part.lateUntil()));
                await().atMost(PATIENCE)
                        .until(() -> judgedUntil(one, other) > part.lateUntil() - HopSummary.HOP_MILLIS);
                assertThat(judgedUntil(one, other)).isLessThanOrEqualTo(part.lateUntil());
                before = part;
            }
            kafka.write(others(log, before.othersUntil(), Long.MAX_VALUE));
            kafka.write(late(log, before.lateUntil(), Long.MAX_VALUE));

            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(kafka.hops()).doesNotHaveDuplicates().hasSize(log.hops()));
            await().atMost(PATIENCE).until(() -> judgedUntil(one, other) >= log.end());
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(kafka.revisions()).isEqualTo(expected));
        }
    }

    /** End of the last hop that either of them has judged; one of them judges all hops. */
    private static long judgedUntil(RunningDetector one, RunningDetector other) {
        return Stream.of(one, other)
                .flatMap(running -> running.detector().views().judged().stream())
                .mapToLong(judged -> judged.until())
                .max()
                .orElse(0);
    }

    private static List<ProducerRecord<byte[], byte[]>> others(PackedLog log, long after, long until) {
        return log.between(partition -> partition != LATE, after, until);
    }

    private static List<ProducerRecord<byte[], byte[]>> late(PackedLog log, long after, long until) {
        return log.between(partition -> partition == LATE, after, until);
    }
}
