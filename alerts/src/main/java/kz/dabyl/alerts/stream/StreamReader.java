package kz.dabyl.alerts.stream;

import io.vertx.core.Context;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.HttpServerConnection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import kz.dabyl.alerts.incidents.IncidentBook;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One who follows the stream. Writes only while the connection takes it: nothing is queued here but the newest state of
 * each cell. Confined to its context, but for {@link #wake}, {@link #cell} and {@link #end}.
 */
final class StreamReader {

    private static final Logger LOG = LoggerFactory.getLogger(StreamReader.class);
    private static final int BATCH = 64;

    private final Context context;
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final IncidentBook book;
    private final AtomicBoolean woken = new AtomicBoolean();
    private final Map<String, String> cells = new LinkedHashMap<>();
    private long position;
    private boolean stuck;
    private boolean over;
    private Runnable onEnd = () -> {};

    StreamReader(Context context, HttpServerRequest request, IncidentBook book, long position) {
        this.context = context;
        this.request = request;
        this.response = request.response();
        this.book = book;
        this.position = position;
    }

    void start(LiveStream.Config config, Runnable whenOver) {
        var timer = context.owner().setPeriodic(config.heartbeat().toMillis(), t -> beat());
        onEnd = () -> {
            context.owner().cancelTimer(timer);
            whenOver.run();
        };
        response.closeHandler(v -> finish());
        response.exceptionHandler(e -> finish());
        response.drainHandler(v -> {
            stuck = false;
            pump();
        });
        response.setChunked(true)
                .putHeader("content-type", "text/event-stream")
                .putHeader("cache-control", "no-store")
                .putHeader("x-accel-buffering", "no");
        write("retry: " + config.retry().toMillis() + "\n\n");
        pump();
    }

    /** There may be something to write. */
    void wake() {
        if (woken.compareAndSet(false, true)) {
            context.runOnContext(v -> {
                woken.set(false);
                pump();
            });
        }
    }

    void cell(String cell, String json) {
        context.runOnContext(v -> {
            cells.put(cell, json);
            pump();
        });
    }

    void end() {
        context.runOnContext(v -> {
            if (!over) {
                finish();
                response.end().onFailure(e -> cut());
            }
        });
    }

    private void finish() {
        if (!over) {
            over = true;
            onEnd.run();
        }
    }

    private void pump() {
        while (!over && !response.writeQueueFull()) {
            var revisions = book.publishedAfter(position, BATCH);
            for (var revision : revisions) {
                if (over || response.writeQueueFull()) {
                    return;
                }
                position = revision.offset();
                write("id: " + position + "\nevent: incident\ndata: " + revision.json() + "\n\n");
            }
            if (revisions.isEmpty() && !writeCell()) {
                return;
            }
        }
    }

    private boolean writeCell() {
        var waiting = cells.values().iterator();
        if (!waiting.hasNext()) {
            return false;
        }
        var json = waiting.next();
        waiting.remove();
        write("event: cell\ndata: " + json + "\n\n");
        return true;
    }

    private void beat() {
        if (!response.writeQueueFull()) {
            write(": alive\n\n");
        } else if (stuck) {
            cut();
            finish();
        } else {
            stuck = true;
        }
    }

    /** Vert.x would close the connection behind what is still to be written, which this reader never takes. */
    private void cut() {
        if (request.version() != HttpVersion.HTTP_2
                && request.connection() instanceof HttpServerConnection connection) {
            connection
                    .channelHandlerContext()
                    .channel()
                    .close()
                    .addListener(done -> LOG.debug("dropped a slow reader"));
        } else {
            response.reset();
        }
    }

    private void write(String text) {
        response.write(text).onFailure(e -> finish());
    }
}
