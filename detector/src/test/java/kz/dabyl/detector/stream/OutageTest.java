package kz.dabyl.detector.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import kz.dabyl.runtime.kafka.KafkaAccess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A detector whose broker comes late, goes, and comes back elsewhere. */
class OutageTest {

    @Test
    @Timeout(180)
    void goesOnByItselfWhenKafkaIsBack(@TempDir Path data) throws Exception {
        var log = TestLogs.shutdown(4);
        var expected = TestKafka.detected(log.entries());
        var half = log.records().size() / 2;
        try (var door = new Door();
                var detector =
                        RunningDetector.start(new KafkaAccess(door.address(), "test"), data.resolve("streams"))) {
            await().until(() ->
                    detector.health().faults().getOrDefault("detector", "").contains("Kafka"));
            try (var kafka = TestKafka.start(data)) {
                door.leadTo(kafka.access().bootstrapServers());
                detector.awaitRunning();
                kafka.write(log.records().subList(0, half));
                await().atMost(Duration.ofSeconds(30)).until(() -> kafka.hopCount() > 100);
                door.leadTo(null);
            }
            try (var kafka = TestKafka.start(data)) {
                door.leadTo(kafka.access().bootstrapServers());
                kafka.write(log.records().subList(half, log.records().size()));
                detector.awaitJudged(log.end());

                await().untilAsserted(() -> assertThat(kafka.revisions()).isEqualTo(expected));
                assertThat(kafka.hops()).doesNotHaveDuplicates();
            }
        }
    }
}
