package kz.dabyl.runtime.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SignedNoteTest {

    private static final SigningKey KEY = new SigningKey("a secret of thirty-two bytes ....".getBytes(UTF_8), "notes");
    private static final SignedNote.Verifier VERIFIER = SignedNote.Verifier.of("dabyl", KEY.publicKey());
    private static final String TEXT = "dabyl/incidents\n7\nAAAA\n";

    /** The verifier of the Go checksum database, as its documentation gives it. */
    private static final String KNOWN = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8";

    @Test
    void isOpenedByWhomItWasSigned() {
        var note = SignedNote.sign(TEXT, "dabyl", KEY);

        assertThat(note).startsWith(TEXT + "\n— dabyl ");
        assertThat(SignedNote.open(note, VERIFIER)).contains(TEXT);
    }

    @Test
    void isNotOpenedOnceAnyByteWasChanged() {
        var note = SignedNote.sign(TEXT, "dabyl", KEY);

        for (var at = 0; at < note.length() - 1; at++) {
            var other = note.charAt(at) == 'A' ? 'B' : 'A';
            var changed = note.substring(0, at) + other + note.substring(at + 1);
            assertThat(SignedNote.open(changed, VERIFIER)).as("byte " + at).isEmpty();
        }
    }

    @Test
    void isNotOpenedByOthers() {
        var other = new SigningKey("a secret of thirty-two bytes ....".getBytes(UTF_8), "something else");

        assertThat(SignedNote.open(
                        SignedNote.sign(TEXT, "dabyl", KEY), SignedNote.Verifier.of("dabyl", other.publicKey())))
                .isEmpty();
    }

    @Test
    void namesItsVerifierAsOthersDo() {
        assertThat(SignedNote.Verifier.parse(KNOWN).orElseThrow().text()).isEqualTo(KNOWN);
        assertThat(SignedNote.Verifier.parse(VERIFIER.text())).contains(VERIFIER);
    }

    @Test
    void takesNoVerifierWhoseIdIsNotThatOfItsKey() {
        assertThat(SignedNote.Verifier.parse(KNOWN.replace("033de0ae", "033de0af")))
                .isEmpty();
        assertThat(SignedNote.Verifier.parse("dabyl")).isEmpty();
        assertThat(SignedNote.Verifier.parse("dabyl+00000000+!")).isEmpty();
    }

    @Test
    void refusesTextThatCouldBeTakenForItsOwnSignature() {
        assertThatThrownBy(() -> SignedNote.sign("a\n\n— b\n", "dabyl", KEY))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SignedNote.sign("a", "dabyl", KEY)).isInstanceOf(IllegalArgumentException.class);
    }
}
