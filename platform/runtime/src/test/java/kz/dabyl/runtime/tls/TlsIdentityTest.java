package kz.dabyl.runtime.tls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.temporal.ChronoUnit.DAYS;
import static java.time.temporal.ChronoUnit.HOURS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TlsIdentityTest {

    @TempDir
    private Path folder;

    private final Issued mine = Issued.holdingFor(1);
    private final Issued other = Issued.made("-keyalg", "RSA", "-keysize", "2048", "-validity", "2");

    @Test
    void takesACertificateAndItsKeyOfEitherType() throws Exception {
        for (var issued : new Issued[] {mine, other}) {
            assertThat(identity(issued.chain(), issued.key()).holdsAt(Instant.now()))
                    .isTrue();
        }
    }

    @Test
    void expiresWithTheFirstOfTheChain() throws Exception {
        var identity = identity(other.chain() + mine.chain(), other.key());

        assertThat(identity.expires()).isCloseTo(Instant.now().plus(1, DAYS), within(1, HOURS));
        assertThat(identity.holdsAt(identity.expires())).isFalse();
        assertThat(identity.holdsAt(identity.begins().minusSeconds(1))).isFalse();
    }

    @Test
    void refusesTheKeyOfAnotherCertificate() throws Exception {
        var another = Issued.holdingFor(2);

        refuses(mine.chain(), another.key(), "key.pem is not the key of the first certificate of cert.pem");
        refuses(mine.chain() + another.chain(), another.key(), "key.pem is not the key of the first certificate");
        refuses(mine.chain(), other.key(), "key.pem is damaged, or no EC key");
    }

    @Test
    void refusesWhatWasWrittenByHalf() {
        for (var part = 0; part < 10; part++) {
            refuses(mine.chain().substring(0, mine.chain().length() * part / 10), mine.key(), "cert.pem ");
            refuses(mine.chain(), mine.key().substring(0, mine.key().length() * part / 10), "key.pem ");
        }
    }

    @Test
    void refusesFilesThatWereSwapped() {
        refuses(mine.key(), mine.chain(), "cert.pem ");
    }

    @Test
    void saysHowToConvertACertificateThatIsNoPem() throws Exception {
        var der = mine.certificate().getEncoded();

        assertThatThrownBy(() ->
                        TlsIdentity.of("cert.pem", der, "key.pem", mine.key().getBytes(UTF_8)))
                .isInstanceOf(UnusableTlsException.class)
                .hasMessageContaining("openssl x509 -inform DER");
    }

    @Test
    void saysHowToConvertAKeyOfAnotherForm() {
        for (var form : new String[] {"RSA", "EC", "ENCRYPTED"}) {
            refuses(mine.chain(), mine.key().replace("PRIVATE", form + " PRIVATE"), "openssl pkcs8 -topk8 -nocrypt");
        }
    }

    @Test
    void refusesAFileThatIsMissingOrFarTooLarge() throws Exception {
        var large = Files.write(folder.resolve("large.pem"), new byte[(1 << 20) + 1]);
        var missing = folder.resolve("missing.pem");

        assertThatThrownBy(() -> new TlsFiles(missing, large).read()).hasMessage(missing + " does not exist");
        assertThatThrownBy(() -> new TlsFiles(large, missing).read()).hasMessageStartingWith(large + " is larger");
        assertThatThrownBy(() -> new TlsFiles(folder, large).read()).hasMessageStartingWith(folder + " cannot be read");
    }

    private static TlsIdentity identity(String chain, String key) throws UnusableTlsException {
        return TlsIdentity.of("cert.pem", chain.getBytes(UTF_8), "key.pem", key.getBytes(UTF_8));
    }

    private static void refuses(String chain, String key, String why) {
        assertThatThrownBy(() -> identity(chain, key))
                .isInstanceOf(UnusableTlsException.class)
                .hasMessageContaining(why)
                .hasMessageNotContainingAny("\n", "MII");
    }
}
