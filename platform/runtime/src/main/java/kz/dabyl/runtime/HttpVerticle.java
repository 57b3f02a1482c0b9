package kz.dabyl.runtime;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One HTTP server on one event loop; instances share the port. Answers what no room serves, and failures that no route
 * caught, by RFC 9457, without a cause that outsiders could learn from.
 */
public final class HttpVerticle extends VerticleBase {

    private static final Logger LOG = LoggerFactory.getLogger(HttpVerticle.class);

    private final HttpServerOptions options;
    private final List<Routes> rooms;
    private final AtomicInteger boundPort;
    private @Nullable HttpServer server;

    /**
     * @param options port 0 takes a free one
     * @param boundPort gets the port that they listen on; instances that are given the same one share their port
     */
    public HttpVerticle(HttpServerOptions options, List<Routes> rooms, AtomicInteger boundPort) {
        this.options = new HttpServerOptions(options);
        if (options.getPort() == 0) {
            // To Vert.x a negative port is a free one that all servers with the same number share; 0 would be a port
            // each.
            this.options.setPort(-Math.max(1, System.identityHashCode(boundPort)));
        }
        this.rooms = List.copyOf(rooms);
        this.boundPort = boundPort;
    }

    @Override
    public Future<?> start() {
        var router = Router.router(vertx);
        var posts = new HashMap<String, Handler<HttpServerRequest>>();
        for (var room : rooms) {
            room.mount(vertx, router);
            posts.putAll(room.posts(vertx));
        }
        for (var status : new int[] {400, 404, 405, 406, 413, 414, 415, 500, 501}) {
            router.errorHandler(status, ctx -> answer(ctx, status));
        }
        server = vertx.createHttpServer(options)
                .requestHandler(request -> serve(request, posts, router))
                .invalidRequestHandler(
                        request -> Problem.of(400, "malformed-request", "The request is not valid HTTP", "see RFC 9112")
                                .send(request.response()));
        return server.listen().onSuccess(listening -> boundPort.set(listening.actualPort()));
    }

    @Override
    public Future<?> stop() {
        return server == null ? Future.succeededFuture() : server.close();
    }

    private void serve(HttpServerRequest request, Map<String, Handler<HttpServerRequest>> posts, Router router) {
        for (var room : rooms) {
            room.prepare(request.response());
        }
        var post = HttpMethod.POST.equals(request.method()) ? posts.get(request.path()) : null;
        if (post == null) {
            router.handle(request);
        } else {
            post.handle(request.routed(request.path()));
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
            case 404 ->
                Problem.of(404, "not-found", "There is nothing here", "see GET / for what this service offers")
                        .send(ctx.response());
            case 405 ->
                Problem.of(405, "method-not-allowed", "This method is not allowed here", "see /openapi.yaml")
                        .send(ctx.response());
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
