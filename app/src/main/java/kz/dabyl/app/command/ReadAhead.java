package kz.dabyl.app.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Reads another stream on a thread of its own, so that unpacking a recording and thinking about it go on at once.
 * Hands on what the other stream gives as soon as it gives it, keeps a few pieces ahead and no more, and fails where the
 * other failed, with the same exception. Read and closed by one thread.
 */
final class ReadAhead extends InputStream {

    private static final int PIECES = 8;
    private static final int PIECE_BYTES = 128 * 1024;

    private final InputStream source;
    private final BlockingQueue<Piece> full = new ArrayBlockingQueue<>(PIECES + 1);
    private final BlockingQueue<byte[]> free = new ArrayBlockingQueue<>(PIECES);
    private final Thread reader = new Thread(this::readAll, "read-ahead");

    private Piece present = new Piece(new byte[0], 0, null);
    private int position;
    private volatile boolean closed;

    /** Bytes that were read, or if {@code length} is below 0 the end, and what went wrong there. */
    @SuppressWarnings("ArrayRecordComponent") // Bytes on their way; nobody compares pieces.
    private record Piece(byte[] bytes, int length, @Nullable Throwable failure) {}

    /** Reads {@code source} to its end, or until this is closed, and closes it. */
    static ReadAhead of(InputStream source) {
        var ahead = new ReadAhead(source);
        ahead.reader.setDaemon(true);
        ahead.reader.start();
        return ahead;
    }

    private ReadAhead(InputStream source) {
        this.source = source;
        for (var i = 0; i < PIECES; i++) {
            free.add(new byte[PIECE_BYTES]);
        }
    }

    private void readAll() {
        try (source) {
            var length = 0;
            while (length >= 0 && !closed) {
                var bytes = free.take();
                length = source.read(bytes, 0, bytes.length);
                full.put(new Piece(bytes, length, null));
            }
        } catch (InterruptedException e) {
            // Closed: nobody wants the rest.
        } catch (IOException | RuntimeException | Error e) {
            full.offer(new Piece(new byte[0], -1, e));
        }
    }

    @Override
    public int read() throws IOException {
        return ready() ? present.bytes[position++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!ready()) {
            return -1;
        }
        var count = Math.min(length, present.length - position);
        System.arraycopy(present.bytes, position, target, offset, count);
        position += count;
        return count;
    }

    /** Waits until there is a byte to read; false at the end. */
    private boolean ready() throws IOException {
        while (position >= present.length) {
            if (present.length < 0) {
                throwAgain(present.failure);
                return false;
            }
            next();
        }
        return true;
    }

    private void next() throws IOException {
        try {
            if (present.bytes.length > 0) {
                free.put(present.bytes);
            }
            present = full.take();
            position = 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while reading");
        }
    }

    private static void throwAgain(@Nullable Throwable failure) throws IOException {
        if (failure instanceof IOException e) {
            throw e;
        }
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
    }

    /** The other thread closes the source when it is done with it: one that blocks, a pipe, may take until then. */
    @Override
    public void close() {
        closed = true;
        reader.interrupt();
    }
}
