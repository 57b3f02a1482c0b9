package kz.dabyl.alerts.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.math.BigInteger;
import java.net.http.HttpHeaders;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WebhookSignatureTest {

    private static final String ID = "msg_1";
    private static final String BODY = "{\"type\":\"incident.opened\",\"words\":\"байланыс үзілді\"}";
    private static final byte[] SECRET = "a secret of thirty-two bytes ...".getBytes(UTF_8);
    private static final byte[] OLD_SECRET = "another secret of that length ..".getBytes(UTF_8);
    private final long now = Instant.now().getEpochSecond();

    @Test
    void isTakenByTheLibraryOfStandardWebhooks() throws Exception {
        var signature = WebhookSignature.v1(List.of(SECRET), ID, now, BODY);

        var verifier = new Webhook(WebhookSignature.shown(SECRET));

        assertThatCode(() -> verifier.verify(BODY, headers(signature))).doesNotThrowAnyException();
        assertThatThrownBy(() -> verifier.verify(BODY + " ", headers(signature)))
                .isInstanceOf(WebhookVerificationException.class);
    }

    @Test
    void isTakenByBothSecretsWhileOneReplacesTheOther() throws Exception {
        var signature = WebhookSignature.v1(List.of(SECRET, OLD_SECRET), ID, now, BODY);

        for (var secret : List.of(SECRET, OLD_SECRET)) {
            var verifier = new Webhook(WebhookSignature.shown(secret));

            assertThatCode(() -> verifier.verify(BODY, headers(signature))).doesNotThrowAnyException();
        }
    }

    /** The signature that Standard Webhooks gives for its own example. */
    @Test
    void agreesWithTheSpecification() {
        var secret = Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

        assertThat(WebhookSignature.v1(
                        List.of(secret), "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, "{\"test\": 2432232314}"))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void canBeVerifiedWithThePublicKeyAlone() throws Exception {
        var keys = new WebhookKeys(SECRET);

        var signature = WebhookSignature.v1a(keys, ID, now, BODY);

        assertThat(signature).startsWith("v1a,");
        assertThat(verifies(keys.publicKey(), signature.substring(4), ID + "." + now + "." + BODY))
                .isTrue();
        assertThat(verifies(keys.publicKey(), signature.substring(4), ID + "." + (now + 1) + "." + BODY))
                .isFalse();
    }

    private HttpHeaders headers(String signature) {
        return HttpHeaders.of(
                Map.of(
                        "webhook-id", List.of(ID),
                        "webhook-timestamp", List.of(String.valueOf(now)),
                        "webhook-signature", List.of(signature)),
                (name, value) -> true);
    }

    /** By RFC 8032 alone: the raw key is y, little-endian, with the parity of x in its highest bit. */
    private static boolean verifies(String publicKey, String signature, String content)
            throws GeneralSecurityException {
        var raw = Base64.getDecoder().decode(publicKey.substring("whpk_".length()));
        var xOdd = (raw[31] & 0x80) != 0;
        var y = new byte[32];
        for (var i = 0; i < y.length; i++) {
            y[i] = raw[31 - i];
        }
        y[0] &= 0x7F;
        var key = KeyFactory.getInstance("Ed25519")
                .generatePublic(
                        new EdECPublicKeySpec(NamedParameterSpec.ED25519, new EdECPoint(xOdd, new BigInteger(1, y))));
        var verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(key);
        verifier.update(content.getBytes(UTF_8));
        return verifier.verify(Base64.getDecoder().decode(signature));
    }
}
