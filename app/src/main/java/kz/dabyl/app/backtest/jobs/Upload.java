package kz.dabyl.app.backtest.jobs;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.Serial;
import java.nio.file.Path;
import java.util.UUID;

/**
 * A recording on its way into a file that only its owner may read. Nothing of it stays in memory, and nothing on disk unless
 * all of it came. Confined to the event loop of its request.
 */
final class Upload {

    private final HttpServerRequest request;
    private final AsyncFile file;
    private final long mostBytes;
    private final Promise<Void> whole = Promise.promise();
    private long bytes;

    /** More came than is taken. */
    static final class TooLargeException extends IOException {

        @Serial
        private static final long serialVersionUID = 1;
    }

    private Upload(HttpServerRequest request, AsyncFile file, long mostBytes) {
        this.request = request;
        this.file = file;
        this.mostBytes = mostBytes;
    }

    /**
     * Writes the body into a new file. To be called before anything asynchronous happens to the request.
     *
     * @return the file; fails with {@link TooLargeException}, or because the sender went away or the disk is full
     */
    static Future<Path> into(Path folder, Vertx vertx, HttpServerRequest request, long mostBytes) {
        request.pause();
        var path = folder.resolve("upload-" + UUID.randomUUID() + ".ndjson");
        var options = new OpenOptions().setCreateNew(true).setWrite(true).setPerms("rw-------");
        return vertx.fileSystem()
                .open(path.toString(), options)
                .compose(file -> new Upload(request, file, mostBytes)
                        .receive()
                        .recover(cause -> vertx.fileSystem()
                                .delete(path.toString())
                                .otherwiseEmpty()
                                .compose(v -> Future.failedFuture(cause))))
                .map(path);
    }

    private Future<Void> receive() {
        file.exceptionHandler(whole::tryFail);
        request.exceptionHandler(whole::tryFail);
        request.endHandler(v -> whole.tryComplete());
        request.handler(this::take);
        request.resume();
        return whole.future().eventually(file::close);
    }

    private void take(Buffer chunk) {
        bytes += chunk.length();
        if (whole.future().isComplete()) {
            return;
        }
        if (bytes > mostBytes) {
            whole.tryFail(new TooLargeException());
            return;
        }
        file.write(chunk).onFailure(whole::tryFail);
        if (file.writeQueueFull()) {
            request.pause();
            file.drainHandler(v -> request.resume());
        }
    }
}
