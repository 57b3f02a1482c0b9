package kz.dabyl.collector.recordings;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A request's body as a stream that a worker reads while it comes in. Holds little: the sender is slowed down to the
 * reader's pace. Written on the request's event loop, read by one other thread.
 */
final class BodyPipe extends InputStream {

    private static final int FULL_BYTES = 512 * 1024;
    private static final byte[] END = new byte[0];
    private static final byte[] BROKEN = new byte[0];

    private final HttpServerRequest request;
    private final Context context;
    private final Duration patience;
    private final Runnable beforeWaiting;
    private final BlockingQueue<byte[]> chunks = new LinkedBlockingQueue<>();
    private final AtomicLong held = new AtomicLong();
    private boolean paused;
    private volatile boolean closed;

    // The reader's.
    private byte[] chunk = END;
    private int position;
    private boolean ended;

    /**
     * To be made on the request's event loop, before anything asynchronous happens to it.
     *
     * @param patience how long the sender may be silent
     * @param beforeWaiting called by the reader when all that has come is read
     */
    BodyPipe(HttpServerRequest request, Context context, Duration patience, Runnable beforeWaiting) {
        this.request = request;
        this.context = context;
        this.patience = patience;
        this.beforeWaiting = beforeWaiting;
        request.exceptionHandler(cause -> chunks.add(BROKEN));
        request.endHandler(v -> chunks.add(END));
        request.handler(this::offer);
    }

    private void offer(Buffer buffer) {
        if (closed || buffer.length() == 0) {
            return;
        }
        chunks.add(buffer.getBytes());
        if (held.addAndGet(buffer.length()) > FULL_BYTES && !paused) {
            paused = true;
            request.pause();
        }
    }

    private void resume() {
        if (paused) {
            paused = false;
            request.resume();
        }
    }

    @Override
    public int read() throws IOException {
        return fill() ? Byte.toUnsignedInt(chunk[position++]) : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        var count = Math.min(length, chunk.length - position);
        System.arraycopy(chunk, position, into, offset, count);
        position += count;
        return count;
    }

    @Override
    public int available() {
        return chunk.length - position;
    }

    /** Has something to read at hand, false at the end. */
    private boolean fill() throws IOException {
        if (position < chunk.length) {
            return true;
        }
        if (ended) {
            return false;
        }
        var next = next();
        if (next == BROKEN) {
            ended = true;
            throw new IOException("the sender went away");
        }
        chunk = next;
        position = 0;
        ended = next == END;
        if (held.addAndGet(-next.length) < FULL_BYTES / 2) {
            context.runOnContext(v -> resume());
        }
        return !ended;
    }

    private byte[] next() throws IOException {
        var next = chunks.poll();
        if (next != null) {
            return next;
        }
        beforeWaiting.run();
        try {
            next = chunks.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        if (next == null) {
            throw new SocketTimeoutException("nothing came for " + patience.toSeconds() + " s");
        }
        return next;
    }

    /** Throws away what is still to come. */
    @Override
    public void close() {
        closed = true;
        chunks.clear();
        context.runOnContext(v -> resume());
    }
}
