package kz.dabyl.detector.shadow;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentJson;
import kz.dabyl.model.Times;
import kz.dabyl.runtime.access.Credentials;
import kz.dabyl.runtime.http.Problem;
import kz.dabyl.runtime.http.Routes;

/** {@code GET /v1/shadow}, for operators: which thresholds run beside those in force, and where they differ. Thread-safe. */
final class ShadowRoutes implements Routes {

    private final ShadowRun run;
    private final Credentials credentials;

    ShadowRoutes(ShadowRun run, Credentials credentials) {
        this.run = run;
        this.credentials = credentials;
    }

    @Override
    public void mount(Vertx vertx, Router router) {
        router.get("/v1/shadow").handler(ctx -> answer(vertx, ctx));
    }

    private void answer(Vertx vertx, RoutingContext ctx) {
        var refusal = credentials.operatorsOnly(ctx.request());
        if (refusal.isPresent()) {
            refusal.get().send(ctx.response());
            return;
        }
        var sight = run.sight();
        if (sight.isEmpty()) {
            Problem.of(404, "not-found", "There is nothing here", "no thresholds run beside those in force")
                    .send(ctx.response());
            return;
        }
        // Every incident is held against every other.
        vertx.executeBlocking(() -> json(sight.get()).toString(), false)
                .onSuccess(body -> ctx.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                        .end(body))
                .onFailure(ctx::fail);
    }

    static ObjectNode json(ShadowRun.Sight sight) {
        var comparison = sight.tale().against(sight.published());
        var tree = sight.candidate().shown();
        tree.put("until", sight.tale().judgedUntil().map(Times::format).orElse(null));
        tree.put("both", comparison.kept().size());
        tree.set("live_only", incidents(comparison.lost()));
        tree.set("shadow_only", incidents(comparison.gained()));
        return tree;
    }

    private static ArrayNode incidents(List<Incident> incidents) {
        var array = JsonNodeFactory.instance.arrayNode();
        incidents.forEach(incident -> array.add(IncidentJson.tree(incident)));
        return array;
    }
}
