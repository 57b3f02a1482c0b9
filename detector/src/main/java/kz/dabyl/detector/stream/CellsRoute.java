package kz.dabyl.detector.stream;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import kz.dabyl.detector.core.CellStatus;
import kz.dabyl.detector.core.Reach;
import kz.dabyl.runtime.http.Problem;
import kz.dabyl.runtime.http.Routes;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /v1/cells}: the present state of every cell with at least {@code min_probes} probes, how many only as a band.
 *
 * <p>Only the instance that runs the second fold knows; the others answer 503. Thread-safe.
 */
final class CellsRoute implements Routes {

    private static final int[] BANDS = {3, 8, 16, 32};

    /** Of a log in which nothing has happened yet. */
    private static final DetectorViews.Judged NOTHING = new DetectorViews.Judged(0, List.of(), List.of(), 0);

    private final DetectorViews views;
    private volatile @Nullable Page page;

    /** The answer for one hop: made once, however many ask. */
    private record Page(DetectorViews.Judged judged, Buffer body) {}

    CellsRoute(DetectorViews views) {
        this.views = views;
    }

    @Override
    public void mount(Vertx vertx, Router router) {
        router.get("/v1/cells").handler(this::answer);
    }

    private void answer(RoutingContext ctx) {
        var judged = views.blank() ? Optional.of(NOTHING) : views.judged();
        if (judged.isEmpty()) {
            Problem.unavailable("this instance does not judge cells, or has not yet; ask again in a few seconds")
                    .send(ctx.response());
            return;
        }
        var last = page;
        if (last == null || !last.judged.equals(judged.get())) {
            last = new Page(judged.get(), body(judged.get()));
            page = last;
        }
        ctx.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
                .end(last.body);
    }

    private static Buffer body(DetectorViews.Judged judged) {
        var items = new JsonArray();
        judged.shown().forEach(cell -> items.add(json(cell, judged.minProbes())));
        return new JsonObject().put("items", items).putNull("next_cursor").toBuffer();
    }

    static JsonObject json(CellStatus cell, int minProbes) {
        return new JsonObject()
                .put("place", cell.cell().place())
                .put("network", cell.cell().network())
                .put("access", cell.cell().access().word())
                .put("area", cell.area())
                .put("state", state(cell, minProbes))
                .put("expected", Math.round(cell.expected() * 10) / 10.0)
                .put("heard", cell.heard())
                .put("probes_band", band(cell.known(), minProbes))
                .put("reach", cell.reach().map(CellsRoute::json).orElse(null));
    }

    private static JsonObject json(Reach reach) {
        return new JsonObject()
                .put("half_cut_s", seconds(reach.half()))
                .put("network_cut_s", seconds(reach.network()))
                .put("place_cut_s", seconds(reach.place()))
                .put("area_cut_s", seconds(reach.area()));
    }

    private static @Nullable Integer seconds(OptionalInt seconds) {
        return seconds.isPresent() ? seconds.getAsInt() : null;
    }

    /**
     * A cell whose probes fell silent without an incident is neither affected nor ok: it is being weighed. Nor is one ok that
     * would not notice a cut, or of which nobody has looked yet whether it would.
     */
    static String state(CellStatus cell, int minProbes) {
        if (cell.affected()) {
            return "affected";
        }
        var sees = cell.reach().map(reach -> !reach.isNone()).orElse(false);
        return sees && cell.probes() >= minProbes ? "ok" : "unknown";
    }

    /** How many probes, roughly: {@code 8-15}. The lowest band starts at the fewest that are shown. */
    static String band(int probes, int minProbes) {
        var from = Math.min(minProbes, BANDS[0]);
        for (var next : BANDS) {
            if (probes < next) {
                return Math.max(from, minProbes) + "-" + (next - 1);
            }
            from = next;
        }
        return Math.max(from, minProbes) + "+";
    }
}
