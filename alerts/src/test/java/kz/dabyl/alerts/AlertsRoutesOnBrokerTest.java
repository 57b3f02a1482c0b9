package kz.dabyl.alerts;

import static kz.dabyl.alerts.fakes.Receiver.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import kz.dabyl.alerts.fakes.SomeIncident;
import kz.dabyl.alerts.fakes.WebServer;
import kz.dabyl.model.Topics;
import kz.dabyl.model.rules.RuleKind;
import kz.dabyl.model.rules.RuleProposal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What clients of the room see of it besides deliveries: wrong methods, and the country that is watched. */
class AlertsRoutesOnBrokerTest extends AlertsOnBroker {

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
        var id = subscribe(run.server(), "").id();

        var answer = run.server().operate(method, "/v1/subscriptions" + path.replace("ID", id), "");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("allow")).isEqualTo(allow);
        await(run.alerts().close());
    }

    @Test
    @Timeout(120)
    void listsIncidentsUnderTheCountryThatWasWatchedByTheThresholdsThatJudgedThem() throws Exception {
        var run = start();
        var incident = SomeIncident.opening("moved").in("Somewhere", SomeIncident.ALMATY_HEX);
        publish(incident);
        watch("KG");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(listed(run.server(), "KG")).contains("moved"));
        assertThat(listed(run.server(), "KZ")).doesNotContain("moved");
        await(run.alerts().close());

        watch("KZ");

        var again = start();
        assertThat(listed(again.server(), "KG")).contains("moved");
        assertThat(listed(again.server(), "KZ")).doesNotContain("moved");
        await(again.alerts().close());
    }

    @Test
    @Timeout(120)
    void tellsWhoAskedForTheCountryThatIsWatchedSinceThresholdsChanged() throws Exception {
        var run = start();
        subscribe(run.server(), ",\"filter\":{\"areas\":[\"KG\"]}");
        watch("KG");
        await().atMost(PATIENCE).untilAsserted(() -> {
            publish(SomeIncident.opening("abroad" + System.nanoTime()).in("Somewhere", SomeIncident.ALMATY_HEX));
            assertThat(receiver.got()).isNotEmpty();
        });
        watch("KZ");
        await(run.alerts().close());
    }

    private void watch(String home) throws IOException {
        var document = RuleKind.THRESHOLDS.fromJson("{\"home\":\"" + home + "\"}");
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
}
