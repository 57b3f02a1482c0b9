package kz.dabyl.runtime.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Optional;

/** {@code JAZZER_FUZZ=1 mvn test -Dtest=SignedNoteFuzzTest} explores; otherwise the saved inputs run. */
class SignedNoteFuzzTest {

    private static final SigningKey KEY = new SigningKey("a secret of thirty-two bytes ....".getBytes(UTF_8), "notes");
    private static final SignedNote.Verifier VERIFIER = SignedNote.Verifier.of("dabyl", KEY.publicKey());
    private static final String TEXT = "dabyl/incidents\n7\nAAAA\n";
    private static final String NOTE = SignedNote.sign(TEXT, "dabyl", KEY);

    /** The first two bytes say where in a good note the others stand, and how many of its letters they replace. */
    @FuzzTest(maxDuration = "60s")
    void nothingOpensButWhatWasSigned(byte[] bytes) {
        var text = new String(bytes, UTF_8);
        SignedNote.Verifier.parse(text).ifPresent(verifier -> {
            assertThat(verifier.text()).isEqualTo(text.strip());
            assertThat(SignedNote.open(NOTE, verifier).isPresent()).isEqualTo(verifier.equals(VERIFIER));
        });

        assertThat(SignedNote.open(text, VERIFIER)).isIn(Optional.empty(), Optional.of(TEXT));
        if (bytes.length > 2) {
            var at = Byte.toUnsignedInt(bytes[0]) % NOTE.length();
            var end = Math.min(NOTE.length(), at + Byte.toUnsignedInt(bytes[1]));
            var other = new String(bytes, 2, bytes.length - 2, UTF_8);

            assertThat(SignedNote.open(NOTE.substring(0, at) + other + NOTE.substring(end), VERIFIER))
                    .isIn(Optional.empty(), Optional.of(TEXT));
        }
    }
}
