package kz.dabyl.probe.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import kz.dabyl.model.targets.Check;
import kz.dabyl.model.targets.Target;
import kz.dabyl.model.targets.TargetList;
import kz.dabyl.model.targets.TargetListJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetBookTest {

    private static final long NOW = 1_619_247_600_000L;
    private static final List<Target> TARGETS = List.of(Target.of("site/vlast.kz", Check.TLS));

    private final KeyPair keys;

    @TempDir
    private Path folder;

    TargetBookTest() throws Exception {
        keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    }

    @Test
    void takesASignedListAndKeepsItOverRestarts() throws Exception {
        var body = list(NOW, NOW + 1000);
        var before = book().targets();

        var fault = book().take(body, signature(body), NOW);

        assertThat(before).isEqualTo(TargetList.USUAL);
        assertThat(fault).isEmpty();
        assertThat(book().targets()).isEqualTo(TARGETS);
    }

    @Test
    void refusesAListOfWhichOneByteWasChanged() throws Exception {
        var body = list(NOW, NOW + 1000);
        var signature = signature(body);
        body[body.length - 5] ^= 1;

        var fault = book().take(body, signature, NOW);

        assertThat(fault).hasValueSatisfying(why -> assertThat(why).contains("not signed"));
        assertThat(book().targets()).isEqualTo(TargetList.USUAL);
    }

    @Test
    void refusesAnExpiredListButGoesOnWithTheOneThatItHas() throws Exception {
        var body = list(NOW, NOW + 1000);
        var book = book();
        book.take(body, signature(body), NOW);
        var old = list(NOW + 1, NOW + 500);

        var fault = book.take(old, signature(old), NOW + 2000);

        assertThat(fault).hasValueSatisfying(why -> assertThat(why).contains("expired"));
        assertThat(book().targets()).isEqualTo(TARGETS);
    }

    @Test
    void refusesAListThatIsOlderThanTheOneThatItHas() throws Exception {
        var newer = list(NOW, NOW + 10_000);
        var older = list(NOW - 1, NOW + 10_000);
        var book = book();
        book.take(newer, signature(newer), NOW);

        assertThat(book.take(older, signature(older), NOW)).isPresent();
        assertThat(book.take(newer, signature(newer), NOW)).isEmpty();
    }

    @Test
    void takesNoListWithoutAKeyAndForgetsOneThatWasTamperedWithOnDisk() throws Exception {
        var body = list(NOW, NOW + 1000);
        book().take(body, signature(body), NOW);
        var file = folder.resolve("targets");
        var kept = Files.readAllBytes(file);
        kept[kept.length - 5] ^= 1;
        Files.write(file, kept);

        assertThat(book().targets()).isEqualTo(TargetList.USUAL);
        assertThat(TargetBook.open(folder.resolve("none"), "").take(body, signature(body), NOW))
                .isPresent();
    }

    private TargetBook book() throws Exception {
        var encoded = keys.getPublic().getEncoded();
        var raw = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
        return TargetBook.open(folder.resolve("targets"), Base64.getEncoder().encodeToString(raw));
    }

    private static byte[] list(long issued, long expires) {
        return TargetListJson.write(new TargetList(issued, expires, TARGETS));
    }

    private String signature(byte[] body) throws Exception {
        var whole = new ByteArrayOutputStream();
        whole.writeBytes("dabyl targets, version 1\n".getBytes(UTF_8));
        whole.writeBytes(body);
        var signer = Signature.getInstance("Ed25519");
        signer.initSign(keys.getPrivate());
        signer.update(whole.toByteArray());
        return Base64.getEncoder().encodeToString(signer.sign());
    }
}
