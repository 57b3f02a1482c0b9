package kz.dabyl.model;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Unpacks gzip, RFC 1952, members one after the other, zeros behind the last. The JDK's stream asks whether bytes are
 * available to know whether a member follows, which a pipe denies between two writes; takes a damaged member for the end;
 * and calls itself for each that holds nothing, of which there can be more than a stack has room for. Whatever is cut ends
 * in an {@link EOFException}, what is damaged or no gzip in a {@link ZipException}. Not thread-safe.
 */
public final class GzipStream extends InputStream {

    private static final int BUFFER_BYTES = 64 * 1024;

    private static final int MAGIC = 0x8b1f;
    private static final int DEFLATED = 8;

    private static final int HEAD_CRC = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int RESERVED = 0xE0;

    private final InputStream in;
    private final byte[] buffer;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 sum = new CRC32();

    private int position;
    private int limit;
    private boolean begun;
    private boolean within;

    /** Unpacks {@code in}, which {@link #close()} closes. */
    public GzipStream(InputStream in) {
        this(in, new byte[BUFFER_BYTES], 0);
    }

    /** Unpacks what is in memory. */
    public GzipStream(byte[] compressed) {
        this(InputStream.nullInputStream(), compressed, compressed.length);
    }

    private GzipStream(InputStream in, byte[] buffer, int limit) {
        this.in = in;
        this.buffer = buffer;
        this.limit = limit;
    }

    /** What {@code in} holds: unpacked if it begins as gzip does, as it is if not. */
    public static InputStream plain(InputStream in) throws IOException {
        var buffered = new BufferedInputStream(in, BUFFER_BYTES);
        buffered.mark(2);
        var magic = buffered.read() | buffered.read() << 8;
        buffered.reset();
        return magic == MAGIC ? new GzipStream(buffered) : buffered;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (within || nextMember()) {
            var count = inflate(into, offset, length);
            if (count > 0) {
                sum.update(into, offset, count);
                return count;
            }
            if (inflater.finished()) {
                endMember();
            } else if (inflater.needsDictionary()) {
                throw new ZipException("a dictionary is asked for");
            } else if (inflater.needsInput()) {
                if (!fill()) {
                    throw new EOFException("the end is missing");
                }
                inflater.setInput(buffer, position, limit - position);
                position = limit;
            }
        }
        return -1;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }

    private int inflate(byte[] into, int offset, int length) throws ZipException {
        try {
            return inflater.inflate(into, offset, length);
        } catch (DataFormatException e) {
            throw new ZipException(e.getMessage());
        }
    }

    /** Goes into the next member, or finds that there is none. */
    private boolean nextMember() throws IOException {
        if (begun && !skipZeros()) {
            return false;
        }
        begun = true;
        sum.reset();
        head();
        sum.reset();
        inflater.reset();
        within = true;
        return true;
    }

    private void endMember() throws IOException {
        position -= inflater.getRemaining();
        var bytes = (int) inflater.getBytesWritten();
        var told = sum.getValue();
        if (u32() != told || (int) u32() != bytes) {
            throw new ZipException("damaged");
        }
        within = false;
    }

    /** False at the end. */
    private boolean skipZeros() throws IOException {
        while (fill()) {
            if (buffer[position] != 0) {
                return true;
            }
            position++;
        }
        return false;
    }

    private void head() throws IOException {
        if (u16() != MAGIC || u8() != DEFLATED) {
            throw new ZipException("no gzip");
        }
        var flags = u8();
        if ((flags & RESERVED) != 0) {
            throw new ZipException("no gzip");
        }
        skip(6);
        if ((flags & EXTRA) != 0) {
            skip(u16());
        }
        if ((flags & NAME) != 0) {
            skipText();
        }
        if ((flags & COMMENT) != 0) {
            skipText();
        }
        var told = (int) (sum.getValue() & 0xFFFF);
        if ((flags & HEAD_CRC) != 0 && u16() != told) {
            throw new ZipException("damaged");
        }
    }

    private void skip(int bytes) throws IOException {
        for (var left = bytes; left > 0; left--) {
            u8();
        }
    }

    private void skipText() throws IOException {
        while (u8() != 0) {
            // Its name and what is said of it are nobody's business.
        }
    }

    private long u32() throws IOException {
        return u16() | (long) u16() << 16;
    }

    private int u16() throws IOException {
        return u8() | u8() << 8;
    }

    private int u8() throws IOException {
        if (!fill()) {
            throw new EOFException(within ? "the end is missing" : "the beginning is cut");
        }
        sum.update(buffer, position, 1);
        return Byte.toUnsignedInt(buffer[position++]);
    }

    /** Has a byte at hand, false at the end. */
    private boolean fill() throws IOException {
        if (position < limit) {
            return true;
        }
        var count = in.read(buffer, 0, buffer.length);
        position = 0;
        limit = Math.max(count, 0);
        return count > 0;
    }
}
