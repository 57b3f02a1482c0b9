package kz.dabyl.collector.reports;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;

/** Members of gzip built from any bytes, with sums that are right. */
final class GzipMembers {

    private static final int HEAD_CRC = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int FLAGS = 31;

    /** In the second byte of a member: its data are taken as they are rather than packed, and the head's sum is wrong. */
    private static final int RAW = 16;

    private static final int BAD_SUM = 32;

    private final byte[] whole;
    private final Optional<byte[]> plain;
    private final int step;

    private GzipMembers(byte[] whole, Optional<byte[]> plain, int step) {
        this.whole = whole;
        this.plain = plain;
        this.step = step;
    }

    /** All of them, and the zeros behind. */
    byte[] whole() {
        return whole;
    }

    /** What they hold, each read alone by the JDK; empty if one of them is none. */
    Optional<byte[]> plain() {
        return plain;
    }

    /** How many bytes a stream of them shall give at once. */
    int step() {
        return step;
    }

    /**
     * Reads how they are built: the step and how many zeros stand behind; then for each member its flags, how it is packed,
     * the length of its extra field, of its name and of its comment, the length of its data, and these. The first
     * that is none is the last.
     */
    static GzipMembers of(byte[] bytes) throws IOException {
        var in = ByteBuffer.wrap(bytes);
        var step = 1 + next(in);
        var zeros = next(in) & 7;
        var whole = new ByteArrayOutputStream();
        var plain = new ByteArrayOutputStream();
        boolean good;
        do {
            var member = member(in);
            whole.write(member);
            var alone = alone(member);
            good = alone.isPresent();
            plain.write(alone.orElse(new byte[0]));
            // What stood behind one that is none would be read for its rest.
        } while (good && in.hasRemaining());
        whole.write(new byte[good ? zeros : 0]);
        return new GzipMembers(whole.toByteArray(), good ? Optional.of(plain.toByteArray()) : Optional.empty(), step);
    }

    private static byte[] member(ByteBuffer in) throws IOException {
        var flags = next(in) & FLAGS;
        var how = next(in);
        var extra = next(in);
        var name = next(in);
        var comment = next(in);
        var data = take(in, next(in));
        var out = new ByteArrayOutputStream();
        out.write(new byte[] {0x1f, (byte) 0x8b, 8, (byte) flags, 1, 2, 3, 4, 0, (byte) 255});
        if ((flags & EXTRA) != 0) {
            u16(out, extra);
            out.write(padded(in, extra));
        }
        if ((flags & NAME) != 0) {
            text(out, take(in, name));
        }
        if ((flags & COMMENT) != 0) {
            text(out, take(in, comment));
        }
        if ((flags & HEAD_CRC) != 0) {
            u16(out, crc(out.toByteArray()) ^ ((how & BAD_SUM) == 0 ? 0 : 1));
        }
        var packed = (how & RAW) == 0 ? deflate(data, how % 10) : data;
        var unpacked = new ByteArrayOutputStream();
        // What stands behind the end of the data would be taken for sums.
        out.write(packed, 0, inflate(packed, unpacked));
        u32(out, crc(unpacked.toByteArray()));
        u32(out, unpacked.size());
        return out.toByteArray();
    }

    /** What the JDK makes of one member, which must not go on behind it. */
    private static Optional<byte[]> alone(byte[] member) {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(member))) {
            return Optional.of(in.readAllBytes());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static byte[] deflate(byte[] data, int level) {
        var deflater = new Deflater(level, true);
        deflater.setInput(data);
        deflater.finish();
        var out = new byte[2 * data.length + 64];
        var length = deflater.deflate(out);
        deflater.end();
        return Arrays.copyOf(out, length);
    }

    /** Unpacks as much as can be had; how many bytes that took. */
    private static int inflate(byte[] packed, ByteArrayOutputStream unpacked) {
        var inflater = new Inflater(true);
        inflater.setInput(packed);
        var buffer = new byte[4096];
        try {
            for (var count = inflater.inflate(buffer); count > 0; count = inflater.inflate(buffer)) {
                unpacked.write(buffer, 0, count);
            }
            return inflater.finished() ? packed.length - inflater.getRemaining() : packed.length;
        } catch (DataFormatException e) {
            return packed.length;
        } finally {
            inflater.end();
        }
    }

    private static int next(ByteBuffer in) {
        return in.hasRemaining() ? Byte.toUnsignedInt(in.get()) : 0;
    }

    private static byte[] take(ByteBuffer in, int length) {
        var taken = new byte[Math.min(length, in.remaining())];
        in.get(taken);
        return taken;
    }

    private static byte[] padded(ByteBuffer in, int length) {
        return Arrays.copyOf(take(in, length), length);
    }

    private static void text(ByteArrayOutputStream out, byte[] text) {
        for (var one : text) {
            out.write(one == 0 ? 'x' : one);
        }
        out.write(0);
    }

    private static int crc(byte[] bytes) {
        var crc = new CRC32();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    private static void u16(ByteArrayOutputStream out, int value) {
        out.write(value);
        out.write(value >> 8);
    }

    private static void u32(ByteArrayOutputStream out, int value) {
        u16(out, value);
        u16(out, value >> 16);
    }
}
