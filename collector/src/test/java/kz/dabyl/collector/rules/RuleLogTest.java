package kz.dabyl.collector.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static kz.dabyl.collector.TestService.settled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import kz.dabyl.broker.BrokerConfig;
import kz.dabyl.broker.EmbeddedBroker;
import kz.dabyl.collector.CollectorConfig;
import kz.dabyl.collector.LiveService;
import kz.dabyl.collector.TestService;
import kz.dabyl.collector.admission.Limits;
import kz.dabyl.collector.log.TimeMode;
import kz.dabyl.model.Topics;
import kz.dabyl.model.rules.RuleKind;
import kz.dabyl.model.rules.RuleProposal;
import kz.dabyl.runtime.kafka.Appender;
import kz.dabyl.runtime.kafka.KafkaAccess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Thresholds of whole collectors on a real broker. */
class RuleLogTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Vertx vertx = Vertx.vertx();
    private final EmbeddedBroker broker;

    RuleLogTest(@TempDir Path temp) {
        broker = EmbeddedBroker.start(BrokerConfig.in(temp));
    }

    @AfterEach
    void stop() throws Exception {
        settled(vertx.close());
        broker.close();
    }

    @Test
    void answersAChangeOnceEveryPartitionOfTheLogHasIt() throws Exception {
        try (var service = start(CollectorConfig.of("c1", TimeMode.WALL))) {
            var answer = settled(service.putThresholds("{\"min_probes\":5}"));

            assertThat(answer.statusCode()).isEqualTo(200);
            for (var partition = 0; partition < LiveService.PARTITIONS; partition++) {
                assertThat(service.thresholdsInTheLog(partition)).containsExactly(1, 2);
            }
        }
    }

    @Test
    void countsAlikeHoweverManyCollectorsAreAskedAtOnce() throws Exception {
        try (var one = start(CollectorConfig.of("one", TimeMode.WALL));
                var two = start(CollectorConfig.of("two", TimeMode.WALL))) {
            var answers = new ArrayList<Future<HttpResponse<Buffer>>>();
            for (var i = 0; i < 10; i++) {
                answers.add((i % 2 == 0 ? one : two).putThresholds("{\"min_probes\":" + (10 + i) + "}"));
            }
            var versions = new ArrayList<Integer>();
            for (var answer : answers) {
                versions.add(settled(answer).bodyAsJsonObject().getInteger("version"));
            }

            assertThat(versions)
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(2, 12).boxed().toList());
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(one.thresholds())
                            .isEqualTo(two.thresholds())
                            .hasSize(11));
        }
    }

    @Test
    void tellsTheLogAtTheStartOfAChangeWhoseCollectorDiedTooEarly() throws Exception {
        try (var service = start(CollectorConfig.of("c1", TimeMode.WALL))) {
            assertThat(service.thresholds()).containsExactly("1: 3");
        }
        append("{\"min_probes\":7}");

        try (var service = start(CollectorConfig.of("c1", TimeMode.WALL))) {
            for (var partition = 0; partition < LiveService.PARTITIONS; partition++) {
                assertThat(service.thresholdsInTheLog(partition)).endsWith(2);
            }
        }
    }

    @Test
    void tellsTheLogOfAChangeThatAnotherCollectorDidNotGetThrough() throws Exception {
        try (var service = start(CollectorConfig.of("c1", TimeMode.WALL))) {
            append("{\"min_probes\":7}");

            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(service.thresholdsInTheLog(0)).containsExactly(1, 2));
        }
    }

    @Test
    void keepsAFileAsANewVersionOnlyIfItIsNews() throws Exception {
        for (var minProbes : List.of(4, 4, 6)) {
            start(given("min_probes: " + minProbes)).close();
        }

        try (var service = start(CollectorConfig.of("c1", TimeMode.WALL))) {
            assertThat(service.thresholds()).containsExactly("1: 4", "2: 6");
        }
    }

    @Test
    void leavesOverARestartWhatWasChangedSinceTheFileWasRead() throws Exception {
        try (var service = start(given("min_probes: 4"))) {
            settled(service.putThresholds("{\"min_probes\":5}"));
        }

        try (var service = start(given("min_probes: 4"))) {
            assertThat(service.thresholds()).containsExactly("1: 4", "2: 5");
        }
    }

    @Test
    void takesWhatChangesInAFileThatTwoCollectorsWatchOnce(@TempDir Path folder) throws Exception {
        var file = Files.writeString(folder.resolve("thresholds.yaml"), "min_probes: 4");
        try (var one = start(watching("one", file));
                var two = start(watching("two", file))) {
            settled(one.putThresholds("{\"min_probes\":5}"));
            Files.writeString(file, "min_probes: 6");
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(two.thresholds()).endsWith("3: 6"));
            Files.writeString(file, "min_probes: 7");
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(one.thresholds()).endsWith("4: 7"));

            assertThat(one.thresholds()).containsExactly("1: 4", "2: 5", "3: 6", "4: 7");
            assertThat(one.thresholdsInTheLog(0)).contains(3, 4);
        }
    }

    private LiveService start(CollectorConfig config) throws Exception {
        return new LiveService(vertx, broker.bootstrapServers(), config, InstantSource.system());
    }

    private static CollectorConfig given(String thresholds) {
        return given(
                "c1", new StartRules.Given(parse(thresholds.getBytes(UTF_8)), "thresholds.yaml", Optional.empty()));
    }

    private static CollectorConfig watching(String id, Path path) throws Exception {
        var file = new RuleFile(path, RuleLogTest::parse);
        return given(id, new StartRules.Given(parse(Files.readAllBytes(path)), "thresholds.yaml", Optional.of(file)));
    }

    private static RuleReading parse(byte[] bytes) {
        return RuleReading.of(RuleKind.THRESHOLDS.fromYaml(new String(bytes, UTF_8)), bytes);
    }

    private static CollectorConfig given(String id, StartRules.Given file) {
        return new CollectorConfig(
                id,
                TimeMode.WALL,
                Limits.DEFAULT,
                new StartRules(Optional.of(file), Optional.empty()),
                TestService.TARGETS);
    }

    /** What a collector does first of all that belongs to a change. */
    private void append(String thresholds) throws Exception {
        var proposal = RuleProposal.of(
                RuleKind.THRESHOLDS,
                RuleKind.THRESHOLDS.fromJson(thresholds),
                "operator",
                0,
                "try",
                RuleProposal.Condition.ANY);
        try (var appender = new Appender(vertx, new KafkaAccess(broker.bootstrapServers(), "test"), "rules")) {
            settled(appender.append(Topics.RULES, "thresholds", new String(proposal.encode(), UTF_8)));
        }
    }
}
