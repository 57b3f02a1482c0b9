package kz.dabyl.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A broker in a process of its own, which is killed in the middle of its work. */
class CrashTest {

    private static final int ENOUGH = 2_000;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    @Timeout(90)
    void losesNothingThatWasAcknowledged(@TempDir Path data) throws Exception {
        var acknowledged = new ArrayList<String>();
        var process = producing(data);
        try (var lines = process.inputReader(UTF_8)) {
            readUntilEnough(lines, acknowledged);

            await().atMost(PATIENCE).until(() -> EmbeddedBroker.runningAt(data).isPresent());
            assertThatThrownBy(() -> EmbeddedBroker.start(BrokerConfig.in(data)))
                    .isInstanceOf(BrokerStartException.class)
                    .hasMessage(data + " is in use by process " + process.pid()
                            + ": stop it first, or choose another data directory");
            // Through the handle, because the process itself would close the pipe: what was written before the end
            // counts.
            assertThat(process.toHandle().destroyForcibly()).isTrue();
            lines.lines().forEach(acknowledged::add);
        } finally {
            process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }

        assertThat(EmbeddedBroker.runningAt(data)).isEmpty();
        try (var broker = EmbeddedBroker.start(BrokerConfig.in(data))) {
            assertThat(new Clients(broker.bootstrapServers()).values(new TopicPartition(CrashingProducer.TOPIC, 0)))
                    .containsAll(acknowledged);
        }
    }

    private static void readUntilEnough(BufferedReader lines, List<String> acknowledged) throws IOException {
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            acknowledged.add(line);
            if (acknowledged.size() == ENOUGH) {
                return;
            }
        }
        throw new AssertionError("the broker's process ended after " + acknowledged);
    }

    private static Process producing(Path data) throws IOException {
        return JavaProcess.of(CrashingProducer.class, data.toString()).start();
    }
}
