package kz.dabyl.alerts;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import kz.dabyl.alerts.delivery.DeliveryEngine;
import kz.dabyl.alerts.delivery.DocumentLog;
import kz.dabyl.alerts.delivery.LoadedDocuments;
import kz.dabyl.alerts.lease.Leadership;
import kz.dabyl.runtime.http.Problem;
import kz.dabyl.runtime.http.Routes;
import kz.dabyl.runtime.http.Unserved;
import kz.dabyl.runtime.kafka.KafkaAccess;

/**
 * Delivers while this process holds the office, and follows who does while it does not. What is asked about subscriptions and
 * deliveries can be answered by the holder only; the others say so.
 *
 * <p>Taken and left by one thread in turn; the rest is thread-safe.
 */
final class DeliveryOffice implements Leadership.Office, Routes {

    /** What only the one who delivers can answer is below this. */
    private static final List<String> ASKED = List.of("/v1/subscriptions", "/v1/deliveries");

    private static final Duration LOAD_LIMIT = Duration.ofSeconds(60);

    /** One time in office. */
    private record Term(DeliveryEngine engine, Router router) {}

    private final Vertx vertx;
    private final KafkaAccess kafka;
    private final IncidentFeed feed;
    private final BiFunction<DocumentLog, LoadedDocuments, DeliveryEngine> engines;
    private final Function<DeliveryEngine, Routes> rooms;

    private volatile Optional<Term> term = Optional.empty();
    private volatile Optional<Understudy> understudy;
    private Future<Void> taking = Future.succeededFuture();

    /** @param rooms what an engine serves over HTTP */
    DeliveryOffice(
            Vertx vertx,
            KafkaAccess kafka,
            IncidentFeed feed,
            BiFunction<DocumentLog, LoadedDocuments, DeliveryEngine> engines,
            Function<DeliveryEngine, Routes> rooms) {
        this.vertx = vertx;
        this.kafka = kafka;
        this.feed = feed;
        this.engines = engines;
        this.rooms = rooms;
        this.understudy = Optional.of(new Understudy(kafka));
    }

    @Override
    public Future<Void> take(DocumentLog log) {
        taking = vertx.executeBlocking(this::learn, false)
                .compose(loaded -> deploy(engines.apply(log, loaded), loaded.cursor()));
        return taking;
    }

    /** What the predecessor has left; it writes nothing more. */
    private LoadedDocuments learn() throws InterruptedException {
        // The engine keeps its own view from now on.
        try (var following = understudy.orElseGet(() -> new Understudy(kafka))) {
            understudy = Optional.empty();
            return following.present(LOAD_LIMIT);
        }
    }

    private Future<Void> deploy(DeliveryEngine engine, long cursor) {
        return vertx.deployVerticle(engine)
                .compose(id -> vertx.executeBlocking(
                        () -> {
                            feed.handOver(engine, cursor);
                            var router = Router.router(vertx);
                            rooms.apply(engine).mount(vertx, router);
                            router.route().handler(Unserved.of(router));
                            term = Optional.of(new Term(engine, router));
                            return null;
                        },
                        false))
                .<Void>mapEmpty()
                .recover(cause -> engine.undeploy().transform(v -> Future.failedFuture(cause)));
    }

    @Override
    public Future<Void> leave() {
        return taking.transform(v -> {
            var ended = term;
            term = Optional.empty();
            feed.standBy();
            if (understudy.isEmpty()) {
                understudy = Optional.of(new Understudy(kafka));
            }
            return ended.map(was -> was.engine.undeploy()).orElseGet(Future::succeededFuture);
        });
    }

    /** Why subscriptions cannot be kept, or not be taken over. */
    Optional<String> subscriptionFault() {
        return term.map(now -> now.engine.subscriptionFault()).orElseGet(() -> understudy.flatMap(Understudy::fault));
    }

    /** Why messages cannot be kept. */
    Optional<String> deliveryFault() {
        return term.flatMap(now -> now.engine.deliveryFault());
    }

    @Override
    public void mount(Vertx vertx, Router router) {
        // Without a path: one would be cut off from what the engine's own router sees.
        router.route().handler(ctx -> {
            if (ASKED.stream().noneMatch(ctx.normalizedPath()::startsWith)) {
                ctx.next();
            } else {
                term.ifPresentOrElse(now -> now.router.handleContext(ctx), () -> {
                    ctx.response().putHeader("retry-after", "1");
                    Problem.unavailable("another process delivers, or will in a moment: ask that one")
                            .send(ctx.response());
                });
            }
        });
    }

    /** Follows nobody any more. Blocking. */
    void close() {
        understudy.ifPresent(Understudy::close);
        understudy = Optional.empty();
    }
}
