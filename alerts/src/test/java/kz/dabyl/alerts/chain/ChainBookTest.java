package kz.dabyl.alerts.chain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kz.dabyl.runtime.secrets.SignedNote;
import kz.dabyl.runtime.secrets.SigningKey;
import org.junit.jupiter.api.Test;

class ChainBookTest {

    private static final SigningKey KEY =
            new SigningKey("a secret of thirty-two bytes ....".getBytes(UTF_8), "history");
    private static final SignedNote.Verifier SIGNER = SignedNote.Verifier.of(Checkpoint.SIGNER, KEY.publicKey());

    private static ChainBook book(String... records) {
        var book = new ChainBook(Chain.INCIDENTS);
        for (var i = 0; i < records.length; i++) {
            book.add(2L * i, records[i].getBytes(UTF_8));
        }
        return book;
    }

    @Test
    void chainsTheHashOfEachRecordToAllBeforeIt() {
        var links = book("one", "two").links(0, 10);

        // sha256(00…00 ‖ sha256("one")), then sha256(that ‖ sha256("two")), by another program.
        assertThat(links)
                .extracting(Link::hash)
                .containsExactly(
                        "c7e3347570821fed43690c2125ce36b1fb0ca7787ba0f219b8e75ee0fc7b4644",
                        "b88f3f290fe4ac11da329c5515b418b937de9be1abffb4ff40de976ef83a28ee");
        assertThat(links.get(1).leaf()).isEqualTo(Link.leafOf("two".getBytes(UTF_8)));
    }

    @Test
    void liesBehindCheckpointsOfItsOwnPast() {
        var early = book("one", "two").now();
        var later = book("one", "two", "three");

        later.kept(early, early.note(KEY));

        assertThat(later.consistent()).isTrue();
        assertThat(later.lastKept()).isEqualTo(2);
    }

    @Test
    void contradictsCheckpointsOfAnotherPast() {
        var early = book("one", "two").now();

        var changed = book("one", "2", "three");
        changed.kept(early, early.note(KEY));
        var inserted = book("zero", "one", "two");
        inserted.kept(early, early.note(KEY));

        assertThat(changed.consistent()).isFalse();
        assertThat(inserted.consistent()).isFalse();
    }

    @Test
    void waitsForRecordsThatAnotherProcessHasReadAlready() {
        var whole = book("one", "two").now();
        var book = book("one");

        book.kept(whole, whole.note(KEY));
        book.expect();
        var before = book.consistent();
        book.add(7, "two".getBytes(UTF_8));
        book.expect();

        assertThat(before).isTrue();
        assertThat(book.consistent()).isTrue();
        assertThat(book.behind()).isFalse();
    }

    @Test
    void missesRecordsThatDoNotCome() {
        var whole = book("one", "two").now();
        var book = book("one");

        book.kept(whole, whole.note(KEY));
        book.expect();
        book.expect();
        var missed = book.consistent();
        book.add(7, "two".getBytes(UTF_8));

        assertThat(missed).isFalse();
        assertThat(book.consistent()).isTrue();
    }

    @Test
    void givesItsCheckpointsPageByPage() {
        var book = book("one", "two", "three");
        for (var past : List.of(book("one").now(), book("one", "two").now(), book.now())) {
            book.kept(past, past.note(KEY));
        }

        var first = book.notes(0, 2);
        var rest = book.notes(first.lastKey() + 1, 2);

        assertThat(first).containsOnlyKeys(1L, 2L);
        assertThat(rest).containsOnlyKeys(3L);
    }

    @Test
    void givesItsLinksPageByPage() {
        var book = book("one", "two", "three");

        assertThat(book.links(1, 1)).extracting(Link::index).containsExactly(1L);
        assertThat(book.links(3, 10)).isEmpty();
        assertThat(book.offset(2)).contains(4L);
        assertThat(book.offset(3)).isEmpty();
    }

    @Test
    void readsTheCheckpointsThatItWrote() {
        var now = book("one").now();

        assertThat(Checkpoint.open(now.note(KEY), SIGNER)).contains(now);
        assertThat(Checkpoint.open(now.note(KEY).replace("incidents", "rules"), SIGNER))
                .isEmpty();
        assertThat(List.of("", "dabyl/incidents\n", "dabyl/none\n1\nAAAA\n", "dabyl/incidents\n-1\nAAAA\n"))
                .allSatisfy(text -> assertThat(Checkpoint.parse(text)).isEmpty());
    }
}
