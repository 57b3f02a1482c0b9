package kz.dabyl.alerts.webhook;

import io.vertx.core.Future;

/** Sends webhooks: the network, or a fake in tests. */
public interface Sender {

    /** What signs one message. */
    interface Signer {

        /** The header {@code webhook-signature}. */
        String sign(String id, long timestamp, String body);
    }

    /** One message to one receiver. */
    record Envelope(String url, String id, String body, Signer signer) {}

    /** One try; the future never fails. */
    Future<Outcome> send(Envelope envelope);
}
