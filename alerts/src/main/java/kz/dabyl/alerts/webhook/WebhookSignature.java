package kz.dabyl.alerts.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The header {@code webhook-signature} of Standard Webhooks, over {@code id.timestamp.body}. Pure. */
public final class WebhookSignature {

    private static final String SECRET_PREFIX = "whsec_";

    private WebhookSignature() {}

    /** A secret as the subscriber gets it to see. */
    public static String shown(byte[] secret) {
        return SECRET_PREFIX + Base64.getEncoder().encodeToString(secret);
    }

    /** Scheme {@code v1}: one HMAC-SHA256 for each secret, so that a receiver may change its secret at leisure. */
    public static String v1(List<byte[]> secrets, String id, long timestamp, String body) {
        var content = content(id, timestamp, body);
        return secrets.stream()
                .map(secret -> "v1," + Base64.getEncoder().encodeToString(hmac(secret, content)))
                .collect(Collectors.joining(" "));
    }

    /** Scheme {@code v1a}: Ed25519 with the deployment's key. */
    public static String v1a(WebhookKeys keys, String id, long timestamp, String body) {
        return "v1a," + Base64.getEncoder().encodeToString(keys.sign(content(id, timestamp, body)));
    }

    private static byte[] content(String id, long timestamp, String body) {
        return (id + "." + timestamp + "." + body).getBytes(UTF_8);
    }

    private static byte[] hmac(byte[] secret, byte[] content) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 failed", e);
        }
    }
}
