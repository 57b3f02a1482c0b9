package kz.dabyl.app.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import kz.dabyl.runtime.health.Health;
import kz.dabyl.runtime.health.HealthRoutes;
import kz.dabyl.runtime.health.Meters;
import kz.dabyl.runtime.http.Routes;
import org.junit.jupiter.api.Test;

class FrontDoorTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Test
    void saysWhatIsNotReadyWhileTheServiceStarts() throws Exception {
        var health = new Health();
        health.register("kafka", () -> Optional.of("is not reached yet"));
        var http = new ServiceOptions.Http("127.0.0.1", 0, false);
        try (var meters = new Meters(false)) {
            var vertx = ServiceVertx.open(meters.registry(), http.instances());
            var door = FrontDoor.open(vertx, http, meters, List.of(new HealthRoutes(health)));
            done(door.listening());

            var live = get(door, "/health/live");
            var ready = get(door, "/health/ready");
            var early = get(door, "/v1/cells");
            done(door.admitTo(List.of(room())));
            var late = get(door, "/v1/cells");

            done(vertx.close());
            assertThat(live.statusCode()).isEqualTo(200);
            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(ready.body()).contains("\"kafka\":\"is not reached yet\"");
            assertThat(early.statusCode()).isEqualTo(503);
            assertThat(early.headers().firstValue("retry-after")).isPresent();
            assertThat(early.headers().firstValue("content-type")).contains("application/problem+json");
            assertThat(late.body()).isEqualTo("cells");
        }
    }

    private static Routes room() {
        return (vertx, router) -> router.get("/v1/cells").handler(ctx -> ctx.end("cells"));
    }

    private static HttpResponse<String> get(FrontDoor door, String path) throws Exception {
        var uri = URI.create("http://127.0.0.1:" + door.port() + path);
        return HTTP.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static void done(Future<?> future) throws Exception {
        future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
}
