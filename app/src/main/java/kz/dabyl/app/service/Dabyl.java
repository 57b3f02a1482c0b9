package kz.dabyl.app.service;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import kz.dabyl.alerts.Alerts;
import kz.dabyl.alerts.AlertsConfig;
import kz.dabyl.alerts.delivery.DeliveryConfig;
import kz.dabyl.alerts.incidents.IncidentBook;
import kz.dabyl.alerts.incidents.Revision;
import kz.dabyl.alerts.publication.PublicationConfig;
import kz.dabyl.alerts.stream.LiveStream;
import kz.dabyl.app.backtest.SummaryLog;
import kz.dabyl.app.backtest.jobs.BacktestDesk;
import kz.dabyl.collector.Collector;
import kz.dabyl.collector.CollectorConfig;
import kz.dabyl.collector.admission.Limits;
import kz.dabyl.collector.log.TimeMode;
import kz.dabyl.console.ConsoleRoutes;
import kz.dabyl.detector.dossier.DossierRoutes;
import kz.dabyl.detector.evidence.Assembly;
import kz.dabyl.detector.evidence.EvidenceDesk;
import kz.dabyl.detector.evidence.EvidenceRoutes;
import kz.dabyl.detector.evidence.LoggedHops;
import kz.dabyl.detector.shadow.ShadowRun;
import kz.dabyl.detector.stream.Detector;
import kz.dabyl.detector.stream.DetectorConfig;
import kz.dabyl.model.Incident;
import kz.dabyl.model.Thresholds;
import kz.dabyl.runtime.Surroundings;
import kz.dabyl.runtime.access.Credentials;
import kz.dabyl.runtime.health.Health;
import kz.dabyl.runtime.health.HealthRoutes;
import kz.dabyl.runtime.health.Meters;
import kz.dabyl.runtime.http.Routes;
import kz.dabyl.runtime.kafka.InstanceId;
import kz.dabyl.runtime.kafka.KafkaAccess;

/**
 * A running service: the log, the rooms that its roles name, and the HTTP server before them. Closing stops what takes
 * before what keeps. Thread-safe.
 */
public final class Dabyl implements AutoCloseable {

    private static final Duration OPENING = Duration.ofSeconds(90);
    private static final Duration CLOSING = Duration.ofSeconds(6);
    private static final long POLL_NANOS = 10_000_000;
    private static final String HTTP = "http";

    private final ServiceOptions options;
    private final Secrets secrets;
    private final OpenParts parts = new OpenParts();
    private final Health health = new Health();
    private final AtomicBoolean roomsOpen = new AtomicBoolean();
    private final List<Routes> rooms = new ArrayList<>();
    private Optional<FrontDoor> door = Optional.empty();

    private Dabyl(ServiceOptions options, Secrets secrets) {
        this.options = options;
        this.secrets = secrets;
    }

    /**
     * Starts a service; returns when it takes traffic. Blocking.
     *
     * @throws ServiceFailedException if it cannot be started; nothing of it is left then
     */
    public static Dabyl start(ServiceOptions options) throws ServiceFailedException, InterruptedException {
        Secrets secrets;
        try {
            secrets = Secrets.load(options);
        } catch (IOException e) {
            throw new ServiceFailedException("cannot use " + options.data() + " as data directory: " + e, e);
        }
        var dabyl = new Dabyl(options, secrets);
        try {
            dabyl.open();
            return dabyl;
        } catch (ServiceFailedException | InterruptedException | RuntimeException e) {
            dabyl.close();
            throw e;
        }
    }

    /** Where it answers on this machine. */
    public URI address() {
        var host = options.http().host().equals("0.0.0.0")
                ? "127.0.0.1"
                : options.http().host();
        var port = door.map(FrontDoor::port).orElse(options.http().port());
        var literal = host.contains(":") ? "[" + host + "]" : host;
        return URI.create((options.http().tls().isPresent() ? "https://" : "http://") + literal + ":" + port);
    }

    /** Files with tokens that this start made. */
    public List<Path> madeTokens() {
        return secrets.made();
    }

    public Credentials credentials() {
        return secrets.credentials();
    }

    /** What it serves, in order. */
    List<Routes> rooms() {
        return List.copyOf(rooms);
    }

    /** Stops within some ten seconds. Does nothing the second time. */
    @Override
    public void close() {
        parts.close();
    }

    private void open() throws ServiceFailedException, InterruptedException {
        health.register("rooms", () -> roomsOpen.get() ? Optional.empty() : Optional.of("not all are open yet"));
        var meters = new Meters(options.http().metricsPublic());
        parts.add("meters", meters);
        var vertx = ServiceVertx.open(meters.registry(), options.http().instances());
        parts.add("vertx", () -> closed(vertx.close()));
        var documents = new ServiceDocuments(!options.roles().contains(Role.ALERTS));
        rooms.addAll(List.of(new SecurityHeaders(), documents, new HealthRoutes(health), meters));
        var servers = listen(vertx, meters);
        openRooms(vertx, Log.open(options, health, parts), meters);
        opened(servers.admitTo(rooms));
        parts.closeFirst(HTTP);
        roomsOpen.set(true);
        awaitReady();
    }

    /** The rooms open side by side: each waits for Kafka. */
    private void openRooms(Vertx vertx, KafkaAccess kafka, Meters meters)
            throws ServiceFailedException, InterruptedException {
        if (options.roles().contains(Role.DETECTOR)) {
            var started = Detector.start(kafka, detectorConfig(), meters.registry(), health);
            parts.add("detector", started);
            rooms.addAll(List.of(started.routes(), started.operatorRoutes(credentials())));
            rooms.add(backtests(vertx, kafka));
            var shadow = ShadowRun.start(kafka);
            parts.add("shadow", shadow);
            rooms.add(shadow.routes(credentials()));
        }
        var opening = new ArrayList<Future<Routes>>();
        var world = new Surroundings(vertx, kafka, meters.registry(), health, InstantSource.system());
        if (options.roles().contains(Role.ALERTS)) {
            var config = alertsConfig(alertsName());
            var alerts = Alerts.start(world, config, credentials());
            parts.add("alerts", () -> closed(alerts.compose(Alerts::close)));
            opening.add(alerts.map(Alerts::routes));
            var desk = evidence(vertx, kafka);
            opening.add(alerts.map(opened -> evidence(desk, opened.incidents())));
            rooms.add(new ConsoleRoutes());
        }
        if (options.roles().contains(Role.COLLECTOR)) {
            var collector = Collector.start(world, collectorConfig(), credentials());
            parts.add("collector", () -> closed(collector.compose(Collector::close)));
            opening.add(collector.map(Collector::routes));
            opening.add(collector.map(Collector::shadow));
        }
        for (var room : opening) {
            rooms.add(opened(room));
        }
    }

    /** The history is that of {@code dabyl backtest}. */
    private Routes backtests(Vertx vertx, KafkaAccess kafka) {
        var history = options.data().resolve(SummaryLog.HISTORY);
        var desk = new BacktestDesk(vertx, kafka, history, options.data().resolve("backtests"));
        parts.add("backtests", desk);
        return desk.routes(credentials());
    }

    /** Evidence is put together by the detector's code and asked for by those who see incidents. */
    private EvidenceDesk evidence(Vertx vertx, KafkaAccess kafka) {
        var key = secrets.webhookKeys().history();
        var assembly = new Assembly(new LoggedHops(kafka), key, version(), new SecureRandom(), Assembly.DAY);
        var desk = new EvidenceDesk(vertx, assembly, options.data().resolve("evidence"));
        parts.add("evidence", desk);
        return desk;
    }

    private Routes evidence(EvidenceDesk desk, IncidentBook book) {
        Function<String, List<Incident>> revisions =
                id -> book.revisions(id).stream().map(Revision::incident).toList();
        var dossiers = new DossierRoutes(desk, revisions, options.timeMode() == TimeMode.LOG);
        var served = List.of(new EvidenceRoutes(desk, revisions, credentials()), dossiers);
        return (vertx, router) -> served.forEach(room -> room.mount(vertx, router));
    }

    private static String version() {
        return Optional.ofNullable(Dabyl.class.getPackage().getImplementationVersion())
                .orElse("unpackaged");
    }

    /** Before all else, so that a port that is taken is known at once. */
    private FrontDoor listen(Vertx vertx, Meters meters) throws ServiceFailedException, InterruptedException {
        var opening = FrontDoor.open(vertx, options.http(), meters, rooms);
        parts.add(HTTP, () -> closed(opening.close()));
        try {
            opened(opening.listening());
            door = Optional.of(opening);
            return opening;
        } catch (ServiceFailedException e) {
            throw new ServiceFailedException(
                    "cannot listen on " + options.http().host() + ":"
                            + options.http().port() + ": " + e.getMessage(),
                    e);
        }
    }

    private void awaitReady() throws ServiceFailedException, InterruptedException {
        var deadline = System.nanoTime() + OPENING.toNanos();
        for (var faults = health.faults(); !faults.isEmpty(); faults = health.faults()) {
            if (System.nanoTime() > deadline) {
                throw new ServiceFailedException("not ready after " + OPENING.toSeconds() + " s: " + faults);
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    private DetectorConfig detectorConfig() {
        return new DetectorConfig(options.data().resolve("detector"), 1, Optional.empty());
    }

    /** Kept, so that a restart takes up deliveries at once. */
    private String alertsName() throws ServiceFailedException {
        try {
            var name = InstanceId.take(options.data().resolve("alerts"));
            parts.add("alerts name", name);
            return name.toString();
        } catch (IOException e) {
            throw new ServiceFailedException("cannot use " + options.data() + " as data directory: " + e, e);
        }
    }

    private AlertsConfig alertsConfig(String name) {
        return new AlertsConfig(
                name,
                secrets.webhookKeys(),
                options.allowPrivateWebhooks(),
                options.rules().home().orElse(Thresholds.DEFAULT.home()),
                options.channels().exercising(options.timeMode() == TimeMode.LOG),
                options.timeMode() == TimeMode.WALL,
                IncidentBook.DEFAULT_REVISIONS,
                DeliveryConfig.DEFAULT,
                LiveStream.Config.DEFAULT,
                new PublicationConfig(options.channels().site(), options.timeMode() == TimeMode.LOG));
    }

    private CollectorConfig collectorConfig() {
        return new CollectorConfig(
                secrets.collectorId(), options.timeMode(), Limits.DEFAULT, options.rules(), secrets.targets());
    }

    private static <T> T opened(Future<T> future) throws ServiceFailedException, InterruptedException {
        try {
            return future.toCompletionStage().toCompletableFuture().get(OPENING.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            var cause = e.getCause() == null ? e : e.getCause();
            throw new ServiceFailedException(cause.getMessage() == null ? cause.toString() : cause.getMessage(), cause);
        } catch (TimeoutException e) {
            throw new ServiceFailedException("not open after " + OPENING.toSeconds() + " s", e);
        }
    }

    /** Waits for what is being closed; what never opened needs none of it. */
    private static void closed(Future<?> future) throws InterruptedException, TimeoutException {
        future.otherwiseEmpty()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(CLOSING.toSeconds(), TimeUnit.SECONDS)
                .join();
    }
}
