package kz.dabyl.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GzipStreamTest {

    @Test
    void givesBackWhatWasPacked() throws IOException {
        var plain = new byte[1_000_000];
        new Random(7).nextBytes(plain);

        assertThat(unpacked(gzip(plain))).isEqualTo(plain);
        assertThat(new GzipStream(new ByteArrayInputStream(gzip(plain))).readAllBytes())
                .isEqualTo(plain);
    }

    @Test
    void readsMembersThatComeOneByOneThroughAPipe() throws IOException {
        var one = gzip("one".getBytes(UTF_8));
        var two = gzip("two".getBytes(UTF_8));

        var plain = new GzipStream(arriving(one, two)).readAllBytes();

        assertThat(new String(plain, UTF_8)).isEqualTo("onetwo");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void readsMembersHoweverTheyAreCutIntoPieces(int size) throws IOException {
        var both = joined(withEverything("one"), gzip("two".getBytes(UTF_8)));

        var plain = new GzipStream(arriving(pieces(both, size))).readAllBytes();

        assertThat(new String(plain, UTF_8)).isEqualTo("onetwo");
    }

    @Test
    void passesOverZerosBehindTheLastMember() throws IOException {
        assertThat(unpacked(joined(gzip(new byte[3]), new byte[512]))).hasSize(3);
    }

    @Test
    void takesNoDamagedMemberForTheEnd() throws IOException {
        var good = gzip("one".getBytes(UTF_8));
        var damaged = good.clone();
        damaged[1] ^= 1;

        assertThatThrownBy(() -> unpacked(joined(good, damaged))).isInstanceOf(ZipException.class);
        assertThatThrownBy(() -> unpacked(joined(good, Arrays.copyOf(good, 9)))).isInstanceOf(EOFException.class);
    }

    @Test
    void refusesWhatIsCutAnywhere() throws IOException {
        var whole = withEverything("reports");

        for (var length = 0; length < whole.length; length++) {
            var cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> unpacked(cut)).isInstanceOf(EOFException.class);
        }
    }

    @Test
    void refusesWhatIsDamagedAnywhere() throws IOException {
        var whole = withEverything("reports");

        for (var at = 0; at < whole.length; at++) {
            var damaged = whole.clone();
            damaged[at] ^= 1;
            assertThatThrownBy(() -> unpacked(damaged)).as("at " + at).isInstanceOf(IOException.class);
        }
    }

    @Test
    void leavesWhatIsNoGzipAsItIs() throws IOException {
        for (var text : List.of("", "{", "{\"tick\":1}")) {
            var in = GzipStream.plain(new ByteArrayInputStream(text.getBytes(UTF_8)));

            assertThat(new String(in.readAllBytes(), UTF_8)).isEqualTo(text);
        }
    }

    @Test
    void unpacksWhatBeginsAsGzip() throws IOException {
        var in = GzipStream.plain(new ByteArrayInputStream(gzip("x".getBytes(UTF_8))));

        assertThat(in.readAllBytes()).containsExactly('x');
    }

    private static byte[] unpacked(byte[] compressed) throws IOException {
        try (var in = new GzipStream(compressed)) {
            return in.readAllBytes();
        }
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(plain);
        }
        return bytes.toByteArray();
    }

    /** A member whose head has an extra field, a name, a comment and a sum of its own, as RFC 1952 allows. */
    private static byte[] withEverything(String plain) throws IOException {
        var usual = gzip(plain.getBytes(UTF_8));
        var head = Arrays.copyOf(usual, 10);
        head[3] = 2 | 4 | 8 | 16;
        var all = joined(head, new byte[] {3, 0, 'a', 'b', 'c'}, "name\0".getBytes(UTF_8), "why\0".getBytes(UTF_8));
        var sum = new java.util.zip.CRC32();
        sum.update(all);
        var crc = new byte[] {(byte) sum.getValue(), (byte) (sum.getValue() >>> 8)};
        return joined(all, crc, Arrays.copyOfRange(usual, 10, usual.length));
    }

    private static byte[] joined(byte[]... parts) throws IOException {
        var all = new ByteArrayOutputStream();
        for (var part : parts) {
            all.write(part);
        }
        return all.toByteArray();
    }

    private static byte[][] pieces(byte[] whole, int size) {
        var pieces = new byte[(whole.length + size - 1) / size][];
        for (var i = 0; i < pieces.length; i++) {
            pieces[i] = Arrays.copyOfRange(whole, i * size, Math.min(whole.length, (i + 1) * size));
        }
        return pieces;
    }

    /** A pipe: each part by a read of its own, and nothing available between them. */
    private static InputStream arriving(byte[]... parts) {
        var streams = Arrays.stream(parts)
                .map(ByteArrayInputStream::new)
                .map(InputStream.class::cast)
                .toList();
        return new SequenceInputStream(Collections.enumeration(streams)) {
            @Override
            public int available() {
                return 0;
            }
        };
    }
}
