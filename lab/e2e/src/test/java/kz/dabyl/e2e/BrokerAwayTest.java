package kz.dabyl.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A collector and its broker as two processes, of which now one and now the other goes away under load. The tests share both,
 * in whatever order they come.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrokerAwayTest {

    private static final int ENOUGH = 2_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Path folder;
    private Broker broker;
    private Service collector;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        this.folder = folder;
        broker = Broker.start(Files.createDirectory(folder.resolve("kafka")));
        collector = collector();
    }

    @AfterAll
    void stop() {
        try {
            collector.close();
        } finally {
            broker.close();
        }
    }

    @Test
    void losesNothingAndCountsNothingTwiceWhenTheBrokerHangsStopsOrDies() throws Exception {
        Set<String> acknowledged;
        try (var load = Load.on(collector)) {
            load.awaitMore(ENOUGH);
            broker.hang();
            whileItIsAway(load);
            broker.goOn();
            load.awaitMore(ENOUGH);
            broker.stop();
            whileItIsAway(load);
            broker.start();
            load.awaitMore(ENOUGH);
            broker.kill();
            whileItIsAway(load);
            broker.start();
            load.awaitMore(ENOUGH);
            acknowledged = load.end();
        }
        collector.assertBounded();
        collector.assertNeverBlocked();

        var found = Tally.of(recording());

        found.assertHolds(acknowledged);
    }

    /** What is well-formed is refused with a time to come back, what is not is told apart from it all the same. */
    private void whileItIsAway(Load load) throws Exception {
        var before = load.refused();
        await().atMost(PATIENCE).until(() -> load.refused() >= before + 4);
        assertThat(collector.postReports("nonsense").statusCode()).isEqualTo(400);
        await().atMost(PATIENCE).untilAsserted(() -> {
            var ready = collector.get("/health/ready");
            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(ready.body()).contains("kafka log");
        });
    }

    @Test
    void losesNothingAndCountsNothingTwiceWhenTheCollectorDies() throws Exception {
        Set<String> acknowledged;
        try (var load = Load.on(collector)) {
            load.awaitMore(ENOUGH);
            collector.kill();
            collector = collector();
            load.goOnWith(collector);
            load.awaitMore(ENOUGH);
            acknowledged = load.end();
        }
        collector.assertBounded();
        collector.assertNeverBlocked();

        var found = Tally.of(recording());

        found.assertHolds(acknowledged);
    }

    private Service collector() throws Exception {
        return Service.start(folder.resolve("collector"), "--kafka", broker.address(), "--roles", "collector");
    }

    private Program.Result recording() throws Exception {
        return Program.run(
                "record",
                "--kafka",
                broker.address(),
                "--data",
                folder.resolve("any").toString(),
                "--raw");
    }
}
