package kz.dabyl.app.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import kz.dabyl.runtime.health.Meters;
import kz.dabyl.runtime.http.Routes;
import org.junit.jupiter.api.Test;

class HttpSettingsTest {

    private static final int MOST = ServiceOptions.Http.MOST_INSTANCES;

    @Test
    void servesOnAsManyEventLoopsAsAreAskedForEvenIfTheyAreMoreThanUsual() throws Exception {
        var instances = Math.min(MOST, 3 * Runtime.getRuntime().availableProcessors());
        Set<Thread> loops = ConcurrentHashMap.newKeySet();
        Routes room = (vertx, router) -> loops.add(Thread.currentThread());
        try (var meters = new Meters(false)) {
            var vertx = ServiceVertx.open(meters.registry(), instances);

            deploy(vertx, instances, room);

            vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        }
        assertThat(loops).hasSize(instances);
    }

    @Test
    void servesOnAsManyEventLoopsAsThereAreCoresUnlessToldOtherwise() {
        var http = new ServiceOptions.Http("127.0.0.1", 0, false);

        assertThat(http.instances())
                .isEqualTo(Math.min(MOST, Runtime.getRuntime().availableProcessors()));
    }

    private static void deploy(Vertx vertx, int instances, Routes room) throws Exception {
        var http = new ServiceOptions.Http("127.0.0.1", 0, instances, 1_000, false, Optional.empty());
        HttpSettings.deploy(vertx, http, Optional.empty(), List.of(room), new AtomicInteger(), server -> {})
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }
}
