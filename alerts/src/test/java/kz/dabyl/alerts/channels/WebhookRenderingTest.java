package kz.dabyl.alerts.channels;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import kz.dabyl.alerts.channels.Saying.Subject;
import kz.dabyl.alerts.fakes.SomeIncident;
import kz.dabyl.alerts.subscriptions.Address;
import kz.dabyl.alerts.subscriptions.Address.Webhook.Format;
import kz.dabyl.alerts.subscriptions.EventType;
import kz.dabyl.alerts.words.Notice;
import kz.dabyl.model.IncidentJson;
import org.junit.jupiter.api.Test;

class WebhookRenderingTest {

    private static final String TIME = "2021-04-24T07:00:58.000Z";

    private final WebhookRendering rendering = new WebhookRendering();

    @Test
    void aWebhookBearsItsBodyAsItStands() {
        var saying = saying("incident.opened", "{\"a\" :1}", new Subject.Service());

        var request = rendering.request(address(Format.STANDARD), saying);

        assertThat(request.body()).isEqualTo("{\"a\" :1}");
        assertThat(headers(request)).containsEntry("content-type", "application/json");
    }

    @Test
    void asACloudEventAnIncidentBearsTheNameThatItHasInTheLog() {
        var incident = SomeIncident.opening("i1").incident();
        var data = IncidentJson.text(incident);
        var saying = saying(
                "incident.opened",
                "{\"type\":\"incident.opened\",\"timestamp\":\"" + TIME + "\",\"data\":" + data + "}",
                new Subject.Event(EventType.OPENED, incident, List.of()));

        var request = rendering.request(address(Format.CLOUDEVENTS), saying);

        assertThat(new JsonObject(request.body()))
                .isEqualTo(new JsonObject()
                        .put("specversion", "1.0")
                        .put("id", "i1." + incident.revision() + ".opened")
                        .put("source", "urn:dabyl:incidents")
                        .put("type", "kz.dabyl.incident.opened")
                        .put("subject", "i1")
                        .put("time", TIME)
                        .put("datacontenttype", "application/json")
                        .put("data", new JsonObject(data)));
        assertThat(headers(request))
                .containsEntry("content-type", "application/cloudevents+json")
                .containsEntry("webhook-id", "msg_1")
                .containsEntry("webhook-signature", "signed " + request.body());
    }

    @Test
    void asACloudEventASignOfLifeIsNamedByItsMessage() {
        var body = "{\"type\":\"heartbeat\",\"timestamp\":\"" + TIME + "\",\"data\":{\"sequence\":7}}";

        var request = rendering.request(address(Format.CLOUDEVENTS), saying("heartbeat", body, new Subject.Service()));

        var event = new JsonObject(request.body());
        assertThat(event.getString("id")).isEqualTo("msg_1");
        assertThat(event.getString("type")).isEqualTo("kz.dabyl.heartbeat");
        assertThat(event.getString("subject")).isEqualTo("sub_1");
        assertThat(event.getJsonObject("data").getInteger("sequence")).isEqualTo(7);
    }

    private static Address.Webhook address(Format format) {
        return new Address.Webhook("https://example.org/hook", format);
    }

    private static Saying saying(String type, String body, Subject subject) {
        return new Saying(
                "msg_1",
                "sub_1",
                type,
                body,
                subject,
                new Notice("title", "text", "brief"),
                Optional.empty(),
                (id, timestamp, signed) -> "signed " + signed,
                Instant.parse("2021-04-24T07:01:00Z"));
    }

    private static Map<String, String> headers(Request request) {
        return request.headers().stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
