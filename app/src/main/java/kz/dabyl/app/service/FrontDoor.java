package kz.dabyl.app.service;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import kz.dabyl.runtime.health.Meters;
import kz.dabyl.runtime.http.HttpVerticle;
import kz.dabyl.runtime.http.Problem;
import kz.dabyl.runtime.http.Routes;
import kz.dabyl.runtime.tls.TlsWatch;
import kz.dabyl.runtime.tls.UnusableTlsException;

/**
 * The HTTP servers of a service. They listen from the beginning, so that whoever asks while it starts is told what is not
 * ready yet; what rooms serve is answered 503 until they are open. Thread-safe.
 */
final class FrontDoor {

    /** A start takes some seconds. */
    private static final int RETRY_AFTER_SECONDS = 2;

    private final List<HttpVerticle> servers = new CopyOnWriteArrayList<>();
    private final AtomicInteger port = new AtomicInteger();
    private final Future<String> deployed;
    private final Vertx vertx;

    private FrontDoor(Vertx vertx, ServiceOptions.Http http, Optional<TlsWatch> tls, List<Routes> first) {
        this.vertx = vertx;
        var hall = new ArrayList<>(first);
        hall.add((v, router) -> router.route().handler(FrontDoor::notYet));
        deployed = HttpSettings.deploy(vertx, http, tls, hall, port, servers::add);
    }

    /** @param first what is served from the beginning on */
    static FrontDoor open(Vertx vertx, ServiceOptions.Http http, Meters meters, List<Routes> first)
            throws ServiceFailedException {
        return new FrontDoor(vertx, http, identity(vertx, http, meters), first);
    }

    private static Optional<TlsWatch> identity(Vertx vertx, ServiceOptions.Http http, Meters meters)
            throws ServiceFailedException {
        if (http.tls().isEmpty()) {
            return Optional.empty();
        }
        try {
            var watch = TlsWatch.open(http.tls().get(), InstantSource.system(), meters.registry());
            watch.begin(vertx);
            return Optional.of(watch);
        } catch (UnusableTlsException e) {
            throw new ServiceFailedException(String.valueOf(e.getMessage()), e);
        }
    }

    private static void notYet(RoutingContext ctx) {
        ctx.response().putHeader(HttpHeaders.RETRY_AFTER, Integer.toString(RETRY_AFTER_SECONDS));
        Problem.unavailable("the service is starting, see /health/ready").send(ctx.response());
    }

    /** Done when they listen. */
    Future<String> listening() {
        return deployed;
    }

    int port() {
        return port.get();
    }

    /** From now on {@code rooms} are served, and nothing else; done when they are. */
    Future<Void> admitTo(List<Routes> rooms) {
        return Future.all(servers.stream().map(server -> server.serve(rooms)).toList())
                .mapEmpty();
    }

    Future<Void> close() {
        return deployed.compose(vertx::undeploy);
    }
}
