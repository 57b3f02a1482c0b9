package kz.dabyl.e2e;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import kz.dabyl.console.ConsoleRoutes;
import kz.dabyl.model.IncidentJson;

/**
 * The console before a service that only plays one: of many cells it tells the state of each anew every second, as no real
 * service does. Thread-safe.
 */
final class CrowdedConsole implements AutoCloseable {

    private static final long TICK_MILLIS = 1000;
    private static final int HISTORY_STEPS = 360;

    private final Vertx vertx = Vertx.vertx();
    private final int cells;
    private final AtomicInteger ticks = new AtomicInteger();
    private final URI base;

    CrowdedConsole(int cells) {
        this.cells = cells;
        var router = Router.router(vertx);
        new ConsoleRoutes().mount(vertx, router);
        router.get("/v1/stream").handler(this::stream);
        router.get("/v1/cells").handler(ctx -> ctx.json(list(items())));
        router.get("/v1/subscriptions").handler(ctx -> ctx.json(list(new JsonArray())));
        router.get("/v1/deliveries").handler(ctx -> ctx.json(list(new JsonArray())));
        router.get("/v1/incidents").handler(ctx -> ctx.json(list(incidents())));
        router.get("/v1/status").handler(ctx -> ctx.json(status()));
        router.get("/v1/cells/history").handler(ctx -> ctx.json(history()));
        var server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .await();
        base = URI.create("http://127.0.0.1:" + server.actualPort());
    }

    URI base() {
        return base;
    }

    /** How often all cells have changed. */
    int ticks() {
        return ticks.get();
    }

    private static JsonObject list(JsonArray items) {
        return new JsonObject().put("items", items).putNull("next_cursor");
    }

    private JsonArray items() {
        var items = new JsonArray();
        for (var i = 0; i < cells; i++) {
            items.add(cell(i));
        }
        return items;
    }

    /** Two that go on, as the contract has them. */
    private static JsonArray incidents() {
        var items = new JsonArray();
        for (var i = 0; i < 2; i++) {
            items.add(new JsonObject(
                            IncidentJson.tree(AlertRoom.incident(1, true)).toString())
                    .put("id", "01F4000000000000000000000" + i)
                    .put("area", "Area " + i)
                    .put("places", JsonArray.of(place(i))));
        }
        return items;
    }

    private JsonObject status() {
        var now = Instant.now().toString();
        var collector = new JsonObject()
                .put("collector", "c1")
                .put("last_tick", now)
                .put("blind", false)
                .put("reports_per_s", 900.0 + ticks.get() % 100);
        var band = new JsonObject().put("from", 1).put("until", 0.99).put("probes", 40_000 + ticks.get());
        var probes = new JsonObject()
                .put("known", 50_000)
                .put("silent", 12)
                .put("dark", 3)
                .put("kept", JsonArray.of(band));
        return new JsonObject()
                .put("until", now)
                .put("lag_s", 1.0)
                .put("min_probes", 3)
                .put("blind", new JsonArray())
                .put("collectors", JsonArray.of(collector))
                .put("probes", probes);
    }

    /** An hour in steps of ten seconds. */
    private JsonObject history() {
        var expected = new JsonArray();
        var heard = new JsonArray();
        for (var i = 0; i < HISTORY_STEPS; i++) {
            expected.add(1000);
            heard.add(900 + (i + ticks.get()) % 100);
        }
        return new JsonObject()
                .put("until", Instant.now().toString())
                .put("step_s", 10)
                .put("expected", expected)
                .put("heard", heard);
    }

    private void stream(RoutingContext ctx) {
        var response = ctx.response().setChunked(true).putHeader("content-type", "text/event-stream");
        response.write("retry: 1000\n\n");
        var timer = vertx.setPeriodic(TICK_MILLIS, t -> tell(response));
        response.closeHandler(v -> vertx.cancelTimer(timer));
    }

    private void tell(HttpServerResponse response) {
        ticks.incrementAndGet();
        var events = new StringBuilder();
        for (var i = 0; i < cells; i++) {
            events.append("event: cell\ndata: ").append(cell(i).encode()).append("\n\n");
        }
        response.write(events.toString());
    }

    private static String place(int number) {
        return String.format("88%07x%06x", number, 0xffffff);
    }

    /** Every cell hears another number each time, and a few change their state. */
    private JsonObject cell(int i) {
        var tick = ticks.get();
        return new JsonObject()
                .put("place", place(i / 3))
                .put("network", "401-0" + (1 + i % 3))
                .put("access", "mobile")
                .put("area", "Area " + i % 20)
                .put("state", (i + tick) % 50 == 0 ? "affected" : "ok")
                .put("expected", 1000.0)
                .put("heard", 900 + (i + tick) % 100)
                .put("probes_band", "8-15");
    }

    @Override
    public void close() {
        vertx.close().await();
    }
}
