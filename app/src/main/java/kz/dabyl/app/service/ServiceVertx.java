package kz.dabyl.app.service;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.micrometer.Label;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/** The one Vert.x of the process. */
final class ServiceVertx {

    /** Closed sets only: a method is whatever a stranger writes, and a path may bear the name of a probe. */
    private static final Set<Label> LABELS =
            EnumSet.of(Label.LOCAL, Label.HTTP_ROUTE, Label.HTTP_CODE, Label.POOL_TYPE, Label.POOL_NAME);

    private static final Set<MetricsDomain> MEASURED = EnumSet.of(MetricsDomain.HTTP_SERVER, MetricsDomain.NAMED_POOLS);

    private ServiceVertx() {}

    /** @param servers how many event loops serve requests */
    static Vertx open(MeterRegistry registry, int servers) {
        var metrics = new MicrometerMetricsOptions().setLabels(LABELS);
        Arrays.stream(MetricsDomain.values())
                .filter(domain -> !MEASURED.contains(domain))
                .forEach(metrics::addDisabledMetricsCategory);
        metrics.setEnabled(true);
        // Nothing is served from files: no cache of them in the temporary folder either.
        var files = new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false);
        var loops = Math.max(VertxOptions.DEFAULT_EVENT_LOOP_POOL_SIZE, servers);
        return Vertx.builder()
                .with(new VertxOptions()
                        .setFileSystemOptions(files)
                        .setMetricsOptions(metrics)
                        .setEventLoopPoolSize(loops))
                .withMetrics(new MicrometerMetricsFactory(registry))
                .build();
    }
}
