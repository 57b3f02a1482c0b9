package kz.dabyl.alerts.channels;

import io.vertx.core.Future;
import java.time.InstantSource;
import kz.dabyl.alerts.subscriptions.Address;

/** Sends every message by the channel of its address. Confined to the context that made it. */
public final class Channels implements Sender {

    private final HttpTransport http;
    private final InstantSource clock;
    private final WebhookRendering webhook = new WebhookRendering();

    public Channels(HttpTransport http, InstantSource clock) {
        this.http = http;
        this.clock = clock;
    }

    @Override
    public Future<Outcome> send(Address address, Saying saying) {
        // Rendering within the future: what it throws is a failed try, not a message that stops its lane.
        return Future.succeededFuture().compose(v -> by(address, saying)).otherwise(FaultWords::outcome);
    }

    private Future<Outcome> by(Address address, Saying saying) {
        if (address instanceof Address.Webhook to) {
            return over(webhook, to, saying);
        }
        throw new IllegalStateException("no channel for " + address.channel());
    }

    private <A extends Address> Future<Outcome> over(Rendering<A> rendering, A address, Saying saying) {
        return http.send(rendering.request(address, saying))
                .map(answer -> answer instanceof Answer.Came came
                        ? rendering.judge(came, clock.instant())
                        : Outcome.failed(((Answer.None) answer).error()));
    }
}
