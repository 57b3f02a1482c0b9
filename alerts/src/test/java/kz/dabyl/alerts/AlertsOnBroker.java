package kz.dabyl.alerts;

import static kz.dabyl.alerts.fakes.Receiver.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import kz.dabyl.alerts.fakes.Receiver;
import kz.dabyl.alerts.fakes.SomeIncident;
import kz.dabyl.alerts.fakes.WebServer;
import kz.dabyl.broker.BrokerConfig;
import kz.dabyl.broker.EmbeddedBroker;
import kz.dabyl.model.IncidentJson;
import kz.dabyl.model.Topics;
import kz.dabyl.runtime.Surroundings;
import kz.dabyl.runtime.health.Health;
import kz.dabyl.runtime.kafka.Appender;
import kz.dabyl.runtime.kafka.KafkaAccess;
import kz.dabyl.runtime.kafka.TopicLayout;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The whole room on a real broker. Tests of a class share the log, so each uses incidents of its own. */
abstract class AlertsOnBroker {

    static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    static Path data;

    static EmbeddedBroker broker;
    static KafkaAccess kafka;

    final Vertx vertx = Vertx.vertx();
    final Receiver receiver = Receiver.start(vertx);
    Appender publisher;

    /** One run of the room. */
    record Run(Alerts alerts, WebServer server, Health health, PrometheusMeterRegistry registry) {}

    @BeforeAll
    static void startBroker() throws InterruptedException {
        broker = EmbeddedBroker.start(BrokerConfig.in(data));
        kafka = new KafkaAccess(broker.bootstrapServers(), "test");
        try (var admin = Admin.create(kafka.admin("test"))) {
            new TopicLayout(1, Optional.empty()).ensure(admin);
        }
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void open() {
        publisher = new Appender(vertx, kafka, "publisher");
    }

    @AfterEach
    void close() {
        publisher.close();
        receiver.close();
        await(vertx.close());
    }

    Run start() {
        return start("test");
    }

    Run start(String name) {
        var health = new Health();
        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        var world = new Surroundings(vertx, kafka, registry, health, InstantSource.system());
        var alerts = await(Alerts.start(world, AlertsProcess.config(name), WebServer.CREDENTIALS));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(health.faults()).isEmpty());
        return new Run(alerts, WebServer.start(vertx, alerts.routes()), health, registry);
    }

    void publish(SomeIncident incident) {
        await(publisher.append(Topics.INCIDENT_REVISIONS, incident.id(), IncidentJson.text(incident.incident())));
    }

    record Created(String id, String secret) {}

    Created subscribe(WebServer server, String more) {
        var answer = server.operate(
                "POST",
                "/v1/subscriptions",
                "{\"channel\":\"webhook\",\"url\":\"" + receiver.url() + "\"" + more + "}");
        assertThat(answer.status()).isEqualTo(201);
        return new Created(answer.json().getString("id"), answer.json().getString("secret"));
    }
}
