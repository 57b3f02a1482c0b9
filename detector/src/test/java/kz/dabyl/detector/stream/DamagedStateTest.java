package kz.dabyl.detector.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A changelog that somebody wrote into. */
class DamagedStateTest {

    private static final String CHANGELOG =
            StreamsSettings.APPLICATION + "-" + DetectorTopology.PROBE_STORE + "-changelog";

    @Test
    @Timeout(120)
    void isNamedAsTheFaultAndOnceTakenAwayMadeUpForFromTheLog(@TempDir Path data) throws Exception {
        var log = TestLogs.shutdown(5);
        var expected = TestKafka.detected(log.entries());
        var half = log.records().size() / 2;
        var streams = data.resolve("streams");
        try (var kafka = TestKafka.start(data)) {
            try (var detector = RunningDetector.start(kafka.access(), streams)) {
                kafka.write(log.records().subList(0, half));
                detector.awaitRunning();
                await().atMost(Duration.ofSeconds(30)).until(() -> kafka.hopCount() > 100);
            }
            kafka.write(heads(new byte[] {99}));
            try (var detector = RunningDetector.start(kafka.access(), streams)) {
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> fault(detector).contains("stored state cannot be read"));
                kafka.write(heads(null));
                kafka.write(log.records().subList(half, log.records().size()));
                detector.awaitJudged(log.end());

                await().untilAsserted(() -> assertThat(kafka.revisions()).isEqualTo(expected));
                assertThat(kafka.hops()).doesNotHaveDuplicates();
                assertThat(detector.registry()
                                .get(DetectorMeters.RESTARTS)
                                .counter()
                                .count())
                        .isPositive();
            }
        }
    }

    private static String fault(RunningDetector detector) {
        return detector.health().faults().getOrDefault("detector", "");
    }

    /** Key 0 of every partition's blocks. */
    private static List<ProducerRecord<byte[], byte[]>> heads(byte @Nullable [] value) {
        var key = ByteBuffer.allocate(Integer.BYTES).putInt(0).array();
        return java.util.stream.IntStream.range(0, TestKafka.PARTITIONS)
                .mapToObj(partition -> new ProducerRecord<>(CHANGELOG, partition, key, value))
                .toList();
    }
}
