package kz.dabyl.app.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import java.util.concurrent.TimeUnit;
import kz.dabyl.runtime.health.Meters;
import org.junit.jupiter.api.Test;

class ServiceVertxTest {

    @Test
    void tellsNothingThatSeveralServersWouldEachTellForThemselves() throws Exception {
        var meters = new Meters(false);
        var registry = meters.registry();
        var vertx = ServiceVertx.open(registry, 1);
        try (meters) {
            var server = vertx.createHttpServer()
                    .requestHandler(request -> request.response().end())
                    .listen(0, "127.0.0.1")
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(10, TimeUnit.SECONDS);
            vertx.createHttpClient()
                    .request(HttpMethod.GET, server.actualPort(), "127.0.0.1", "/")
                    .compose(request -> request.send())
                    .compose(response -> response.body())
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(10, TimeUnit.SECONDS);

            var names = registry.getMeters().stream()
                    .map(meter -> meter.getId().getName())
                    .toList();

            assertThat(names).noneMatch(name -> name.startsWith("vertx.http.server.active"));
            assertThat(names).anyMatch(name -> name.startsWith("vertx.http.server"));
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        }
    }
}
