package kz.dabyl.alerts.channels;

import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kz.dabyl.alerts.subscriptions.Address;

/** Webhooks by Standard Webhooks. Of the answer the status alone counts. Pure. */
final class WebhookRendering implements Rendering<Address.Webhook> {

    private static final int GONE = 410;

    @Override
    public Request request(Address.Webhook address, Saying saying) {
        var timestamp = saying.at().getEpochSecond();
        var headers = new ArrayList<>(List.of(
                Map.entry("content-type", "application/json"),
                Map.entry("user-agent", HttpTransport.USER_AGENT),
                Map.entry("webhook-id", saying.id()),
                Map.entry("webhook-timestamp", String.valueOf(timestamp)),
                Map.entry("webhook-signature", saying.signer().sign(saying.id(), timestamp, saying.body()))));
        saying.sequence().ifPresent(offset -> headers.add(Map.entry("dabyl-sequence", String.valueOf(offset))));
        return new Request(HttpMethod.POST, address.url(), headers, saying.body(), 0);
    }

    @Override
    public Outcome judge(Answer.Came answer, Instant now) {
        return answer.status() == GONE
                ? Outcome.gone(answer.status(), "the receiver answered 410")
                : Outcome.of(answer, now);
    }
}
