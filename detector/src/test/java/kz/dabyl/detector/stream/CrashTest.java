package kz.dabyl.detector.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Detectors that are killed in the middle of their work, and the ones that go on. */
class CrashTest {

    /** Parts of the log, in percent, at which the writing pauses and the detector is killed a little before it is there. */
    private static final int[] PARTS = {1, 45, 72};

    /** What there must be to be told once: of silence and of targets, here and elsewhere. */
    private static final List<String> KINDS =
            List.of("\"kind\":\"shutdown\"", "\"kind\":\"network_outage\"", "\"kind\":\"blocking\"");

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    @Timeout(360)
    void publishesEverythingOnceHoweverOftenItIsKilled(@TempDir Path data) throws Exception {
        var log = TestLogs.eventfulHour(2);
        var expected = TestKafka.detected(log.entries());
        var streams = data.resolve("streams");
        try (var kafka = TestKafka.start(data)) {
            var written = 0;
            for (var part : PARTS) {
                var until = log.records().size() * part / 100;
                workAndDie(kafka, streams, log, written, until);
                written = until;
            }
            kafka.write(log.records().subList(written, log.records().size()));
            try (var detector = RunningDetector.start(kafka.access(), streams)) {
                detector.awaitRunning();
                detector.awaitJudged(log.end());
            }

            for (var kind : KINDS) {
                assertThat(expected).anySatisfy(revision -> assertThat(revision).contains(kind));
            }
            assertThat(kafka.revisions()).isEqualTo(expected);
            assertThat(kafka.hops()).doesNotHaveDuplicates().hasSize(log.hops());
        }
    }

    private static void workAndDie(TestKafka kafka, Path directory, PackedLog log, int from, int until)
            throws Exception {
        var process = DetectorProcess.start(kafka.access(), directory);
        try {
            var before = kafka.hopCount();
            kafka.write(log.records().subList(from, until));
            var third = log.hops() * (until - from) / log.records().size() / 3;
            var enough = before + Math.max(1, third);
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> kafka.hopCount() >= enough);
        } finally {
            process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
    }
}
