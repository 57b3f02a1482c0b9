package kz.dabyl.collector.reports;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import org.jspecify.annotations.Nullable;

/** A body of unannounced length: sent chunked, and without a content type of its own. */
final class OneChunk implements ReadStream<Buffer> {

    private @Nullable Buffer chunk;
    private @Nullable Handler<Buffer> handler;
    private @Nullable Handler<Void> endHandler;

    OneChunk(Buffer chunk) {
        this.chunk = chunk;
    }

    @Override
    public ReadStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> to) {
        return this;
    }

    @Override
    public ReadStream<Buffer> handler(@Nullable Handler<Buffer> to) {
        handler = to;
        return this;
    }

    @Override
    public ReadStream<Buffer> pause() {
        return this;
    }

    @Override
    public ReadStream<Buffer> resume() {
        return fetch(Long.MAX_VALUE);
    }

    @Override
    public ReadStream<Buffer> fetch(long amount) {
        var next = chunk;
        if (handler != null && endHandler != null && next != null) {
            chunk = null;
            handler.handle(next);
            endHandler.handle(null);
        }
        return this;
    }

    @Override
    public ReadStream<Buffer> endHandler(@Nullable Handler<Void> to) {
        endHandler = to;
        return this;
    }
}
