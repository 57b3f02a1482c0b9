package kz.dabyl.alerts.subscriptions;

import java.util.Locale;

/** How messages are signed. */
public enum SignatureScheme {
    /** HMAC-SHA256 with a secret that only the subscriber and we know. */
    V1,
    /** Ed25519 with the deployment's key: nothing secret at the subscriber's. */
    V1A;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
