package kz.dabyl.app.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import kz.dabyl.alerts.chain.Chain;
import kz.dabyl.alerts.chain.Checkpoint;
import kz.dabyl.alerts.chain.Link;
import kz.dabyl.runtime.SignedNote;
import kz.dabyl.runtime.SigningKey;
import org.junit.jupiter.api.Test;

class ChainCheckTest {

    private static final SigningKey KEY =
            new SigningKey("a secret of thirty-two bytes ....".getBytes(UTF_8), "history");
    private static final SignedNote.Verifier SIGNER = SignedNote.Verifier.of(Checkpoint.SIGNER, KEY.publicKey());

    private static String note(Chain chain) {
        return new Checkpoint(chain, 0, Link.NOTHING).note(KEY);
    }

    private static ChainCheck check(String notes) {
        var check = new ChainCheck();
        Notes.split(notes).forEach(note -> check.checkpoint(note, SIGNER));
        check.needsSigned();
        return check;
    }

    @Test
    void holdsOnlyIfSomebodySignedEveryChain() {
        var both = check(note(Chain.INCIDENTS) + note(Chain.RULES));
        var one = check(note(Chain.RULES));
        var none = check("");

        assertThat(both.faults()).isEmpty();
        assertThat(one.faults()).containsExactly("incidents: there is no signed checkpoint of it");
        assertThat(none.faults()).hasSize(2);
    }

    @Test
    void passesOverNoNoteWhoseSignatureIsMissing() {
        var unsigned = new Checkpoint(Chain.INCIDENTS, 7, Link.leafOf(new byte[0])).text();

        var check = check(note(Chain.INCIDENTS) + note(Chain.RULES) + unsigned);

        assertThat(check.faults()).containsExactly("a checkpoint is not signed by " + SIGNER.text());
    }
}
