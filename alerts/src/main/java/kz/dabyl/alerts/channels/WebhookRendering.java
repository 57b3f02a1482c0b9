package kz.dabyl.alerts.channels;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kz.dabyl.alerts.channels.Saying.Subject;
import kz.dabyl.alerts.faults.Fault;
import kz.dabyl.alerts.subscriptions.Address;
import kz.dabyl.alerts.subscriptions.Address.Webhook.Format;
import kz.dabyl.model.CloudEvent;

/** Webhooks by Standard Webhooks. Of the answer the status alone counts. Pure. */
final class WebhookRendering implements Rendering<Address.Webhook> {

    private static final int GONE = 410;
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public Request request(Address.Webhook address, Saying saying) {
        var timestamp = saying.at().getEpochSecond();
        var cloudEvent = address.format() == Format.CLOUDEVENTS;
        var body = cloudEvent ? cloudEvent(saying) : saying.body();
        var headers = new ArrayList<>(List.of(
                Map.entry("content-type", cloudEvent ? CloudEvent.STRUCTURED_TYPE : "application/json"),
                Map.entry("user-agent", HttpTransport.USER_AGENT),
                Map.entry("webhook-id", saying.id()),
                Map.entry("webhook-timestamp", String.valueOf(timestamp)),
                Map.entry("webhook-signature", saying.signer().sign(saying.id(), timestamp, body))));
        saying.sequence().ifPresent(offset -> headers.add(Map.entry("dabyl-sequence", String.valueOf(offset))));
        return new Request(HttpMethod.POST, address.url(), headers, body, 0);
    }

    /** The same told as an event: that of an incident is the one that the topic of incidents has too. */
    private static String cloudEvent(Saying saying) {
        var told = body(saying);
        var time = told.path("timestamp").asText();
        if (saying.subject() instanceof Subject.Event event) {
            return CloudEvent.of(event.incident(), event.type().word(), time)
                    .structured(told.path("data"))
                    .toString();
        }
        return new CloudEvent(saying.id(), CloudEvent.TYPE_PREFIX + saying.type(), saying.subscription(), time)
                .structured(told.path("data"))
                .toString();
    }

    private static JsonNode body(Saying saying) {
        try {
            return JSON.readTree(saying.body());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the body of " + saying.id() + " is no JSON", e);
        }
    }

    @Override
    public Outcome judge(Answer.Came answer, Instant now) {
        return answer.status() == GONE ? Outcome.gone(answer.status(), Fault.ANSWERED) : Outcome.of(answer, now);
    }
}
