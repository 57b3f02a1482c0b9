package kz.dabyl.alerts.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.junit.jupiter.api.Test;

class WebhookKeysTest {

    private static final byte[] MASTER = "0123456789abcdef0123456789abcdef".getBytes(UTF_8);
    private static final byte[] SECRET = "what nobody else may know".getBytes(UTF_8);

    private final WebhookKeys keys = new WebhookKeys(MASTER);

    @Test
    void opensWhatWasSealedBeforeARestart() {
        var stored = keys.seal(SECRET, "sub_1");

        assertThat(new WebhookKeys(MASTER).unseal(stored, "sub_1")).isEqualTo(SECRET);
    }

    @Test
    void sealsTheSameSecretOtherwiseEachTimeAndNeverInPlain() {
        var once = keys.seal(SECRET, "sub_1");
        var again = keys.seal(SECRET, "sub_1");

        assertThat(once).isNotEqualTo(again);
        assertThat(new String(Base64.getDecoder().decode(once), java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("nobody");
    }

    @Test
    void doesNotOpenForAnotherSubscription() {
        var stored = keys.seal(SECRET, "sub_1");

        assertThatThrownBy(() -> keys.unseal(stored, "sub_2")).isInstanceOf(UnsealException.class);
    }

    @Test
    void doesNotOpenWithAnotherKey() {
        var other = new WebhookKeys("fedcba9876543210fedcba9876543210".getBytes(UTF_8));

        assertThatThrownBy(() -> other.unseal(keys.seal(SECRET, "sub_1"), "sub_1"))
                .isInstanceOf(UnsealException.class);
    }

    @Test
    void doesNotOpenWhatIsNoSealedSecret() {
        assertThatThrownBy(() -> keys.unseal("AQID", "sub_1")).isInstanceOf(UnsealException.class);
        assertThatThrownBy(() -> keys.unseal("not base64!", "sub_1")).isInstanceOf(UnsealException.class);
    }

    @Test
    void givesTheSamePublicKeyForTheSameFileAndAnotherForAnother() {
        var same = new WebhookKeys(MASTER.clone());
        var other = new WebhookKeys("fedcba9876543210fedcba9876543210".getBytes(UTF_8));

        assertThat(same.publicKey()).isEqualTo(keys.publicKey()).isNotEqualTo(other.publicKey());
        assertThat(Base64.getDecoder().decode(keys.publicKey().substring("whpk_".length())))
                .hasSize(32);
    }

    @Test
    void refusesAKeyThatIsTooShort() {
        assertThatThrownBy(() -> new WebhookKeys(new byte[31])).hasMessage("need at least 32 bytes of key, were 31");
    }
}
