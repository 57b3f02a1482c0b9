package kz.dabyl.runtime.health;

import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.Router;
import java.net.InetAddress;
import java.net.UnknownHostException;
import kz.dabyl.runtime.http.Problem;
import kz.dabyl.runtime.http.Routes;

/**
 * The process's meters and {@code GET /metrics}, in Prometheus text or OpenMetrics as the scraper asks. Answers loopback
 * only, unless made public. No label carries a probe or a place finer than its area.
 */
public final class Meters implements Routes, AutoCloseable {

    private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";
    private static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics gc = new JvmGcMetrics();
    private final boolean everyone;

    /** @param everyone whether to answer other hosts too */
    public Meters(boolean everyone) {
        this.everyone = everyone;
        // Each event loop has a server of its own and would register them again: they would tell of the first one only.
        registry.config().meterFilter(MeterFilter.denyNameStartsWith("vertx.http.server.active"));
        new ClassLoaderMetrics().bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        gc.bindTo(registry);
    }

    public PrometheusMeterRegistry registry() {
        return registry;
    }

    @Override
    public void mount(Vertx vertx, Router router) {
        router.get("/metrics").handler(ctx -> {
            if (!everyone && !loopback(ctx.request().remoteAddress())) {
                Problem.of(403, "loopback-only", "Metrics answer on loopback only", "start with --metrics-public")
                        .send(ctx.response());
                return;
            }
            var accept = ctx.request().getHeader(HttpHeaders.ACCEPT);
            var type =
                    accept != null && accept.contains("application/openmetrics-text") ? OPEN_METRICS : PROMETHEUS_TEXT;
            vertx.executeBlocking(() -> Families.complete(registry.scrape(type)))
                    .onSuccess(text -> ctx.response()
                            .putHeader(HttpHeaders.CONTENT_TYPE, type)
                            .end(text))
                    .onFailure(ctx::fail);
        });
    }

    private static boolean loopback(SocketAddress peer) {
        try {
            return peer != null
                    && peer.hostAddress() != null
                    && InetAddress.getByName(peer.hostAddress()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    @Override
    public void close() {
        gc.close();
        registry.close();
    }
}
