package kz.dabyl.alerts;

import static kz.dabyl.alerts.fakes.Receiver.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.standardwebhooks.Webhook;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import kz.dabyl.alerts.fakes.Receiver;
import kz.dabyl.alerts.fakes.SomeIncident;
import kz.dabyl.alerts.fakes.WebServer;
import kz.dabyl.broker.BrokerConfig;
import kz.dabyl.broker.EmbeddedBroker;
import kz.dabyl.model.IncidentJson;
import kz.dabyl.model.IncidentKind;
import kz.dabyl.model.Topics;
import kz.dabyl.model.rules.RuleKind;
import kz.dabyl.model.rules.RuleProposal;
import kz.dabyl.runtime.Appender;
import kz.dabyl.runtime.Health;
import kz.dabyl.runtime.KafkaAccess;
import kz.dabyl.runtime.TopicLayout;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole room on a real broker. Tests share the log, so each uses incidents of its own. */
class AlertsOnBrokerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** What is promised, on an idle machine; a loaded one may need some more. */
    private static final Duration TAKE_OVER = Duration.ofSeconds(20);

    @TempDir
    private static Path data;

    private static EmbeddedBroker broker;
    private static KafkaAccess kafka;

    private final Vertx vertx = Vertx.vertx();
    private final Receiver receiver = Receiver.start(vertx);
    private Appender publisher;

    /** One run of the room. */
    private record Run(Alerts alerts, WebServer server, Health health, PrometheusMeterRegistry registry) {}

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

    @Test
    @Timeout(120)
    void triesUntilTheReceiverTakesItAlwaysUnderOneIdAndVerifiably() throws Exception {
        var run = start();
        receiver.then(500, 500, 204);
        var created = subscribe(run.server, "");

        publish(SomeIncident.opening("tried"));

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(states(run.server, created.id())).containsExactly("delivered"));
        assertThat(receiver.got()).hasSize(3);
        assertThat(receiver.got())
                .extracting(Receiver.Got::id)
                .containsOnly(receiver.got().get(0).id());
        var verifier = new Webhook(created.secret());
        for (var got : receiver.got()) {
            verifier.verify(got.body(), headers(got));
        }
        await(run.alerts.close());
    }

    @Test
    @Timeout(120)
    void deliversAfterAKillAllThatWasOnItsWayUnderTheSameIds() throws Exception {
        receiver.always(Receiver.status(500));
        String id;
        var doomed = process("test");
        try (var lines = doomed.inputReader()) {
            var server = WebServer.at(Integer.parseInt(lines.readLine()));
            id = subscribe(server, "").id();
            publish(SomeIncident.opening("killed"));
            publish(SomeIncident.opening("killed").next().confirmed());
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(receiver.got()).hasSizeGreaterThan(2));
        } finally {
            doomed.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
        publish(SomeIncident.opening("killed").revision(3).confirmed().retracted());
        receiver.always(Receiver.status(204));

        var run = start();

        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(states(run.server, id)).containsExactly("delivered", "delivered", "delivered"));
        assertThat(receiver.saidOf("killed")).endsWith("opened 1", "confirmed 2", "retracted 3");
        assertThat(receiver.matching(got -> got.type().equals("incident.opened")))
                .hasSizeGreaterThan(2)
                .extracting(Receiver.Got::id)
                .containsOnly(receiver.got().get(0).id());
        await(run.alerts.close());
    }

    @Test
    @Timeout(120)
    void knowsEverythingAgainAfterARestart() throws Exception {
        var first = start();
        var kept = subscribe(first.server, ",\"language\":\"ru\"").id();
        var deleted = subscribe(first.server, "").id();
        publish(SomeIncident.opening("remembered"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(receiver.saidOf("remembered")).hasSize(2));
        first.server.operate("DELETE", "/v1/subscriptions/" + deleted, "");
        var label = first.server.operate("PUT", "/v1/incidents/remembered/label", "{\"verdict\":\"happened\"}");
        var before =
                first.server.operate("GET", "/v1/subscriptions/" + kept, "").body();
        await(first.alerts.close());

        var second = start();

        assertThat(second.server.operate("GET", "/v1/subscriptions/" + kept, "").body())
                .isEqualTo(before);
        assertThat(second.server
                        .operate("GET", "/v1/subscriptions/" + deleted, "")
                        .status())
                .isEqualTo(404);
        assertThat(states(second.server, kept)).containsExactly("delivered");
        assertThat(label.status()).isEqualTo(200);
        assertThat(second.server
                        .operate("GET", "/v1/incidents/remembered/label", "")
                        .body())
                .isEqualTo(label.body());
        assertThat(second.server.get("/v1/incidents/remembered").body())
                .isEqualTo(IncidentJson.text(SomeIncident.opening("remembered").incident()));
        publish(SomeIncident.opening("remembered").next().closed());
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(receiver.saidOf("remembered")).containsExactly("opened 1", "opened 1", "closed 2"));
        await(second.alerts.close());
    }

    @ParameterizedTest
    @CsvSource({
        "'dabyl_incidents_open{area=\"Oral\",kind=\"outage\",network=\"401-01\"} 1.0'",
        "'dabyl_incidents_open{area=\"Oral\",kind=\"outage\",network=\"401-02\"} 1.0'",
        "'dabyl_incident_revisions_total{kind=\"outage\",state=\"open\"} 1.0'",
        "'dabyl_deliveries_total{channel=\"webhook\",outcome=\"delivered\"} 1.0'",
        "'dabyl_delivery_seconds_count 1'",
    })
    @Timeout(120)
    void countsWhatTheContractNames(String line) throws Exception {
        var run = start();
        subscribe(run.server, "");

        publish(SomeIncident.opening("counted" + line.hashCode())
                .kind(IncidentKind.OUTAGE)
                .in("Oral", "KZ-27"));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(run.registry.scrape().lines()).contains(line));
        publish(SomeIncident.opening("counted" + line.hashCode())
                .kind(IncidentKind.OUTAGE)
                .in("Oral", "KZ-27")
                .next()
                .closed());
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(run.registry.scrape()).doesNotContain("area=\"Oral\""));
        await(run.alerts.close());
    }

    @Test
    @Timeout(120)
    void isHealthyOnceItHasStartedAndTakesNoHarmFromARecordThatIsNoIncident() throws Exception {
        await(publisher.append(Topics.INCIDENT_REVISIONS, "broken", "{\"id\":7}"));

        var run = start();
        publish(SomeIncident.opening("healthy"));

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(run.server.get("/v1/incidents/healthy").status())
                                .isEqualTo(200));
        assertThat(run.health.faults()).isEmpty();
        await(run.alerts.close());
    }

    @ParameterizedTest
    @CsvSource({
        "HEAD, '', 200, ''",
        "PUT, '', 405, 'GET, HEAD, POST'",
        "HEAD, /ID, 200, ''",
        "OPTIONS, /ID, 405, 'DELETE, GET, HEAD, PATCH'",
        "HEAD, /ID/deliveries, 200, ''",
        "GET, /ID/test, 405, POST",
        "GET, /ID/nothing, 404, ''",
    })
    @Timeout(120)
    void tellsAWrongMethodFromWhatIsNotThere(String method, String path, int status, String allow) {
        var run = start();
        var id = subscribe(run.server, "").id();

        var answer = run.server.operate(method, "/v1/subscriptions" + path.replace("ID", id), "");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("allow")).isEqualTo(allow);
        await(run.alerts.close());
    }

    @Test
    @Timeout(120)
    void listsTheIncidentsOfTheCountryThatIsWatchedSinceThresholdsChanged() throws Exception {
        var run = start();
        var incident = SomeIncident.opening("moved").in("Somewhere", SomeIncident.ALMATY_HEX);
        publish(incident);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(listed(run.server, "KZ")).contains("moved"));

        watch("KG");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(listed(run.server, "KG")).contains("moved"));
        assertThat(listed(run.server, "KZ")).doesNotContain("moved");
        await(run.alerts.close());
        var again = start();
        assertThat(listed(again.server, "KG")).contains("moved");
        watch("KZ");
        await(again.alerts.close());
    }

    @Test
    @Timeout(120)
    void tellsWhoAskedForTheCountryThatIsWatchedSinceThresholdsChanged() throws Exception {
        var run = start();
        subscribe(run.server, ",\"filter\":{\"areas\":[\"KG\"]}");
        watch("KG");
        await().atMost(PATIENCE).untilAsserted(() -> {
            publish(SomeIncident.opening("abroad" + System.nanoTime()).in("Somewhere", SomeIncident.ALMATY_HEX));
            assertThat(receiver.got()).isNotEmpty();
        });
        watch("KZ");
        await(run.alerts.close());
    }

    @Test
    @Timeout(120)
    void aSecondProcessStandsByAndGoesOnSoonWhenTheFirstIsKilled() throws Exception {
        receiver.always(Receiver.status(500));
        var doomed = process("first");
        try (var lines = doomed.inputReader()) {
            var first = WebServer.at(Integer.parseInt(lines.readLine()));
            var second = start("second");
            assertThat(second.server.operate("GET", "/v1/subscriptions", "").status())
                    .isEqualTo(503);
            var id = subscribe(first, "").id();
            publish(SomeIncident.opening("taken-over"));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(receiver.got()).hasSizeGreaterThan(2));
            assertThat(second.alerts.delivers()).isFalse();

            doomed.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
            receiver.always(Receiver.status(204));
            publish(SomeIncident.opening("taken-over").next().confirmed());

            await().atMost(TAKE_OVER).until(second.alerts::delivers);
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(states(second.server, id)).containsExactly("delivered", "delivered"));
            assertThat(receiver.saidOf("taken-over")).endsWith("opened 1", "confirmed 2");
            assertThat(receiver.matching(got -> got.type().equals("incident.opened")))
                    .extracting(Receiver.Got::id)
                    .containsOnly(receiver.got().get(0).id());
            await(second.alerts.close());
        } finally {
            doomed.destroyForcibly();
        }
    }

    private Run start() {
        return start("test");
    }

    private Run start(String name) {
        var health = new Health();
        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        var alerts = await(Alerts.start(
                vertx,
                kafka,
                AlertsProcess.config(name),
                WebServer.CREDENTIALS,
                registry,
                health,
                InstantSource.system()));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(health.faults()).isEmpty());
        return new Run(alerts, WebServer.start(vertx, alerts.routes()), health, registry);
    }

    private static Process process(String name) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java,
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AlertsProcess.class.getName(),
                        broker.bootstrapServers(),
                        name)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private void publish(SomeIncident incident) {
        await(publisher.append(Topics.INCIDENT_REVISIONS, incident.id(), IncidentJson.text(incident.incident())));
    }

    private void watch(String home) throws IOException {
        var document = RuleKind.THRESHOLDS.read("{\"home\":\"" + home + "\"}", false);
        var proposal =
                RuleProposal.of(RuleKind.THRESHOLDS, document, "Aigul", 0, "we moved", RuleProposal.Condition.ANY);
        await(publisher.append(
                Topics.RULES, RuleKind.THRESHOLDS.word(), new String(proposal.encode(), StandardCharsets.UTF_8)));
    }

    private static List<String> listed(WebServer server, String area) {
        return server.get("/v1/incidents?area=" + area).json().getJsonArray("items").stream()
                .map(item -> ((JsonObject) item).getString("id"))
                .toList();
    }

    private record Created(String id, String secret) {}

    private Created subscribe(WebServer server, String more) {
        var answer = server.operate(
                "POST",
                "/v1/subscriptions",
                "{\"channel\":\"webhook\",\"url\":\"" + receiver.url() + "\"" + more + "}");
        assertThat(answer.status()).isEqualTo(201);
        return new Created(answer.json().getString("id"), answer.json().getString("secret"));
    }

    private static List<String> states(WebServer server, String subscription) {
        JsonArray items = server.operate("GET", "/v1/subscriptions/" + subscription + "/deliveries", "")
                .json()
                .getJsonArray("items");
        return items.stream()
                .map(item -> ((JsonObject) item).getString("state"))
                .toList();
    }

    private static HttpHeaders headers(Receiver.Got got) {
        return HttpHeaders.of(
                got.headers().entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.of(entry.getValue()))),
                (name, value) -> true);
    }
}
