package kz.dabyl.collector.admission;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ChunksTest {

    private final Chunks chunks = new Chunks();

    @Test
    void putsTogetherWhatCame() {
        chunks.add(Buffer.buffer("ab"));
        chunks.add(Buffer.buffer("c"));
        chunks.add(Buffer.buffer("def"));

        assertThat(new String(chunks.bytes(), UTF_8)).isEqualTo("abcdef");
        assertThat(chunks.buffer()).hasToString("abcdef");
        assertThat(chunks.length()).isEqualTo(6);
    }

    @Test
    void keepsABodyOfSingleBytesInFewPieces() {
        for (var i = 0; i < 1_000_000; i++) {
            chunks.add(Buffer.buffer(1).appendByte((byte) i));
        }

        assertThat(chunks.length()).isEqualTo(1_000_000);
        assertThat(chunks.pieces()).isLessThan(20);
    }

    @Test
    void forgetsWhatIsDropped() {
        chunks.add(Buffer.buffer("ab"));
        chunks.add(Buffer.buffer("c"));

        chunks.drop();
        chunks.add(Buffer.buffer("d"));

        assertThat(new String(chunks.bytes(), UTF_8)).isEqualTo("d");
    }

    @Property(tries = 100)
    void givesTheSameHoweverABodyIsCut(@ForAll Random random) {
        var body = new byte[random.nextInt(300_000)];
        random.nextBytes(body);
        var cut = new Chunks();

        for (var from = 0; from < body.length; ) {
            var to = Math.min(body.length, from + 1 + random.nextInt(random.nextBoolean() ? 100 : 30_000));
            cut.add(Buffer.buffer().appendBytes(body, from, to - from));
            from = to;
        }

        assertThat(cut.bytes()).isEqualTo(body);
    }
}
