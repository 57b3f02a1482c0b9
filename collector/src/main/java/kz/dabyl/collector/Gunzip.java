package kz.dabyl.collector;

import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Decompresses bodies, never further than a limit: RFC 1952, members one after the other. The JDK's stream calls itself for each
 * member that holds nothing, of which a body can have more than a stack has room for.
 */
final class Gunzip {

    private static final int LEAST_BYTES = 1024;

    private static final int HEAD_BYTES = 10;
    private static final int TAIL_BYTES = 8;
    private static final int MAGIC = 0x8b1f;
    private static final int DEFLATED = 8;

    private static final int HEAD_CRC = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int RESERVED = 0xE0;

    private final byte[] compressed;
    private final int limit;
    private final LongPredicate room;
    private final CRC32 sum = new CRC32();
    private byte[] plain;
    private int size;

    private Gunzip(byte[] compressed, int limit, LongPredicate room) throws Refusal {
        this.compressed = compressed;
        this.limit = limit;
        this.room = room;
        plain = new byte[claimed((int) Math.min(limit + 1L, Math.max(LEAST_BYTES, 4L * compressed.length)))];
    }

    /**
     * The plain bytes, or empty if there are more than {@code limit}.
     *
     * @param room asked before so many bytes more are held; false ends it
     * @throws IOException if these are no whole gzip members
     * @throws Refusal if there was no room
     */
    static Optional<byte[]> inflate(byte[] compressed, int limit, LongPredicate room) throws IOException, Refusal {
        var inflater = new Inflater(true);
        try {
            return new Gunzip(compressed, limit, room).inflate(inflater);
        } catch (DataFormatException e) {
            throw new ZipException(e.getMessage());
        } finally {
            inflater.end();
        }
    }

    private Optional<byte[]> inflate(Inflater inflater) throws IOException, DataFormatException, Refusal {
        var at = head(0);
        while (at > 0) {
            inflater.reset();
            inflater.setInput(compressed, at, compressed.length - at);
            if (!member(inflater)) {
                return Optional.empty();
            }
            at = next(tail(compressed.length - inflater.getRemaining(), (int) inflater.getBytesWritten()));
        }
        return Optional.of(size == plain.length ? plain : Arrays.copyOf(plain, size));
    }

    /** False if there are more than {@code limit} bytes. */
    private boolean member(Inflater inflater) throws IOException, DataFormatException, Refusal {
        sum.reset();
        while (!inflater.finished()) {
            var more = inflater.inflate(plain, size, plain.length - size);
            sum.update(plain, size, more);
            size += more;
            if (size > limit) {
                return false;
            }
            if (size == plain.length) {
                var larger = (int) Math.min(limit + 1L, 2L * size);
                claimed(larger - size);
                plain = Arrays.copyOf(plain, larger);
            } else if (inflater.needsInput()) {
                throw new EOFException("the end is missing");
            } else if (inflater.needsDictionary()) {
                throw new ZipException("a dictionary is asked for");
            }
        }
        return true;
    }

    private int tail(int at, int bytes) throws IOException {
        if (compressed.length - at < TAIL_BYTES) {
            throw new EOFException("the end is missing");
        }
        var told = u16(at) | (long) u16(at + 2) << 16;
        if (told != sum.getValue() || (u16(at + 4) | u16(at + 6) << 16) != bytes) {
            throw new ZipException("damaged");
        }
        return at + TAIL_BYTES;
    }

    /** Where the next member's bytes begin, 0 if there is none: what stands behind is passed over, as others do. */
    private int next(int at) {
        try {
            return at == compressed.length ? 0 : head(at);
        } catch (IOException e) {
            return 0;
        }
    }

    private int head(int from) throws IOException {
        var at = from + HEAD_BYTES;
        if (at > compressed.length) {
            throw new EOFException("the beginning is cut");
        }
        var flags = compressed[from + 3];
        if (u16(from) != MAGIC || compressed[from + 2] != DEFLATED || (flags & RESERVED) != 0) {
            throw new ZipException("no gzip");
        }
        if ((flags & EXTRA) != 0) {
            at = within(at + 2);
            at = within(at + u16(at - 2));
        }
        if ((flags & NAME) != 0) {
            at = textEnd(at);
        }
        if ((flags & COMMENT) != 0) {
            at = textEnd(at);
        }
        if ((flags & HEAD_CRC) != 0) {
            sum.reset();
            sum.update(compressed, from, at - from);
            at = within(at + 2);
            if (u16(at - 2) != (sum.getValue() & 0xFFFF)) {
                throw new ZipException("damaged");
            }
        }
        return at;
    }

    private int textEnd(int from) throws IOException {
        var at = from;
        while (compressed[within(at + 1) - 1] != 0) {
            at++;
        }
        return at + 1;
    }

    private int within(int at) throws IOException {
        if (at > compressed.length) {
            throw new EOFException("the beginning is cut");
        }
        return at;
    }

    private int u16(int at) {
        return Byte.toUnsignedInt(compressed[at]) | Byte.toUnsignedInt(compressed[at + 1]) << 8;
    }

    private int claimed(int bytes) throws Refusal {
        if (!room.test(bytes)) {
            throw Refusal.unavailable("too much is being taken in at this moment, send the request again");
        }
        return bytes;
    }
}
