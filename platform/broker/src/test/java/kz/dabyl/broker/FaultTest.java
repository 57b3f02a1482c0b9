package kz.dabyl.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class FaultTest {

    /** That this test lives to see the fault is half of the proof: Kafka's own answer is to halt the JVM. */
    @Test
    @Timeout(60)
    void takesALostLogDirectoryForAFaultOfTheBrokerAndNotForTheEndOfTheProcess(@TempDir Path data) throws Exception {
        var broker = EmbeddedBroker.start(BrokerConfig.in(data));
        var logs = data.resolve("kafka");
        try (var admin = new Clients(broker.bootstrapServers()).admin()) {
            // Works as root too, for whom no directory is read-only.
            Utils.delete(logs.toFile());
            Files.writeString(logs, "a file");

            admin.createTopics(List.of(new NewTopic("homeless", 1, (short) 1)));

            await().atMost(Duration.ofSeconds(20)).until(() -> broker.fault().isPresent());
            assertThat(broker.fault())
                    .contains("kafka: log directory " + logs + " failed: it is not a directory any more");
        }
        var closing = System.nanoTime();

        broker.close();

        assertThat(Duration.ofNanos(System.nanoTime() - closing)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    @Timeout(60)
    void saysWhichPartKeepsTheBrokerFromStartingAndLetsGoOfTheDirectory(@TempDir Path data) throws Exception {
        var logs = data.resolve("kafka");
        LogDirectory.formatIfNew(logs);
        Files.writeString(logs.resolve("__cluster_metadata-0"), "a file");

        assertThatThrownBy(() -> EmbeddedBroker.start(BrokerConfig.in(data)))
                .isInstanceOf(BrokerStartException.class)
                .hasMessageStartingWith("the broker on " + data + " did not start: kafka: controller startup failed: ");

        DirectoryLock.acquire(data).close();
        assertThat(data.resolve("kafka.address")).doesNotExist();
    }

    @Test
    void endsTheThreadThatAsksForTheEndOfTheProcess(@TempDir Path logs) throws Exception {
        var faults = new Faults();
        var outcome = new Object() {
            volatile String text = "nothing was thrown";
        };
        var thread = new BrokerThreads(logs, faults).thread("test", () -> {
            try {
                Exit.exit(3);
            } catch (BrokerThreads.Halted e) {
                outcome.text = String.valueOf(e.getMessage());
            }
        });

        thread.start();
        thread.join();

        assertThat(outcome.text).isEqualTo("thread kafka-test ends; the process does not");
        assertThat(faults.text())
                .contains("kafka: thread kafka-test failed: it gave up with exit code 3, the log says why");
    }

    @Test
    @Timeout(60)
    void letsAThreadThatIsNotTheBrokersEndTheProcess(@TempDir Path logs) throws Exception {
        var process = JavaProcess.of(LeavingProcess.class, logs.toString()).start();

        assertThat(process.waitFor()).isEqualTo(LeavingProcess.STATUS);
    }

    @Test
    void keepsTheFirstFaultForTheRestAreItsEcho() {
        var faults = new Faults();
        var handler = faults.handler("quorum controller", () -> {});

        var returned = handler.handleFault("cannot append", new IllegalStateException("disk"));
        faults.handler("raft manager", () -> {}).handleFault("gave up");

        assertThat(returned).hasMessage("cannot append");
        assertThat(faults.text())
                .contains("kafka: quorum controller failed: cannot append: java.lang.IllegalStateException: disk");
    }
}
