package kz.dabyl.app.service;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import kz.dabyl.runtime.http.HttpVerticle;
import kz.dabyl.runtime.http.Routes;
import kz.dabyl.runtime.tls.TlsWatch;

/** How the HTTP server behaves towards strangers. */
final class HttpSettings {

    /** Longer than the stream's sign of life, short enough that forgotten connections do not pile up. */
    private static final Duration IDLE = Duration.ofSeconds(75);

    private static final int LONGEST_LINE_BYTES = 8 * 1024;
    private static final int HEADER_BYTES = 16 * 1024;

    /** As much as one read from a socket gives at most. */
    private static final int CHUNK_BYTES = 64 * 1024;

    /** Most of what compression gives at a fraction of what its highest level costs. */
    private static final int COMPRESSION_LEVEL = 3;

    private HttpSettings() {}

    /**
     * Starts the servers that share a port, each on an event loop of its own.
     *
     * @param made is told of each of them
     */
    static Future<String> deploy(
            Vertx vertx,
            ServiceOptions.Http http,
            Optional<TlsWatch> tls,
            List<Routes> rooms,
            AtomicInteger port,
            Consumer<HttpVerticle> made) {
        var options = of(http.host(), http.port());
        // They are dealt to the instances in turn.
        var connections = Math.max(1, http.connections() / http.instances());
        return vertx.deployVerticle(
                () -> {
                    var server = new HttpVerticle(options, tls, connections, rooms, port);
                    made.accept(server);
                    return server;
                },
                new DeploymentOptions().setInstances(http.instances()));
    }

    /** @param port 0 takes a free one */
    static HttpServerOptions of(String host, int port) {
        return new HttpServerOptions()
                .setHost(host)
                .setPort(port)
                .setIdleTimeout((int) IDLE.toSeconds())
                .setMaxInitialLineLength(LONGEST_LINE_BYTES)
                .setMaxHeaderSize(HEADER_BYTES)
                .setCompressionSupported(true)
                .setCompressionLevel(COMPRESSION_LEVEL)
                // Nobody speaks WebSocket here, and its handlers would look at every request.
                .setPerMessageWebSocketCompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false)
                .setMaxChunkSize(CHUNK_BYTES)
                .setTcpNoDelay(true)
                .setReuseAddress(true)
                .setAcceptBacklog(1024);
    }
}
