package kz.dabyl.alerts;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import kz.dabyl.alerts.api.CompleteView;
import kz.dabyl.alerts.api.DeliveryRoutes;
import kz.dabyl.alerts.api.FeedRoutes;
import kz.dabyl.alerts.api.IncidentRoutes;
import kz.dabyl.alerts.api.LabelRoutes;
import kz.dabyl.alerts.api.OverviewRoutes;
import kz.dabyl.alerts.api.StreamRoutes;
import kz.dabyl.alerts.api.SubscriptionRoutes;
import kz.dabyl.alerts.cells.CellBoard;
import kz.dabyl.alerts.chain.History;
import kz.dabyl.alerts.chain.HistoryRoutes;
import kz.dabyl.alerts.delivery.DeliveryEngine;
import kz.dabyl.alerts.delivery.LoadedDocuments;
import kz.dabyl.alerts.incidents.AreaMatch;
import kz.dabyl.alerts.incidents.IncidentArchive;
import kz.dabyl.alerts.incidents.IncidentBook;
import kz.dabyl.alerts.labels.LabelLog;
import kz.dabyl.alerts.meters.AlertsMeters;
import kz.dabyl.alerts.page.PageRoutes;
import kz.dabyl.alerts.page.Viewpoint;
import kz.dabyl.alerts.publication.RadarList;
import kz.dabyl.alerts.routing.Routing;
import kz.dabyl.alerts.stream.LiveStream;
import kz.dabyl.alerts.webhook.AddressGuard;
import kz.dabyl.alerts.webhook.SystemResolver;
import kz.dabyl.alerts.words.Wording;
import kz.dabyl.model.Topics;
import kz.dabyl.runtime.Appender;
import kz.dabyl.runtime.Credentials;
import kz.dabyl.runtime.Health;
import kz.dabyl.runtime.KafkaAccess;
import kz.dabyl.runtime.Routes;
import kz.dabyl.runtime.TopicTail;

/**
 * The alerts room of one process: the view of incidents, the stream, subscriptions and deliveries. One of them delivers
 * for a cluster at a time. Thread-safe.
 */
public final class Alerts {

    private static final String INCIDENTS = "incidents view";
    private static final String CELLS = "cells view";
    private static final String SUBSCRIPTIONS = "subscriptions view";
    private static final String DELIVERIES = "deliveries";
    private static final String LABELS = "labels view";
    private static final Duration LOAD_LIMIT = Duration.ofSeconds(60);

    /** What is open while the room is. */
    private record Opened(
            Vertx vertx,
            AlertsConfig config,
            IncidentBook book,
            IncidentArchive archive,
            CellBoard cells,
            LabelLog labels,
            LiveStream stream,
            SystemResolver resolver,
            Appender appender,
            DeliveryEngine engine,
            AlertsMeters meters,
            InstantSource clock) {}

    private final Opened opened;
    private final List<TopicTail> tails;
    private final History history;
    private final Routes routes;

    private Alerts(Opened opened, List<TopicTail> tails, History history, Routes routes) {
        this.opened = opened;
        this.tails = tails;
        this.history = history;
        this.routes = routes;
    }

    /**
     * Opens the room: reads subscriptions, deliveries and incidents from the log, takes up what was on its way, and is ready
     * when done. The topics must exist.
     *
     * @param clock wall time, also where the log lives in another
     */
    public static Future<Alerts> start(
            Vertx vertx,
            KafkaAccess kafka,
            AlertsConfig config,
            Credentials credentials,
            MeterRegistry registry,
            Health health,
            InstantSource clock) {
        List.of(INCIDENTS, CELLS, SUBSCRIPTIONS, DELIVERIES, LABELS)
                .forEach(part -> health.register(part, () -> Optional.of("starting")));
        var meters = new AlertsMeters(registry);
        return vertx.executeBlocking(() -> open(vertx, kafka, config, meters, clock))
                .compose(opened -> vertx.deployVerticle(opened.engine)
                        .compose(
                                id -> vertx.executeBlocking(() -> follow(opened, kafka, credentials, registry, health)))
                        .recover(cause -> close(opened).transform(v -> Future.failedFuture(cause))));
    }

    private static Opened open(
            Vertx vertx, KafkaAccess kafka, AlertsConfig config, AlertsMeters meters, InstantSource clock)
            throws InterruptedException {
        Wording.prepare();
        var loaded = LoadedDocuments.of(
                TopicContents.read(kafka, Topics.SUBSCRIPTIONS, LOAD_LIMIT),
                TopicContents.read(kafka, Topics.DELIVERIES, LOAD_LIMIT));
        var areas = new AreaMatch(config.home());
        var book = new IncidentBook(config.maxRevisions(), areas);
        var resolver = new SystemResolver(vertx);
        var appender = new Appender(vertx, kafka, "alerts");
        var engine = new DeliveryEngine(new DeliveryEngine.Parts(
                appender::append,
                loaded,
                book,
                new Routing(areas),
                config.channels(),
                new AddressGuard(resolver, config.allowPrivateWebhooks()),
                config.keys(),
                config.delivery(),
                clock,
                meters,
                new HttpClientOptions()));
        var stream = new LiveStream(vertx, book, config.stream());
        var archive = new IncidentArchive(IncidentArchive.DEFAULT_INCIDENTS);
        var cells = new CellBoard(stream::cell);
        var labels = new LabelLog(appender::append);
        return new Opened(
                vertx, config, book, archive, cells, labels, stream, resolver, appender, engine, meters, clock);
    }

    private static Alerts follow(
            Opened opened, KafkaAccess kafka, Credentials credentials, MeterRegistry registry, Health health)
            throws InterruptedException {
        var feed = new IncidentFeed(opened.book, opened.archive, opened.engine, opened.stream, opened.meters);
        var tail = TopicTail.follow(kafka, Topics.INCIDENT_REVISIONS, feed);
        var cells = TopicTail.follow(kafka, Topics.CELLS, opened.cells);
        var labels = TopicTail.follow(kafka, Topics.LABELS, opened.labels);
        var tails = List.of(tail, cells, labels);
        for (var each : tails) {
            if (!each.awaitCaughtUp(LOAD_LIMIT)) {
                tails.forEach(TopicTail::close);
                throw new IllegalStateException(
                        "incidents, cells and labels could not be read within " + LOAD_LIMIT.toSeconds() + " s");
            }
        }
        opened.engine.logEndsBefore(opened.book.nextOffset());
        feed.goLive();
        health.register(INCIDENTS, tail::fault);
        health.register(CELLS, cells::fault);
        health.register(LABELS, labels::fault);
        health.register(SUBSCRIPTIONS, opened.engine::subscriptionFault);
        health.register(DELIVERIES, opened.engine::deliveryFault);
        var history = History.follow(
                opened.vertx, kafka, opened.appender, opened.config.keys().history(), registry);
        var known = new CompleteView(() -> tail.fault().or(labels::fault));
        var rooms = List.of(
                routes(opened, credentials, tail::fault),
                new LabelRoutes(opened.labels, opened.book, known, credentials, opened.clock),
                new HistoryRoutes(history, kafka, credentials));
        return new Alerts(opened, tails, history, (vertx, router) -> rooms.forEach(room -> room.mount(vertx, router)));
    }

    private static Routes routes(Opened opened, Credentials credentials, Supplier<Optional<String>> fault) {
        var complete = new CompleteView(fault);
        var publication = opened.config.publication();
        var home = opened.config.home();
        var viewpoint = new Viewpoint(opened.book, opened.cells, opened.clock, opened.config.logIsNow());
        var rooms = List.of(
                new IncidentRoutes(opened.book, complete, new RadarList(publication.links(), home)),
                new FeedRoutes(opened.book, complete, publication),
                new OverviewRoutes(opened.archive, complete, publication, home, opened.clock),
                new StreamRoutes(opened.stream, opened.book),
                new PageRoutes(viewpoint, fault),
                new SubscriptionRoutes(
                        opened.engine.desk(), opened.config.keys(), credentials, opened.config.allowPrivateWebhooks()),
                new DeliveryRoutes(opened.engine.deliveries(), credentials));
        return (vertx, router) -> rooms.forEach(room -> room.mount(vertx, router));
    }

    /** What this room serves over HTTP. */
    public Routes routes() {
        return routes;
    }

    /** The view of incidents, for pages and feeds made from it. */
    public IncidentBook incidents() {
        return opened.book;
    }

    /** Ends streams, lets tries that are under way finish for a few seconds, and closes. */
    public Future<Void> close() {
        opened.stream.close();
        return opened.vertx
                .executeBlocking(() -> {
                    tails.forEach(TopicTail::close);
                    history.close();
                    return null;
                })
                .eventually(() -> close(opened))
                .mapEmpty();
    }

    private static Future<Void> close(Opened opened) {
        return opened.engine
                .undeploy()
                .eventually(() -> opened.vertx.executeBlocking(() -> {
                    opened.appender.close();
                    opened.resolver.close();
                    return null;
                }));
    }
}
