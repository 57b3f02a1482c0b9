package kz.dabyl.alerts.api;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import kz.dabyl.alerts.incidents.IncidentBook;
import kz.dabyl.alerts.stream.LiveStream;
import kz.dabyl.runtime.http.Problem;
import kz.dabyl.runtime.http.Routes;

/**
 * {@code GET /v1/stream}: incidents and cells as they happen. An incident's event id is its place in the log; with
 * {@code Last-Event-ID} the stream goes on behind it.
 */
public final class StreamRoutes implements Routes {

    private static final Pattern ID = Pattern.compile("-1|[0-9]{1,18}");

    private final LiveStream stream;
    private final IncidentBook book;

    public StreamRoutes(LiveStream stream, IncidentBook book) {
        this.stream = stream;
        this.book = book;
    }

    @Override
    public void mount(Vertx vertx, Router router) {
        router.get("/v1/stream").handler(this::open);
    }

    private void open(RoutingContext ctx) {
        var last = ctx.request().getHeader("last-event-id");
        var place = last == null ? OptionalLong.empty() : place(last);
        if (last != null && !last.isEmpty() && place.isEmpty()) {
            Problem.invalid("/Last-Event-ID", "Last-Event-ID: expected the id of an event of this stream")
                    .send(ctx.response());
            return;
        }
        if (HttpMethod.HEAD.equals(ctx.request().method())) {
            ctx.response().putHeader("content-type", "text/event-stream").end();
            return;
        }
        if (stream.full()) {
            ctx.response().putHeader("retry-after", "30");
            Problem.unavailable("too many follow the stream, ask GET /v1/incidents instead")
                    .send(ctx.response());
            return;
        }
        var end = book.nextOffset() - 1;
        // An id from beyond the end is of another log: all of this one is new to them.
        var known = place.orElse(end);
        stream.open(ctx.request(), known > end ? -1 : known);
    }

    /** The place in the log that an event's id stands for. */
    static OptionalLong place(String id) {
        return ID.matcher(id).matches() ? OptionalLong.of(Long.parseLong(id)) : OptionalLong.empty();
    }
}
