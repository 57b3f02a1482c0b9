package kz.dabyl.alerts.delivery;

import java.time.InstantSource;
import kz.dabyl.alerts.channels.Saying;
import kz.dabyl.alerts.subscriptions.Address;
import kz.dabyl.alerts.subscriptions.SignatureScheme;
import kz.dabyl.alerts.subscriptions.Subscription;
import kz.dabyl.alerts.webhook.UnsealException;
import kz.dabyl.alerts.webhook.WebhookKeys;
import kz.dabyl.alerts.webhook.WebhookSignature;

/** The secrets of subscriptions: how messages are signed, and addresses opened. They are open only while that is done. */
record Signing(WebhookKeys keys, InstantSource clock) {

    Saying.Signer signer(Subscription subscription) {
        return subscription.terms().signature() == SignatureScheme.V1A
                ? new Deployment(keys)
                : (id, timestamp, body) -> WebhookSignature.v1(
                        subscription.sealedSecrets(clock.millis()).stream()
                                .map(secret -> keys.unseal(secret, subscription.id()))
                                .toList(),
                        id,
                        timestamp,
                        body);
    }

    /** Signs by the deployment's own key: half a millisecond each, and a burst has hundreds. */
    private record Deployment(WebhookKeys keys) implements Saying.Signer {

        @Override
        public String sign(String id, long timestamp, String body) {
            return WebhookSignature.v1a(keys, id, timestamp, body);
        }

        @Override
        public boolean slow() {
            return true;
        }
    }

    /** The address of a subscription with its secrets open. */
    Address address(Subscription subscription) {
        return subscription.terms().address().with(secret -> secret.opened(keys, subscription.id()));
    }

    /** Whether the secrets of a subscription were sealed with the present key. */
    boolean opens(Subscription subscription) {
        try {
            address(subscription);
            subscription.secrets().forEach(secret -> keys.unseal(secret.sealed(), subscription.id()));
            return true;
        } catch (UnsealException e) {
            return false;
        }
    }
}
