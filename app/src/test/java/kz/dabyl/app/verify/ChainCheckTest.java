package kz.dabyl.app.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import kz.dabyl.alerts.chain.Chain;
import kz.dabyl.alerts.chain.Checkpoint;
import kz.dabyl.alerts.chain.Link;
import kz.dabyl.runtime.secrets.SignedNote;
import kz.dabyl.runtime.secrets.SigningKey;
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
    void holdsLinksThatFollowFromTheirRecords() {
        assertThat(follow(links("a", "b"), checkpoint(links("a", "b"), 2))).isEmpty();
    }

    @Test
    void seesARecordThatWasChanged() {
        var links = links("a", "b");
        links.get(1).put("record", "c");

        assertThat(follow(links, checkpoint(links, 2)))
                .containsExactly("incidents 1: its record is not the one that was hashed");
    }

    @Test
    void seesAHashThatWasChanged() {
        var links = links("a", "b");
        links.get(1).put("hash", Link.NOTHING);

        assertThat(follow(links, checkpoint(links("a", "b"), 2)))
                .containsExactly("incidents 1: its hash does not follow from what stands before it");
    }

    @Test
    void seesAHistoryThatWasMadeAnew() {
        assertThat(follow(links("a", "c"), checkpoint(links("a", "b"), 2)))
                .containsExactly("the checkpoint of incidents at 2: the history before it was changed");
    }

    @Test
    void seesRecordsThatAreGone() {
        assertThat(follow(links("a"), checkpoint(links("a", "b"), 2)))
                .containsExactly("the checkpoint of incidents at 2: the history ends before it, records are gone");
    }

    private static List<JsonObject> links(String... records) {
        var links = new ArrayList<JsonObject>();
        var before = Link.NOTHING;
        for (var record : records) {
            var leaf = Link.leafOf(record.getBytes(UTF_8));
            before = Link.behind(before, links.size(), leaf).hash();
            links.add(new JsonObject()
                    .put("chain", "incidents")
                    .put("index", links.size())
                    .put("leaf", leaf)
                    .put("hash", before)
                    .put("record", record));
        }
        return links;
    }

    private static String checkpoint(List<JsonObject> links, int size) {
        return new Checkpoint(Chain.INCIDENTS, size, links.get(size - 1).getString("hash")).note(KEY);
    }

    private static List<String> follow(List<JsonObject> links, String checkpoint) {
        var check = new ChainCheck();
        links.forEach(link -> check.take(link.encode()));
        check.checkpoint(checkpoint, SIGNER);
        return check.faults();
    }

    @Test
    void passesOverNoNoteWhoseSignatureIsMissing() {
        var unsigned = new Checkpoint(Chain.INCIDENTS, 7, Link.leafOf(new byte[0])).text();

        var check = check(note(Chain.INCIDENTS) + note(Chain.RULES) + unsigned);

        assertThat(check.faults()).containsExactly("a checkpoint is not signed by " + SIGNER.text());
    }
}
