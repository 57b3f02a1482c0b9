package kz.dabyl.detector.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole topology against a real broker. */
class DetectorTest {

    @Test
    @Timeout(60)
    void publishesWhatThePureDetectionFinds(@TempDir Path data) throws Exception {
        var log = TestLogs.shutdown(1);
        var expected = TestKafka.detected(log.entries());
        try (var kafka = TestKafka.start(data)) {
            var t0 = System.nanoTime();
            try (var detector = RunningDetector.start(kafka.access(), data.resolve("streams"))
                    .awaitRunning()) {
                System.err.println("running after " + (System.nanoTime() - t0) / 1e9);
                kafka.write(log.records());
                System.err.println("written after " + (System.nanoTime() - t0) / 1e9);
                detector.awaitJudged(log.end());
                System.err.println("found after " + (System.nanoTime() - t0) / 1e9);
            }
            System.err.println("closed after " + (System.nanoTime() - t0) / 1e9);

            assertThat(expected).hasSizeGreaterThan(2);
            assertThat(kafka.revisions()).isEqualTo(expected);
        }
    }
}
