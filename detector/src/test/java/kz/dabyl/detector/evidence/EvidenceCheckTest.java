package kz.dabyl.detector.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import kz.dabyl.model.InvalidInputException;
import kz.dabyl.runtime.secrets.SignedNote;
import kz.dabyl.runtime.secrets.SigningKey;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceCheckTest {

    private static final SigningKey KEY = new SigningKey("a secret of thirty-two bytes ....".getBytes(UTF_8), "test");

    @TempDir
    private static Path folder = Path.of("");

    private static final int PARTS = 50;

    private static byte[] file = {};

    @BeforeAll
    static void makesAFile() throws IOException {
        var hops = SimulatedHops.of("demo");
        var packed = folder.resolve("evidence.gz");
        var assembly = new Assembly(hops, KEY, "0.1.0", new Random(5), Assembly.DAY);
        var found = assembly.find(hops.incidents().get(0), Optional.empty()).orElseThrow();
        assembly.assemble(found, Audience.OPERATORS, packed);
        try (var in = new GZIPInputStream(Files.newInputStream(packed))) {
            file = in.readAllBytes();
        }
    }

    @Test
    void holdsWhatWasWritten() throws IOException {
        var verdict = check(file);

        assertThat(verdict.faults()).isEmpty();
        assertThat(verdict.found()).isEqualTo(verdict.published()).isNotEmpty();
        assertThat(verdict.key().map(SignedNote.Verifier::text))
                .contains(SignedNote.Verifier.of("dabyl", KEY.publicKey()).text());
    }

    @Test
    void findsABitThatWasChangedInEachPartOfTheFile() throws IOException {
        for (var part = 0; part < PARTS; part++) {
            var changed = file.clone();
            var at = Math.min(part * file.length / PARTS, file.length - 2);
            changed[at] ^= (byte) (1 << part % 8);

            assertThat(isFound(changed)).as("byte " + at).isTrue();
        }
    }

    private static boolean isFound(byte[] changed) throws IOException {
        try {
            return !check(changed).holds();
        } catch (InvalidInputException e) {
            return true;
        }
    }

    @Test
    void findsThatTheEndIsMissing() throws IOException {
        var text = new String(file, UTF_8);
        var cut = text.substring(0, text.lastIndexOf("{\"seal\""));

        assertThat(check(cut.getBytes(UTF_8)).faults()).anyMatch(fault -> fault.contains("cut short"));
    }

    @Test
    void findsThatSomethingElseWasPublished() throws IOException {
        var text = new String(file, UTF_8);
        var at = text.indexOf("\"confidence\":", text.indexOf("{\"published\""));
        var other = text.substring(0, at) + "\"confidence\":0.5" + text.substring(text.indexOf(',', at));

        assertThat(check(other.getBytes(UTF_8)).faults())
                .anyMatch(fault -> fault.contains("does not bear out"))
                .anyMatch(fault -> fault.contains("was changed"));
    }

    @Test
    void takesNothingButEvidence() {
        for (var other : List.of("", "{}\n", "{\"tick\":\"2021-04-24T07:00:31.000Z\",\"collector\":\"c1\"}\n", "[]")) {
            assertThatThrownBy(() -> check(other.getBytes(UTF_8))).as(other).isInstanceOf(InvalidInputException.class);
        }
        var doubled = Arrays.copyOf(file, 2 * file.length);
        System.arraycopy(file, 0, doubled, file.length, file.length);
        assertThatThrownBy(() -> check(doubled)).hasMessageContaining("behind the seal");
    }

    private static EvidenceCheck.Verdict check(byte[] bytes) throws IOException {
        return EvidenceCheck.of(new ByteArrayInputStream(bytes));
    }
}
