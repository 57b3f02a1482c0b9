package kz.dabyl.detector.stream;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.DoubleSupplier;
import kz.dabyl.model.CellSummary;
import kz.dabyl.model.Times;
import kz.dabyl.runtime.access.Credentials;
import kz.dabyl.runtime.http.Problem;
import kz.dabyl.runtime.http.Routes;

/**
 * {@code GET /v1/status} for operators: how far the detector has come, which collectors it hears, and how probes fare, all
 * together. Like {@link CellsRoute} only where the second fold runs. Thread-safe.
 */
final class StatusRoute implements Routes {

    private final DetectorViews views;
    private final DoubleSupplier lag;
    private final Credentials credentials;

    /** @param lag in seconds, NaN where it is not known */
    StatusRoute(DetectorViews views, DoubleSupplier lag, Credentials credentials) {
        this.views = views;
        this.lag = lag;
        this.credentials = credentials;
    }

    @Override
    public void mount(Vertx vertx, Router router) {
        router.get("/v1/status").handler(this::answer);
    }

    private void answer(RoutingContext ctx) {
        var refusal = credentials.operatorsOnly(ctx.request());
        if (refusal.isPresent()) {
            refusal.get().send(ctx.response());
            return;
        }
        var judged = views.judged();
        var vitals = views.vitals();
        if (judged.isEmpty() || vitals.isEmpty()) {
            Problem.unavailable("this instance does not judge cells, or has not yet; ask again in a few seconds")
                    .send(ctx.response());
            return;
        }
        ctx.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(json(judged.get(), vitals.get(), lag.getAsDouble()).toBuffer());
    }

    private static JsonObject json(DetectorViews.Judged judged, Vitals.Told vitals, double lag) {
        var collectors = new JsonArray();
        vitals.collectors()
                .forEach(collector -> collectors.add(new JsonObject()
                        .put("collector", collector.name())
                        .put("last_tick", Times.format(collector.tick()))
                        .put("blind", judged.blind().contains(collector.name()))
                        .put("reports_per_s", rounded(collector.reportsPerSecond()))));
        return new JsonObject()
                .put("until", Times.format(judged.until()))
                .put("lag_s", Double.isNaN(lag) ? null : (Double) rounded(lag))
                .put("min_probes", judged.minProbes())
                .put("blind", new JsonArray(judged.blind()))
                .put("collectors", collectors)
                .put("probes", json(vitals.probes(), judged.minProbes()));
    }

    /** Of so few probes that no cell of theirs is shown, nothing is told but that they are few. */
    private static JsonObject json(Vitals.Probes probes, int minProbes) {
        if (probes.known() < minProbes) {
            return new JsonObject()
                    .putNull("known")
                    .putNull("silent")
                    .putNull("dark")
                    .put("kept", new JsonArray());
        }
        return new JsonObject()
                .put("known", probes.known())
                .put("silent", probes.silent())
                .put("dark", probes.dark())
                .put("kept", bands(probes.byLoss()));
    }

    private static JsonArray bands(List<Integer> byLoss) {
        var bands = new JsonArray();
        var until = 1.0;
        for (var bucket = 0; bucket < byLoss.size(); bucket++) {
            // The last bucket stands for all that is worse as well.
            var from = bucket == byLoss.size() - 1 ? 0 : 1 - CellSummary.lossOfBucket(bucket);
            bands.add(new JsonObject()
                    .put("from", Math.round(from * 100) / 100.0)
                    .put("until", Math.round(until * 100) / 100.0)
                    .put("probes", byLoss.get(bucket)));
            until = from;
        }
        return bands;
    }

    private static double rounded(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
