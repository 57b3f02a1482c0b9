package kz.dabyl.collector.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.compression.Snappy;
import java.io.IOException;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SnappyBlockTest {

    private static final int LIMIT = 1 << 20;

    @Test
    void inflatesWhatWasDeflated() throws IOException {
        var plain = "probe_success probe_success probe_success ".repeat(50).getBytes(UTF_8);

        var inflated = SnappyBlock.inflate(deflated(plain), LIMIT);

        assertThat(inflated).hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(plain));
    }

    @Test
    void inflatesTheExampleOfTheFormat() throws IOException {
        // "Wikipedia" as one literal, then a copy of four bytes from nine back.
        var block = new byte[] {13, 8 << 2, 'W', 'i', 'k', 'i', 'p', 'e', 'd', 'i', 'a', 1, 9};

        var inflated = SnappyBlock.inflate(block, LIMIT);

        assertThat(inflated)
                .hasValueSatisfying(
                        bytes -> assertThat(new String(bytes, UTF_8)).isEqualTo("WikipediaWiki"));
    }

    @Test
    void refusesByItsAnnouncementWhatIsLongerThanTheLimit() throws IOException {
        var announcesTheLimitAndOne = new byte[] {(byte) 0x81, (byte) 0x80, 0x40};

        assertThat(SnappyBlock.inflate(announcesTheLimitAndOne, LIMIT)).isEmpty();
    }

    @Test
    void refusesAnAnnouncementThatSoFewBytesCannotKeep() {
        var announcesAHundredBytes = new byte[] {100, 0, 'a'};

        assertThatThrownBy(() -> SnappyBlock.inflate(announcesAHundredBytes, LIMIT))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot become");
    }

    @Test
    void inflatesTheDensestBlock() throws IOException {
        var zeros = new byte[50_000];

        assertThat(SnappyBlock.inflate(deflated(zeros), LIMIT))
                .hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(zeros));
    }

    @Test
    void refusesToGrowBeyondTheAnnouncement() {
        // Announces 4 bytes; a literal of 4, then a copy of 60 more.
        var bomb = new byte[] {4, 3 << 2, 'a', 'b', 'c', 'd', (byte) (59 << 2 | 2), 4, 0};

        assertThatThrownBy(() -> SnappyBlock.inflate(bomb, LIMIT)).isInstanceOf(IOException.class);
    }

    @Test
    void refusesABlockThatEndsEarly() {
        var block = deflated("probe_success".repeat(100).getBytes(UTF_8));

        assertThatThrownBy(() -> SnappyBlock.inflate(Arrays.copyOf(block, block.length - 1), LIMIT))
                .isInstanceOf(IOException.class);
    }

    @Property(tries = 2000)
    void neverThrowsAnythingElseAtGarbage(@ForAll @Size(max = 64) byte[] garbage) {
        try {
            var inflated = SnappyBlock.inflate(garbage, LIMIT);

            assertThat(inflated.map(bytes -> bytes.length).orElse(0)).isLessThanOrEqualTo(LIMIT);
        } catch (IOException e) {
            assertThat(e).hasMessageNotContaining("null");
        }
    }

    @Property(tries = 200)
    void givesBackWhatItWasGiven(@ForAll @Size(max = 2000) byte[] plain) throws IOException {
        assertThat(SnappyBlock.inflate(deflated(plain), LIMIT))
                .hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(plain));
    }

    private static byte[] deflated(byte[] plain) {
        var out = Unpooled.buffer();
        new Snappy().encode(Unpooled.wrappedBuffer(plain), out, plain.length);
        return Arrays.copyOf(out.array(), out.readableBytes());
    }
}
