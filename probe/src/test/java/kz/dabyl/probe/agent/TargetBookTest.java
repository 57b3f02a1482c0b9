package kz.dabyl.probe.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import kz.dabyl.model.targets.Check;
import kz.dabyl.model.targets.Target;
import kz.dabyl.model.targets.TargetList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetBookTest {

    private static final long NOW = 1_619_247_600_000L;
    private static final List<Target> TARGETS = List.of(Target.of("site/vlast.kz", Check.TLS));

    private final SignedTargets collector;

    @TempDir
    private Path folder;

    TargetBookTest() throws Exception {
        collector = new SignedTargets();
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
        return TargetBook.open(folder.resolve("targets"), collector.key());
    }

    private static byte[] list(long issued, long expires) {
        return SignedTargets.list(issued, expires, TARGETS);
    }

    private String signature(byte[] body) throws Exception {
        return collector.signature(body);
    }
}
