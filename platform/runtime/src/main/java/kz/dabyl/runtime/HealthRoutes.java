package kz.dabyl.runtime;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;

/** {@code GET /health/live} and {@code /health/ready}: 503 names the failing parts. */
public final class HealthRoutes implements Routes {

    private final Health health;

    public HealthRoutes(Health health) {
        this.health = health;
    }

    @Override
    public void mount(Vertx vertx, Router router) {
        router.get("/health/live")
                .handler(ctx -> ctx.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                        .end("{\"status\":\"up\"}"));
        router.get("/health/ready").handler(ctx -> {
            var faults = health.faults();
            var body = new JsonObject().put("status", faults.isEmpty() ? "up" : "down");
            if (!faults.isEmpty()) {
                var parts = new JsonObject();
                faults.forEach(parts::put);
                body.put("faults", parts);
            }
            ctx.response()
                    .setStatusCode(faults.isEmpty() ? 200 : 503)
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                    .end(body.toBuffer());
        });
    }
}
