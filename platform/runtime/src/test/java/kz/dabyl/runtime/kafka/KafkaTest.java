package kz.dabyl.runtime.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import kz.dabyl.broker.BrokerConfig;
import kz.dabyl.broker.EmbeddedBroker;
import kz.dabyl.model.Topics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What we do to Kafka, on a broker. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KafkaTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final EmbeddedBroker broker;
    private final KafkaAccess kafka;
    private final Admin admin;
    private final Vertx vertx = Vertx.vertx();

    KafkaTest(@TempDir Path temp) {
        broker = EmbeddedBroker.start(BrokerConfig.in(temp));
        kafka = new KafkaAccess(broker.bootstrapServers(), "test");
        admin = Admin.create(kafka.admin("admin"));
    }

    @AfterAll
    void stop() throws Exception {
        settled(vertx.close());
        admin.close();
        broker.close();
    }

    @Test
    void makesEveryTopicOnceWithWhatItPromises() throws Exception {
        var layout = new TopicLayout(3, Optional.empty());

        layout.ensure(admin);
        new TopicLayout(5, Optional.of((short) 1)).ensure(admin);

        var topics = admin.describeTopics(List.of(Topics.REPORTS, Topics.TRUST))
                .allTopicNames()
                .get(10, TimeUnit.SECONDS);
        assertThat(topics.get(Topics.REPORTS))
                .satisfies(topic -> assertThat(topic.partitions()).hasSize(3));
        awaitKept("691200000");
        assertThat(setting(Topics.REPORTS, "segment.ms")).isEqualTo("21600000");
        assertThat(setting(Topics.REPORTS, "message.timestamp.type")).isEqualTo("LogAppendTime");
        assertThat(setting(Topics.INCIDENT_REVISIONS, "retention.ms")).isEqualTo("-1");
        assertThat(setting(Topics.TRUST, "cleanup.policy")).isEqualTo("compact");
    }

    @Test
    void changesHowLongATopicIsKeptWhenThatIsAskedFor() throws Exception {
        new TopicLayout(3, Optional.empty()).ensure(admin);
        var twoDays = new Retention(Optional.of(Duration.ofDays(2)), Optional.empty());

        new TopicLayout(3, Optional.empty(), twoDays).ensure(admin);
        new TopicLayout(3, Optional.empty()).ensure(admin);

        awaitKept("172800000");
        assertThat(setting(Topics.REPORTS, "segment.ms")).isEqualTo("21600000");
        assertThat(setting(Topics.CELL_SUMMARIES, "retention.ms")).isEqualTo("31622400000");
        new TopicLayout(3, Optional.empty(), new Retention(Optional.of(Duration.ofDays(8)), Optional.empty()))
                .ensure(admin);
        awaitKept("691200000");
    }

    @Test
    void saysWhichTopicCouldNotBeMade() throws Exception {
        new TopicLayout(3, Optional.empty()).ensure(admin);
        admin.deleteTopics(List.of(Topics.DELIVERIES)).all().get(10, TimeUnit.SECONDS);

        var moreCopiesThanBrokers = new TopicLayout(1, Optional.of((short) 3));

        assertThatThrownBy(() -> moreCopiesThanBrokers.ensure(admin, Duration.ZERO))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("topic " + Topics.DELIVERIES + " could not be made");
    }

    @Test
    void waitsForABrokerThatTakesTopics() throws Exception {
        var tries = new AtomicInteger();
        var fenced = (Admin) Proxy.newProxyInstance(
                Admin.class.getClassLoader(), new Class<?>[] {Admin.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("createTopics") && tries.incrementAndGet() == 1) {
                        return admin.createTopics(List.of(new NewTopic("never-made", 1, (short) 3)));
                    }
                    return method.invoke(admin, arguments);
                });

        new TopicLayout(3, Optional.empty()).ensure(fenced);

        assertThat(tries).hasValue(2);
        assertThat(admin.listTopics().names().get(10, TimeUnit.SECONDS)).containsAll(Topics.ALL);
    }

    @Test
    void readsWhatWasAppendedInOrderAndThatAKeyWasDeleted() throws Exception {
        make("followed");
        var seen = new CopyOnWriteArrayList<String>();
        try (var appender = new Appender(vertx, kafka, "appender")) {
            settled(appender.append("followed", "a", "1"));
            settled(appender.append("followed", "b", "2"));
            settled(appender.append("followed", "a", null));

            try (var tail =
                    TopicTail.follow(kafka, "followed", record -> seen.add(text(record.key(), record.value())))) {
                var caughtUp = tail.awaitCaughtUp(PATIENCE);

                assertThat(caughtUp).isTrue();
                assertThat(tail.fault()).isEmpty();
                assertThat(seen).containsExactly("a=1", "b=2", "a=null");
                settled(appender.append("followed", "c", "3"));
                assertThat(tail.awaitPresent(PATIENCE)).isTrue();
                assertThat(seen).endsWith("c=3");
            }
        }
    }

    @Test
    void failsWhatCannotBeAppended() {
        try (var appender = new Appender(vertx, kafka, "appender-nowhere")) {
            assertThatThrownBy(() -> settled(appender.append("nowhere", "a", "1")))
                    .isInstanceOf(ExecutionException.class);
        }
    }

    @Test
    void waitsForATopicThatIsMissingAndSaysSo() throws Exception {
        var seen = new CopyOnWriteArrayList<String>();
        try (var tail = TopicTail.follow(kafka, "later", record -> seen.add(text(record.key(), record.value())));
                var appender = new Appender(vertx, kafka, "appender-later")) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(tail.fault())
                            .hasValueSatisfying(fault -> assertThat(fault).contains("topic later cannot be read")));

            make("later");
            settled(appender.append("later", "a", "1"));

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(tail.fault()).isEmpty());
            assertThat(seen).containsExactly("a=1");
        }
    }

    @Test
    void readsOnAfterAListenerThrewButTrustsTheViewNoMore() throws Exception {
        make("poisoned");
        var seen = new CopyOnWriteArrayList<String>();
        try (var appender = new Appender(vertx, kafka, "appender-poisoned")) {
            settled(appender.append("poisoned", "bad", "1"));
            settled(appender.append("poisoned", "good", "2"));

            try (var tail = TopicTail.follow(kafka, "poisoned", record -> {
                if ("bad".equals(record.key())) {
                    throw new IllegalStateException("cannot take it");
                }
                seen.add(text(record.key(), record.value()));
            })) {
                tail.awaitCaughtUp(PATIENCE);

                assertThat(seen).containsExactly("good=2");
                assertThat(tail.fault())
                        .hasValueSatisfying(fault -> assertThat(fault).contains("poisoned"));
            }
        }
    }

    @Test
    void isNotCaughtUpWhileTheBrokerIsAway() throws Exception {
        var nobody = new KafkaAccess("127.0.0.1:1", "test");

        try (var tail = TopicTail.follow(nobody, "anything", record -> {})) {
            assertThat(tail.awaitCaughtUp(Duration.ofMillis(100))).isFalse();
            assertThat(tail.fault())
                    .hasValueSatisfying(fault -> assertThat(fault).contains("anything"));
        }
    }

    private void make(String topic) throws Exception {
        admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get(10, TimeUnit.SECONDS);
    }

    /** A broker acknowledges a setting before it shows it. */
    private void awaitKept(String millis) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(setting(Topics.REPORTS, "retention.ms")).isEqualTo(millis));
    }

    private String setting(String topic, String key) throws Exception {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        Map<ConfigResource, Config> found =
                admin.describeConfigs(List.of(resource)).all().get(10, TimeUnit.SECONDS);
        return found.values().iterator().next().get(key).value();
    }

    private static String text(@Nullable String key, byte @Nullable [] value) {
        return key + "=" + (value == null ? "null" : new String(value, UTF_8));
    }

    private static <T> T settled(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
}
