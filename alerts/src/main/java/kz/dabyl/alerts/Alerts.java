package kz.dabyl.alerts;

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
import kz.dabyl.alerts.api.WebhookKeyRoute;
import kz.dabyl.alerts.cells.CellBoard;
import kz.dabyl.alerts.chain.History;
import kz.dabyl.alerts.chain.HistoryRoutes;
import kz.dabyl.alerts.delivery.DeliveryEngine;
import kz.dabyl.alerts.delivery.DocumentLog;
import kz.dabyl.alerts.delivery.LoadedDocuments;
import kz.dabyl.alerts.incidents.AreaMatch;
import kz.dabyl.alerts.incidents.IncidentArchive;
import kz.dabyl.alerts.incidents.IncidentBook;
import kz.dabyl.alerts.labels.LabelLog;
import kz.dabyl.alerts.lease.Leadership;
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
import kz.dabyl.runtime.Surroundings;
import kz.dabyl.runtime.access.Credentials;
import kz.dabyl.runtime.http.Routes;
import kz.dabyl.runtime.kafka.Appender;
import kz.dabyl.runtime.kafka.TopicTail;

/**
 * The alerts room of one process: the view of incidents, the stream, subscriptions and deliveries. Of several in a cluster one
 * delivers at a time, the others serve what is public and stand by. Thread-safe.
 */
public final class Alerts {

    private static final String INCIDENTS = "incidents view";
    private static final String CELLS = "cells view";
    private static final String SUBSCRIPTIONS = "subscriptions view";
    private static final String DELIVERIES = "deliveries";
    private static final String LABELS = "labels view";
    private static final String HOME = "thresholds view";
    private static final Duration LOAD_LIMIT = Duration.ofSeconds(60);

    /** What is open while the room is. */
    private record Opened(
            Vertx vertx,
            AlertsConfig config,
            HomeView home,
            IncidentBook book,
            IncidentArchive archive,
            CellBoard cells,
            LabelLog labels,
            LiveStream stream,
            SystemResolver resolver,
            Appender appender,
            AlertsMeters meters,
            InstantSource clock) {}

    /** What follows the log. */
    private record Following(List<TopicTail> tails, History history, DeliveryOffice office, Leadership leadership) {}

    private final Opened opened;
    private final Following following;
    private final Routes routes;

    private Alerts(Opened opened, Following following, Routes routes) {
        this.opened = opened;
        this.following = following;
        this.routes = routes;
    }

    /**
     * Opens the room: reads incidents, subscriptions and deliveries from the log, and takes up what was on its way, unless
     * another process sees to that. It is ready when its health says so. The topics must exist.
     *
     * @param world with wall time, also where the log lives in another
     */
    public static Future<Alerts> start(Surroundings world, AlertsConfig config, Credentials credentials) {
        List.of(INCIDENTS, CELLS, SUBSCRIPTIONS, DELIVERIES, LABELS, HOME)
                .forEach(part -> world.health().register(part, () -> Optional.of("starting")));
        var vertx = world.vertx();
        return vertx.executeBlocking(() -> open(world, config))
                .compose(opened -> vertx.executeBlocking(() -> follow(opened, world, credentials))
                        .recover(cause -> close(opened).transform(v -> Future.failedFuture(cause))));
    }

    private static Opened open(Surroundings world, AlertsConfig config) {
        Wording.prepare();
        var vertx = world.vertx();
        var meters = new AlertsMeters(world.meters());
        var home = new HomeView(config.home(), world.meters());
        var book = new IncidentBook(config.maxRevisions(), new AreaMatch(home::of));
        var resolver = new SystemResolver(vertx);
        var appender = new Appender(vertx, world.kafka(), "alerts");
        var stream = new LiveStream(vertx, book, config.stream());
        var archive = new IncidentArchive(IncidentArchive.DEFAULT_INCIDENTS);
        var cells = new CellBoard(stream::cell);
        var labels = new LabelLog(appender::append, world.meters());
        return new Opened(
                vertx, config, home, book, archive, cells, labels, stream, resolver, appender, meters, world.clock());
    }

    private static Alerts follow(Opened opened, Surroundings world, Credentials credentials)
            throws InterruptedException {
        var kafka = world.kafka();
        var health = world.health();
        var feed = new IncidentFeed(kafka, opened.book, opened.archive, opened.stream, opened.meters);
        var tail = TopicTail.follow(kafka, Topics.INCIDENT_REVISIONS, feed);
        var cells = TopicTail.follow(kafka, Topics.CELLS, opened.cells);
        var labels = TopicTail.follow(kafka, Topics.LABELS, opened.labels);
        var home = TopicTail.follow(kafka, Topics.RULES, opened.home);
        var tails = List.of(tail, cells, labels, home);
        for (var each : tails) {
            if (!each.awaitCaughtUp(LOAD_LIMIT)) {
                tails.forEach(TopicTail::close);
                throw new IllegalStateException("incidents, cells, labels and thresholds could not be read within "
                        + LOAD_LIMIT.toSeconds() + " s");
            }
        }
        var office = new DeliveryOffice(
                opened.vertx,
                kafka,
                feed,
                (log, loaded) -> engine(opened, log, loaded),
                engine -> delivery(opened, engine, credentials));
        var leadership = Leadership.contest(opened.vertx, kafka, opened.config.name(), office);
        health.register(INCIDENTS, tail::fault);
        health.register(CELLS, cells::fault);
        health.register(LABELS, labels::fault);
        health.register(HOME, home::fault);
        health.register(SUBSCRIPTIONS, office::subscriptionFault);
        health.register(DELIVERIES, () -> leadership.fault().or(office::deliveryFault));
        var history = History.follow(
                opened.vertx, kafka, opened.appender, opened.config.keys().history(), world.meters());
        var known = new CompleteView(() -> tail.fault().or(labels::fault));
        var rooms = List.of(
                routes(opened, tail::fault),
                new LabelRoutes(opened.labels, opened.book, known, credentials, opened.clock),
                office,
                new HistoryRoutes(history, kafka, credentials));
        return new Alerts(
                opened,
                new Following(tails, history, office, leadership),
                (vertx, router) -> rooms.forEach(room -> room.mount(vertx, router)));
    }

    private static DeliveryEngine engine(Opened opened, DocumentLog log, LoadedDocuments loaded) {
        var config = opened.config;
        return new DeliveryEngine(new DeliveryEngine.Parts(
                log,
                loaded,
                opened.book,
                new Routing(new AreaMatch(opened.home::of)),
                config.channels(),
                new AddressGuard(opened.resolver, config.allowPrivateWebhooks()),
                config.keys(),
                config.delivery(),
                opened.clock,
                opened.meters,
                new HttpClientOptions()));
    }

    /** What only the process that delivers can answer. */
    private static Routes delivery(Opened opened, DeliveryEngine engine, Credentials credentials) {
        var keys = opened.config.keys();
        var subscriptions =
                new SubscriptionRoutes(engine.desk(), keys, credentials, opened.config.allowPrivateWebhooks());
        var deliveries = new DeliveryRoutes(engine.deliveries(), credentials);
        return (vertx, router) -> List.of(subscriptions, deliveries).forEach(room -> room.mount(vertx, router));
    }

    private static Routes routes(Opened opened, Supplier<Optional<String>> fault) {
        var complete = new CompleteView(fault);
        var publication = opened.config.publication();
        var home = opened.home;
        var viewpoint = new Viewpoint(opened.book, opened.cells, opened.clock, opened.config.logIsNow());
        var rooms = List.of(
                new IncidentRoutes(opened.book, complete, new RadarList(publication.links(), home::of)),
                new FeedRoutes(opened.book, complete, publication),
                new OverviewRoutes(opened.archive, complete, publication, home::at, opened.clock),
                new StreamRoutes(opened.stream, opened.book),
                new PageRoutes(viewpoint, fault),
                new WebhookKeyRoute(opened.config.keys()));
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

    /** Whether this process delivers; else another one does, or will in a moment. */
    public boolean delivers() {
        return following.leadership.leads();
    }

    /** Ends streams, lets tries that are under way finish for a few seconds, hands deliveries over, and closes. */
    public Future<Void> close() {
        opened.stream.close();
        return opened.vertx
                .executeBlocking(
                        () -> {
                            following.leadership.close();
                            following.office.close();
                            following.tails.forEach(TopicTail::close);
                            following.history.close();
                            return null;
                        },
                        false)
                .eventually(() -> close(opened))
                .mapEmpty();
    }

    private static Future<Void> close(Opened opened) {
        return opened.vertx.executeBlocking(() -> {
            opened.appender.close();
            opened.resolver.close();
            return null;
        });
    }
}
