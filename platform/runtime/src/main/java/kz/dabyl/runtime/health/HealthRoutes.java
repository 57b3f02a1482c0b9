package kz.dabyl.runtime.health;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.util.Map;
import java.util.stream.Collectors;
import kz.dabyl.runtime.http.Problem;
import kz.dabyl.runtime.http.Routes;

/** {@code GET /health/live} and {@code /health/ready}: 503 names the failing parts. */
public final class HealthRoutes implements Routes {

    private static final String RETRY_SECONDS = "1";

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
            if (faults.isEmpty()) {
                ctx.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                        .end("{\"status\":\"up\"}");
            } else {
                sendFaults(ctx.response(), faults);
            }
        });
    }

    /** A problem as any other, with the failing parts by their names. */
    private static void sendFaults(HttpServerResponse response, Map<String, String> faults) {
        var parts = new JsonObject();
        faults.forEach(parts::put);
        var named = faults.entrySet().stream()
                .map(fault -> fault.getKey() + ": " + fault.getValue())
                .collect(Collectors.joining("; "));
        var problem = Problem.of(503, "not-ready", "The service is not ready", named);
        response.setStatusCode(503)
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.CONTENT_TYPE)
                .putHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
                .end(problem.json().put("faults", parts).toBuffer());
    }
}
