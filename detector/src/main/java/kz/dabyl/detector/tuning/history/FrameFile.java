package kz.dabyl.detector.tuning.history;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * A file of compressed frames that only grows, but for what is cut off its end:
 *
 * <pre>
 * file:  8 bytes DABYLHI3 | frames
 * frame: u8 kind | i32 bytes | i32 bytes when inflated | i32 CRC-32 | i64 hop | deflated bytes
 * </pre>
 *
 * <p>A process that dies leaves a whole file, or a last frame that is not whole and counts as absent. {@link #read} may be
 * called from several threads, everything else from one.
 */
final class FrameFile implements AutoCloseable {

    private static final byte[] MAGIC = {'D', 'A', 'B', 'Y', 'L', 'H', 'I', '3'};
    private static final int VERSION_AT = MAGIC.length - 1;
    private static final int HEAD_BYTES = 1 + 4 + 4 + 4 + 8;
    private static final int MOST_BYTES = 1 << 30;

    private final Path path;
    private final FileChannel channel;
    private final List<Frame> frames = new ArrayList<>();
    private boolean renewed;

    /**
     * A frame in the file.
     *
     * @param kind over 0
     * @param hop what the kind makes of it
     */
    record Frame(int kind, long hop, long offset, int bytes, int inflated, int crc) {

        long end() {
            return offset + HEAD_BYTES + bytes;
        }
    }

    private FrameFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Opens a file, or makes one. What an earlier version of the program wrote is thrown away by whoever writes: all of it can
     * be made anew.
     *
     * @throws OldHistoryException if it is of an earlier version and is only to be read
     * @throws IOException if it cannot be read, or is none of ours
     */
    static FrameFile open(Path path, boolean write) throws IOException {
        var channel = write
                ? FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE)
                : FileChannel.open(path, StandardOpenOption.READ);
        try {
            var file = new FrameFile(path, channel);
            if (write && !file.lock()) {
                throw new IOException(path + " is being made by a service or another back-test, try again in a minute");
            }
            if (write && channel.size() == 0) {
                file.fill(ByteBuffer.wrap(MAGIC), 0);
            }
            try {
                file.scan();
            } catch (OldHistoryException e) {
                if (!write) {
                    throw e;
                }
                file.renew();
            }
            return file;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Held until the file is closed. */
    private boolean lock() throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private void renew() throws IOException {
        channel.truncate(0);
        fill(ByteBuffer.wrap(MAGIC), 0);
        renewed = true;
    }

    /** Whether there was one of an earlier version, which is gone now. */
    boolean renewed() {
        return renewed;
    }

    private void scan() throws IOException {
        var magic = new byte[MAGIC.length];
        var whole = channel.read(ByteBuffer.wrap(magic), 0) == MAGIC.length;
        if (!whole || !Arrays.equals(magic, 0, VERSION_AT, MAGIC, 0, VERSION_AT)) {
            throw new IOException(path + " is no history");
        }
        if (magic[VERSION_AT] < MAGIC[VERSION_AT]) {
            throw new OldHistoryException(path, (char) magic[VERSION_AT]);
        }
        if (magic[VERSION_AT] > MAGIC[VERSION_AT]) {
            throw new IOException(path + " was made by a later version of the program: delete it, and it is made anew");
        }
        var size = channel.size();
        var head = ByteBuffer.allocate(HEAD_BYTES);
        for (var offset = (long) MAGIC.length; offset + HEAD_BYTES <= size; ) {
            channel.read(head.clear(), offset);
            head.flip();
            var kind = head.get();
            var bytes = head.getInt();
            var inflated = head.getInt();
            var crc = head.getInt();
            var frame = new Frame(kind, head.getLong(), offset, bytes, inflated, crc);
            if (kind <= 0 || bytes < 0 || bytes > MOST_BYTES || inflated < 0 || frame.end() > size) {
                return;
            }
            frames.add(frame);
            offset = frame.end();
        }
    }

    List<Frame> frames() {
        return List.copyOf(frames);
    }

    /** Bytes of the file that count. */
    long size() {
        return frames.isEmpty() ? MAGIC.length : frames.get(frames.size() - 1).end();
    }

    /** Forgets all but the first {@code count} frames. */
    void keep(int count) throws IOException {
        frames.subList(count, frames.size()).clear();
        channel.truncate(size());
    }

    void append(int kind, long hop, byte[] content) throws IOException {
        var deflated = deflate(content);
        var crc = new CRC32();
        crc.update(deflated);
        var frame = new Frame(kind, hop, size(), deflated.length, content.length, (int) crc.getValue());
        var bytes = ByteBuffer.allocate(HEAD_BYTES + deflated.length)
                .put((byte) kind)
                .putInt(frame.bytes)
                .putInt(frame.inflated)
                .putInt(frame.crc)
                .putLong(hop)
                .put(deflated)
                .flip();
        fill(bytes, frame.offset);
        frames.add(frame);
    }

    /** Makes sure that what was appended outlasts a loss of power. */
    void force() throws IOException {
        channel.force(false);
    }

    private void fill(ByteBuffer bytes, long offset) throws IOException {
        for (var at = offset; bytes.hasRemaining(); ) {
            at += channel.write(bytes, at);
        }
    }

    /** @throws IOException if the bytes are not those that were written */
    byte[] read(Frame frame) throws IOException {
        var stored = ByteBuffer.allocate(frame.bytes);
        while (stored.hasRemaining()) {
            if (channel.read(stored, frame.offset + HEAD_BYTES + stored.position()) < 0) {
                throw new EOFException(path + " ends in the middle of a frame");
            }
        }
        var crc = new CRC32();
        crc.update(stored.array());
        if ((int) crc.getValue() != frame.crc) {
            throw new IOException(path + " is damaged at byte " + frame.offset + ": delete it, and it is made anew");
        }
        return inflate(stored.array(), frame);
    }

    private static byte[] deflate(byte[] content) {
        var deflater = new Deflater(Deflater.BEST_SPEED);
        try {
            deflater.setInput(content);
            deflater.finish();
            var out = new byte[content.length + content.length / 1000 + 64];
            var size = 0;
            while (!deflater.finished()) {
                if (size == out.length) {
                    out = Arrays.copyOf(out, 2 * size);
                }
                size += deflater.deflate(out, size, out.length - size);
            }
            return Arrays.copyOf(out, size);
        } finally {
            deflater.end();
        }
    }

    private byte[] inflate(byte[] stored, Frame frame) throws IOException {
        var inflater = new Inflater();
        try {
            inflater.setInput(stored);
            var out = new byte[frame.inflated];
            var size = 0;
            while (size < out.length) {
                var more = inflater.inflate(out, size, out.length - size);
                if (more == 0) {
                    throw new IOException(path + " is damaged at byte " + frame.offset);
                }
                size += more;
            }
            return out;
        } catch (DataFormatException e) {
            throw new IOException(path + " is damaged at byte " + frame.offset, e);
        } finally {
            inflater.end();
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
