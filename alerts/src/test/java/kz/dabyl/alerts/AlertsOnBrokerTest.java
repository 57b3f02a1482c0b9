package kz.dabyl.alerts;

import static kz.dabyl.alerts.fakes.Receiver.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.standardwebhooks.Webhook;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import kz.dabyl.alerts.fakes.Receiver;
import kz.dabyl.alerts.fakes.SomeIncident;
import kz.dabyl.alerts.fakes.WebServer;
import kz.dabyl.model.IncidentJson;
import kz.dabyl.model.IncidentKind;
import kz.dabyl.model.Topics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the room promises: nothing lost, nothing twice, whoever dies. */
class AlertsOnBrokerTest extends AlertsOnBroker {

    /** What is promised, on an idle machine; a loaded one may need some more. */
    private static final Duration TAKE_OVER = Duration.ofSeconds(20);

    @Test
    @Timeout(120)
    void triesUntilTheReceiverTakesItAlwaysUnderOneIdAndVerifiably() throws Exception {
        var run = start();
        receiver.then(500, 500, 204);
        var created = subscribe(run.server(), "");

        publish(SomeIncident.opening("tried"));

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(states(run.server(), created.id())).containsExactly("delivered"));
        assertThat(receiver.got()).hasSize(3);
        assertThat(receiver.got())
                .extracting(Receiver.Got::id)
                .containsOnly(receiver.got().get(0).id());
        var verifier = new Webhook(created.secret());
        for (var got : receiver.got()) {
            verifier.verify(got.body(), headers(got));
        }
        await(run.alerts().close());
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
                        assertThat(states(run.server(), id)).containsExactly("delivered", "delivered", "delivered"));
        assertThat(receiver.saidOf("killed")).endsWith("opened 1", "confirmed 2", "retracted 3");
        assertThat(receiver.matching(got -> got.type().equals("incident.opened")))
                .hasSizeGreaterThan(2)
                .extracting(Receiver.Got::id)
                .containsOnly(receiver.got().get(0).id());
        await(run.alerts().close());
    }

    @Test
    @Timeout(120)
    void knowsEverythingAgainAfterARestart() throws Exception {
        var first = start();
        var kept = subscribe(first.server(), ",\"language\":\"ru\"").id();
        var deleted = subscribe(first.server(), "").id();
        publish(SomeIncident.opening("remembered"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(receiver.saidOf("remembered")).hasSize(2));
        first.server().operate("DELETE", "/v1/subscriptions/" + deleted, "");
        var label = first.server().operate("PUT", "/v1/incidents/remembered/label", "{\"verdict\":\"happened\"}");
        var before =
                first.server().operate("GET", "/v1/subscriptions/" + kept, "").body();
        await(first.alerts().close());

        var second = start();

        assertThat(second.server()
                        .operate("GET", "/v1/subscriptions/" + kept, "")
                        .body())
                .isEqualTo(before);
        assertThat(second.server()
                        .operate("GET", "/v1/subscriptions/" + deleted, "")
                        .status())
                .isEqualTo(404);
        assertThat(states(second.server(), kept)).containsExactly("delivered");
        assertThat(label.status()).isEqualTo(200);
        assertThat(second.server()
                        .operate("GET", "/v1/incidents/remembered/label", "")
                        .body())
                .isEqualTo(label.body());
        assertThat(second.server().get("/v1/incidents/remembered").body())
                .isEqualTo(IncidentJson.text(SomeIncident.opening("remembered").incident()));
        publish(SomeIncident.opening("remembered").next().closed());
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(receiver.saidOf("remembered")).containsExactly("opened 1", "opened 1", "closed 2"));
        await(second.alerts().close());
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
        subscribe(run.server(), "");

        publish(SomeIncident.opening("counted" + line.hashCode())
                .kind(IncidentKind.OUTAGE)
                .in("Oral", "KZ-27"));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(run.registry().scrape().lines()).contains(line));
        publish(SomeIncident.opening("counted" + line.hashCode())
                .kind(IncidentKind.OUTAGE)
                .in("Oral", "KZ-27")
                .next()
                .closed());
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(run.registry().scrape()).doesNotContain("area=\"Oral\""));
        await(run.alerts().close());
    }

    @Test
    @Timeout(120)
    void isHealthyOnceItHasStartedAndTakesNoHarmFromARecordThatIsNoIncident() throws Exception {
        await(publisher.append(Topics.INCIDENT_REVISIONS, "broken", "{\"id\":7}"));

        var run = start();
        publish(SomeIncident.opening("healthy"));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                run.server().get("/v1/incidents/healthy").status())
                        .isEqualTo(200));
        assertThat(run.health().faults()).isEmpty();
        await(run.alerts().close());
    }

    @Test
    @Timeout(120)
    void aSecondProcessStandsByAndGoesOnSoonWhenTheFirstIsKilled() throws Exception {
        receiver.always(Receiver.status(500));
        var doomed = process("first");
        try (var lines = doomed.inputReader()) {
            var first = WebServer.at(Integer.parseInt(lines.readLine()));
            var second = start("second");
            assertThat(second.server().operate("GET", "/v1/subscriptions", "").status())
                    .isEqualTo(503);
            var id = subscribe(first, "").id();
            publish(SomeIncident.opening("taken-over"));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(receiver.got()).hasSizeGreaterThan(2));
            assertThat(second.alerts().delivers()).isFalse();

            doomed.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
            receiver.always(Receiver.status(204));
            publish(SomeIncident.opening("taken-over").next().confirmed());

            await().atMost(TAKE_OVER).until(second.alerts()::delivers);
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(states(second.server(), id)).containsExactly("delivered", "delivered"));
            assertThat(receiver.saidOf("taken-over")).endsWith("opened 1", "confirmed 2");
            assertThat(receiver.matching(got -> got.type().equals("incident.opened")))
                    .extracting(Receiver.Got::id)
                    .containsOnly(receiver.got().get(0).id());
            await(second.alerts().close());
        } finally {
            doomed.destroyForcibly();
        }
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
