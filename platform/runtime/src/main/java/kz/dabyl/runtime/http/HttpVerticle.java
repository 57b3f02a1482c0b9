package kz.dabyl.runtime.http;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import kz.dabyl.runtime.http.fast.FastPaths;
import kz.dabyl.runtime.http.fast.Guest;
import kz.dabyl.runtime.http.fast.SmallPosts;
import kz.dabyl.runtime.tls.TlsIdentity;
import kz.dabyl.runtime.tls.TlsWatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One HTTP server on one event loop; instances share the port. Answers what no room serves, and failures that no route
 * caught, by RFC 9457, without a cause that outsiders could learn from. With an identity it speaks TLS only, and HTTP/2
 * beside HTTP/1.1.
 */
public final class HttpVerticle extends VerticleBase {

    private static final Logger LOG = LoggerFactory.getLogger(HttpVerticle.class);

    /** For the first head of a connection; the idle timeout of the options, if shorter. */
    private static final Duration FIRST_HEAD = Duration.ofSeconds(30);

    private static final int SWEEPS_IN_TIME = 5;

    private final HttpServerOptions options;
    private final Optional<TlsWatch> tls;
    private final int mostConnections;
    private final AtomicInteger boundPort;
    private List<Routes> rooms;
    private @Nullable FastPaths fast;
    private Map<String, Handler<HttpServerRequest>> posts = Map.of();
    private Handler<HttpServerRequest> router = request -> {};
    private @Nullable HttpServer server;
    private TlsWatch.Following following = () -> {};

    /** Without TLS, and as many connections as there may be open files. */
    public HttpVerticle(HttpServerOptions options, List<Routes> rooms, AtomicInteger boundPort) {
        this(options, Optional.empty(), Integer.MAX_VALUE, rooms, boundPort);
    }

    /**
     * @param options port 0 takes a free one
     * @param tls whose identity to show
     * @param mostConnections that this instance keeps open at once, if the options have an idle timeout; beyond it those are
     *     closed that asked for nothing yet
     * @param boundPort gets the port that they listen on; instances that are given the same one share their port
     */
    public HttpVerticle(
            HttpServerOptions options,
            Optional<TlsWatch> tls,
            int mostConnections,
            List<Routes> rooms,
            AtomicInteger boundPort) {
        this.options = new HttpServerOptions(options);
        if (options.getPort() == 0) {
            // To Vert.x a negative port is a free one that servers with the same number share; 0 would be one each.
            this.options.setPort(-Math.max(1, System.identityHashCode(boundPort)));
        }
        // While Vert.x waits to see which of both a client speaks, it tells nobody of the connection, and one that
        // drips could not be closed.
        this.options.setHttp2ClearTextEnabled(false);
        tls.ifPresent(watch -> this.options
                .setSsl(true)
                .setUseAlpn(true)
                .setKeyCertOptions(watch.inUse().pem())
                .setEnabledSecureTransportProtocols(TlsIdentity.protocols()));
        this.tls = tls;
        this.mostConnections = mostConnections;
        this.rooms = List.copyOf(rooms);
        this.boundPort = boundPort;
    }

    @Override
    public Future<?> start() {
        enter(rooms);
        Handler<HttpServerRequest> serving = this::serve;
        var fresh = vertx.createHttpServer(options)
                .requestHandler(serving)
                .invalidRequestHandler(
                        request -> Problem.of(400, "malformed-request", "The request is not valid HTTP", "see RFC 9112")
                                .send(request.response()));
        server = fresh;
        var quiet = options.getIdleTimeout() > 0
                ? Optional.of(closeQuietConnections(fresh, serving))
                : Optional.<QuietConnections>empty();
        fresh.connectionHandler(connection -> {
            OneLengthDecoder.install(connection, options);
            var guest =
                    quiet.map(all -> all.opened(connection, System.nanoTime())).orElse(Guest.NOBODY);
            if (fast != null) {
                fast.open(connection, OneLengthDecoder.NAME, guest);
            }
        });
        return fresh.listen().onSuccess(listening -> {
            boundPort.set(listening.actualPort());
            tls.ifPresent(watch -> following = watch.follow(identity -> show(listening, identity)));
        });
    }

    /** Serves {@code others} instead of what it served before; done when it does. On any thread, once it has been deployed. */
    public Future<Void> serve(List<Routes> others) {
        var entered = Promise.<Void>promise();
        context.runOnContext(v -> {
            enter(List.copyOf(others));
            entered.complete();
        });
        return entered.future();
    }

    private void enter(List<Routes> entered) {
        var fresh = Router.router(vertx);
        var direct = new HashMap<String, Handler<HttpServerRequest>>();
        var small = new HashMap<String, SmallPosts>();
        for (var room : entered) {
            room.mount(vertx, fresh);
            direct.putAll(room.posts(vertx));
            small.putAll(room.smallPosts(vertx));
        }
        var unserved = Unserved.of(fresh);
        for (var status : new int[] {400, 406, 413, 414, 415, 500, 501}) {
            fresh.errorHandler(status, ctx -> answer(ctx, status));
        }
        fresh.errorHandler(404, unserved);
        fresh.errorHandler(405, unserved);
        rooms = entered;
        fast = new FastPaths(small, fields -> entered.forEach(room -> room.prepare(fields)));
        posts = direct;
        router = fresh;
    }

    private QuietConnections closeQuietConnections(HttpServer fresh, Handler<HttpServerRequest> serving) {
        var idle = Duration.of(
                options.getIdleTimeout(), options.getIdleTimeoutUnit().toChronoUnit());
        var first = idle.compareTo(FIRST_HEAD) < 0 ? idle : FIRST_HEAD;
        var connections = new QuietConnections(first, idle, mostConnections);
        fresh.requestHandler(request -> {
            connections.asked(request, System.nanoTime());
            serving.handle(request);
        });
        vertx.setPeriodic(
                Math.max(1, first.toMillis() / SWEEPS_IN_TIME), timer -> connections.sweep(System.nanoTime()));
        return connections;
    }

    private static void show(HttpServer server, TlsIdentity identity) {
        server.updateSSLOptions(identity.options())
                .onFailure(cause -> LOG.error("the new certificate cannot be used, the one before stays", cause));
    }

    @Override
    public Future<?> stop() {
        following.close();
        return server == null ? Future.succeededFuture() : server.close();
    }

    private void serve(HttpServerRequest request) {
        var response = request.response();
        for (var room : rooms) {
            room.prepare(response::putHeader);
        }
        if (request.query() != null && !readable(request)) {
            Problem.of(400, "malformed-request", "The query cannot be read", "escape it as RFC 3986 has it")
                    .send(request.response());
            return;
        }
        var post = HttpMethod.POST.equals(request.method()) ? posts.get(request.path()) : null;
        if (post == null) {
            router.handle(request);
        } else {
            post.handle(request.routed(request.path()));
        }
    }

    private static boolean readable(HttpServerRequest request) {
        try {
            request.params();
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static void answer(RoutingContext ctx, int status) {
        var cause = ctx.failure();
        if (status == 500 && cause != null) {
            // The route's pattern, not the path: paths may bear the names of probes.
            var route = ctx.currentRoute();
            LOG.error("{} {} failed", ctx.request().method(), route == null ? "" : route.getPath(), cause);
        }
        switch (status) {
            case 413 ->
                Problem.of(413, "too-large", "The body is too large", "send less at once")
                        .send(ctx.response());
            case 415 ->
                Problem.of(415, "unsupported-media-type", "This Content-Type is not taken here", "see /openapi.yaml")
                        .send(ctx.response());
            case 500 -> Problem.internal().send(ctx.response());
            default ->
                Problem.of(status, "bad-request", "The request cannot be taken", "see /openapi.yaml")
                        .send(ctx.response());
        }
    }
}
