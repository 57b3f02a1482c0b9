package kz.dabyl.alerts.stream;

import io.vertx.core.Context;
import io.vertx.core.http.HttpServerResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import kz.dabyl.alerts.incidents.IncidentBook;

/**
 * One who follows the stream. Writes only while the connection takes it: nothing is queued here but the newest state of
 * each cell. Confined to its context, but for {@link #wake}, {@link #cell} and {@link #end}.
 */
final class StreamReader {

    private static final int BATCH = 64;

    private final Context context;
    private final HttpServerResponse response;
    private final IncidentBook book;
    private final AtomicBoolean woken = new AtomicBoolean();
    private final Map<String, String> cells = new LinkedHashMap<>();
    private long position;
    private boolean stuck;
    private boolean over;

    StreamReader(Context context, HttpServerResponse response, IncidentBook book, long position) {
        this.context = context;
        this.response = response;
        this.book = book;
        this.position = position;
    }

    void start(LiveStream.Config config, Runnable onEnd) {
        var timer = context.owner().setPeriodic(config.heartbeat().toMillis(), t -> beat());
        response.closeHandler(v -> {
            over = true;
            context.owner().cancelTimer(timer);
            onEnd.run();
        });
        response.exceptionHandler(e -> end());
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
                over = true;
                response.end().onFailure(e -> response.reset());
            }
        });
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
            if (revisions.isEmpty() && !writeCells()) {
                return;
            }
        }
    }

    private boolean writeCells() {
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
        if (over) {
            return;
        }
        if (!response.writeQueueFull()) {
            write(": alive\n\n");
        } else if (stuck) {
            over = true;
            response.reset();
        } else {
            stuck = true;
        }
    }

    private void write(String text) {
        response.write(text).onFailure(e -> end());
    }
}
