package kz.dabyl.alerts.delivery;

import java.time.InstantSource;
import kz.dabyl.alerts.subscriptions.SignatureScheme;
import kz.dabyl.alerts.subscriptions.Subscription;
import kz.dabyl.alerts.webhook.Sender;
import kz.dabyl.alerts.webhook.UnsealException;
import kz.dabyl.alerts.webhook.WebhookKeys;
import kz.dabyl.alerts.webhook.WebhookSignature;

/** How the messages to a subscription are signed. Secrets are open only while they sign. */
record Signing(WebhookKeys keys, InstantSource clock) {

    Sender.Signer signer(Subscription subscription) {
        return (id, timestamp, body) -> subscription.terms().signature() == SignatureScheme.V1A
                ? WebhookSignature.v1a(keys, id, timestamp, body)
                : WebhookSignature.v1(
                        subscription.sealedSecrets(clock.millis()).stream()
                                .map(secret -> keys.unseal(secret, subscription.id()))
                                .toList(),
                        id,
                        timestamp,
                        body);
    }

    /** Whether the secrets of a subscription were sealed with the present key. */
    boolean opens(Subscription subscription) {
        try {
            subscription.secrets().forEach(secret -> keys.unseal(secret.sealed(), subscription.id()));
            return true;
        } catch (UnsealException e) {
            return false;
        }
    }
}
