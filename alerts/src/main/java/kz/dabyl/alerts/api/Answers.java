package kz.dabyl.alerts.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import kz.dabyl.runtime.http.Problem;

/** What the routes of this room answer alike. */
final class Answers {

    private Answers() {}

    static void json(RoutingContext ctx, int status, String body) {
        ctx.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(body);
    }

    static void json(RoutingContext ctx, int status, JsonNode body) {
        json(ctx, status, body.toString());
    }

    /** A list as every list of the contract; the items are JSON. */
    static void list(RoutingContext ctx, List<String> items, Optional<String> nextCursor) {
        var cursor = nextCursor.map(text -> '"' + text + '"').orElse("null");
        json(ctx, 200, "{\"items\":[" + String.join(",", items) + "],\"next_cursor\":" + cursor + "}");
    }

    static void unknown(RoutingContext ctx, String what) {
        Problem.of(404, "not-found", "There is nothing here", what).send(ctx.response());
    }
}
