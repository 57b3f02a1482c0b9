package kz.dabyl.alerts.channels;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import kz.dabyl.alerts.fakes.SomeIncident;
import kz.dabyl.alerts.fakes.SomeSaying;
import kz.dabyl.alerts.subscriptions.Address;
import kz.dabyl.alerts.subscriptions.EventType;
import kz.dabyl.alerts.subscriptions.Secret;
import kz.dabyl.model.IncidentKind;
import org.junit.jupiter.api.Test;

class AlertmanagerTest {

    private final AlertmanagerRendering rendering = new AlertmanagerRendering(Duration.ofMinutes(1));

    @Test
    void anOpenIncidentFiresForFiveRepetitions() {
        var alerts = alerts(
                SomeSaying.about(EventType.OPENED, SomeIncident.opening("i1").incident()));

        assertThat(alerts).hasSize(1);
        assertThat(alerts.get(0).getJsonObject("labels"))
                .isEqualTo(new JsonObject()
                        .put("alertname", "DabylIncident")
                        .put("incident", "i1")
                        .put("kind", "shutdown")
                        .put("area", "Almaty")
                        .put("network", "several"));
        assertThat(alerts.get(0).getJsonObject("annotations"))
                .isEqualTo(new JsonObject()
                        .put("summary", "Mobile internet is cut")
                        .put("description", "since 12:00")
                        .put("certainty", "suspected")
                        .put("networks", "401-01, 401-02"));
        assertThat(alerts.get(0).getString("endsAt")).isEqualTo("2021-04-24T09:05:00Z");
        assertThat(alerts.get(0).getString("generatorURL")).isEqualTo("https://dabyl.example.org/incidents/i1");
        assertThat(alerts.get(0).getString("startsAt")).isLessThan("2021-04-24T09:00:00Z");
    }

    @Test
    void anIncidentThatIsOverHasEndedAndKeepsItsAnnotations() {
        var alert = alerts(SomeSaying.about(
                        EventType.CLOSED, SomeIncident.opening("i1").closed().incident()))
                .get(0);

        assertThat(alert.getString("endsAt")).isLessThanOrEqualTo("2021-04-24T09:00:00Z");
        assertThat(alert.getString("startsAt")).isLessThanOrEqualTo(alert.getString("endsAt"));
        assertThat(alert.getJsonObject("annotations").getString("summary")).isNotEmpty();
    }

    @Test
    void anAlertWhoseLabelsChangeIsResolvedUnderItsFormerOnes() {
        var first = SomeIncident.opening("i1").incident();
        var second = SomeIncident.opening("i1").next().kind(IncidentKind.OUTAGE).incident();

        var alerts = alerts(SomeSaying.about(EventType.UPDATED, second, first));

        assertThat(alerts)
                .extracting(alert -> alert.getJsonObject("labels").getString("kind"))
                .containsExactly("outage", "shutdown");
        assertThat(alerts.get(0).getString("endsAt")).isGreaterThan("2021-04-24T09:00:00Z");
        assertThat(alerts.get(1).getString("endsAt")).isLessThanOrEqualTo("2021-04-24T09:00:00Z");
    }

    @Test
    void aHeartbeatIsAWatchdogAndATestEndsByItself() {
        var watchdog = alerts(SomeSaying.service("heartbeat")).get(0);
        var test = alerts(SomeSaying.service("test")).get(0);

        assertThat(watchdog.getJsonObject("labels"))
                .isEqualTo(new JsonObject().put("alertname", "DabylWatchdog").put("subscription", "sub_1"));
        assertThat(watchdog.getString("endsAt")).isEqualTo("2021-04-24T09:05:00Z");
        assertThat(test.getJsonObject("labels").getString("alertname")).isEqualTo("DabylTest");
        assertThat(test.getString("endsAt")).isEqualTo("2021-04-24T09:01:00Z");
    }

    @Test
    void whatIsSaidOfAnotherSubscriptionIsNoTest() {
        var notice = alerts(SomeSaying.service("subscription.disabled")).get(0);

        assertThat(notice.getJsonObject("labels"))
                .isEqualTo(new JsonObject()
                        .put("alertname", "DabylNotice")
                        .put("message", "msg_0123")
                        .put("subscription", "sub_1"));
        assertThat(notice.getString("endsAt")).isEqualTo("2021-04-24T10:00:00Z");
    }

    @Test
    void aHostileNameIsALabelsValueInOneLine() {
        var incident =
                SomeIncident.opening("i1").in(SomeSaying.HOSTILE + "\n\"}").incident();

        var alerts = alerts(SomeSaying.about(EventType.OPENED, incident));

        assertThat(alerts).hasSize(1);
        assertThat(alerts.get(0).getJsonObject("labels").getString("area"))
                .startsWith("<script>")
                .doesNotContain("\n", "\u202E", "\u0007");
    }

    @Test
    void bearsTheTokenOfAProxy() {
        var address = new Address.Alertmanager("http://am.test/prefix", Optional.of(Secret.Open.of("proxy-token")));

        var request = rendering.request(address, SomeSaying.service("test"));

        assertThat(request.url()).isEqualTo("http://am.test/prefix/api/v2/alerts");
        assertThat(request.headers()).contains(java.util.Map.entry("authorization", "Bearer proxy-token"));
    }

    private List<JsonObject> alerts(Saying saying) {
        var address = new Address.Alertmanager("http://am.test", Optional.empty());
        return new JsonArray(rendering.request(address, saying).body())
                .stream().map(JsonObject.class::cast).toList();
    }
}
