package kz.dabyl.detector.stream;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.function.BiPredicate;
import kz.dabyl.model.Cell;
import kz.dabyl.model.Times;
import kz.dabyl.runtime.access.Credentials;
import kz.dabyl.runtime.http.Problem;
import kz.dabyl.runtime.http.Routes;

/**
 * {@code GET /v1/cells/history} for operators: the last hour of one cell, or of an area's cells together. Like
 * {@link CellsRoute} only where the second fold runs, and only of cells that are shown. Thread-safe.
 */
final class CellHistoryRoute implements Routes {

    private final DetectorViews views;
    private final CellHistory history;
    private final Credentials credentials;

    CellHistoryRoute(DetectorViews views, CellHistory history, Credentials credentials) {
        this.views = views;
        this.history = history;
        this.credentials = credentials;
    }

    @Override
    public void mount(Vertx vertx, Router router) {
        router.get("/v1/cells/history").handler(this::answer);
    }

    private void answer(RoutingContext ctx) {
        var refusal = credentials.operatorsOnly(ctx.request());
        if (refusal.isPresent()) {
            refusal.get().send(ctx.response());
            return;
        }
        var cell = parameter(ctx, "cell");
        var area = parameter(ctx, "area");
        if (cell.isPresent() == area.isPresent()) {
            Problem.invalid("/cell", "expected either cell, as PLACE/NETWORK/ACCESS, or area")
                    .send(ctx.response());
            return;
        }
        if (views.judged().isEmpty()) {
            Problem.unavailable("this instance does not judge cells, or has not yet; ask again in a few seconds")
                    .send(ctx.response());
            return;
        }
        history.sum(cell.map(CellHistoryRoute::named).orElseGet(() -> within(ctx, area.orElse(""))))
                .ifPresentOrElse(
                        series -> ctx.response()
                                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                                .end(json(series).toBuffer()),
                        () -> Problem.of(404, "not-found", "There is nothing here", "no such cell is shown")
                                .send(ctx.response()));
    }

    private static BiPredicate<Cell, String> named(String name) {
        return (cell, area) -> cell.toString().equals(name);
    }

    private static BiPredicate<Cell, String> within(RoutingContext ctx, String wanted) {
        var network = parameter(ctx, "network");
        var access = parameter(ctx, "access");
        return (cell, area) -> area.equals(wanted)
                && network.map(cell.network()::equals).orElse(true)
                && access.map(cell.access().word()::equals).orElse(true);
    }

    private static Optional<String> parameter(RoutingContext ctx, String name) {
        return ctx.queryParam(name).stream().filter(text -> !text.isEmpty()).findFirst();
    }

    private static JsonObject json(CellHistory.Series series) {
        return new JsonObject()
                .put("until", Times.format(series.until()))
                .put("step_s", CellHistory.STEP_S)
                .put("expected", json(series.expected()))
                .put("heard", json(series.heard()));
    }

    private static JsonArray json(float[] values) {
        var array = new JsonArray();
        for (var value : values) {
            if (Float.isNaN(value)) {
                array.addNull();
            } else {
                array.add(Math.round(value * 10.0) / 10.0);
            }
        }
        return array;
    }
}
