package kz.dabyl.alerts.fakes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static kz.dabyl.alerts.fakes.Receiver.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import kz.dabyl.alerts.channels.ChannelSettings;
import kz.dabyl.alerts.delivery.DeliveryConfig;
import kz.dabyl.alerts.delivery.DeliveryEngine;
import kz.dabyl.alerts.delivery.Gathering;
import kz.dabyl.alerts.delivery.LoadedDocuments;
import kz.dabyl.alerts.delivery.Message;
import kz.dabyl.alerts.delivery.RetrySchedule;
import kz.dabyl.alerts.delivery.SubscriptionDesk;
import kz.dabyl.alerts.delivery.SubscriptionDesk.Issued;
import kz.dabyl.alerts.incidents.AreaMatch;
import kz.dabyl.alerts.incidents.IncidentBook;
import kz.dabyl.alerts.meters.AlertsMeters;
import kz.dabyl.alerts.routing.Routing;
import kz.dabyl.alerts.subscriptions.Subscription;
import kz.dabyl.alerts.subscriptions.TermsReader;
import kz.dabyl.alerts.webhook.AddressGuard;
import kz.dabyl.alerts.webhook.SystemResolver;
import kz.dabyl.alerts.webhook.WebhookKeys;
import kz.dabyl.model.Topics;

/** A delivery engine over a log without a broker, that can be killed and started again. */
public final class EngineRoom implements AutoCloseable {

    public static final byte[] KEY = "a key file of thirty-two bytes..".getBytes(UTF_8);

    private static final AreaMatch AREAS = new AreaMatch(List.of("KZ"));

    /** The first message of its kind waits for no others, so that tests need not either. */
    private static final Gathering AT_ONCE = new Gathering(Duration.ZERO, Duration.ofSeconds(20), 100);

    public final Vertx vertx = Vertx.vertx();
    public final FakeClock clock;
    public final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final DeliveryConfig config;
    private final ChannelSettings channels;
    private final AddressGuard guard;
    private final List<SomeIncident> published = new ArrayList<>();
    private final List<Receiver> receivers = new ArrayList<>();
    private FakeLog log = new FakeLog();
    private IncidentBook book = new IncidentBook(10_000, AREAS);
    private DeliveryEngine engine;

    private EngineRoom(DeliveryConfig config, FakeClock clock) {
        this(config, clock, ChannelSettings.NONE, Optional.empty());
    }

    private EngineRoom(DeliveryConfig config, FakeClock clock, ChannelSettings channels, Optional<AddressGuard> guard) {
        this.config = config;
        this.channels = channels;
        this.clock = clock;
        this.guard = guard.orElseGet(() -> new AddressGuard(new SystemResolver(vertx), true));
        this.engine = deployed();
        engine.logEndsBefore(0);
    }

    /** An engine that repeats failed tries after these waits, without jitter. */
    public static EngineRoom retrying(Duration... waits) {
        return new EngineRoom(config(waits), FakeClock.at("2021-04-24T07:00:30Z"));
    }

    public static EngineRoom at(String time) {
        return new EngineRoom(config(Duration.ofMillis(20)), FakeClock.at(time));
    }

    public static EngineRoom of(DeliveryConfig config) {
        return new EngineRoom(config, FakeClock.at("2021-04-24T07:00:30Z"));
    }

    /** One that tells Alertmanagers so often what stands open. */
    public static EngineRoom repeating(Duration repeat) {
        return repeating(repeat, Duration.ofMillis(20));
    }

    /** The same that tries again after such waits. */
    public static EngineRoom repeating(Duration repeat, Duration... waits) {
        return new EngineRoom(
                config(waits),
                FakeClock.at("2021-04-24T09:00:00Z"),
                new ChannelSettings(Optional.empty(), Optional.empty(), repeat),
                Optional.empty());
    }

    /** One of a service that is fed by recordings. */
    public static EngineRoom exercising() {
        return new EngineRoom(
                config(Duration.ofMillis(20)),
                FakeClock.at("2021-04-24T07:00:30Z"),
                ChannelSettings.NONE.exercising(true),
                Optional.empty());
    }

    /** One that sends only where {@code guard} lets it. */
    public static EngineRoom guarded(AddressGuard guard) {
        return new EngineRoom(
                config(Duration.ofMillis(20)),
                FakeClock.at("2021-04-24T07:00:30Z"),
                ChannelSettings.NONE,
                Optional.of(guard));
    }

    public static DeliveryConfig config(Duration... waits) {
        return new DeliveryConfig(new RetrySchedule(List.of(waits), 0), Duration.ofSeconds(8), 4, 500, 50, AT_ONCE);
    }

    /** {@code count} times the same wait. */
    public static Duration[] times(int count, Duration wait) {
        return Collections.nCopies(count, wait).toArray(Duration[]::new);
    }

    private DeliveryEngine deployed() {
        var made = new DeliveryEngine(new DeliveryEngine.Parts(
                log,
                LoadedDocuments.of(log.contents(Topics.SUBSCRIPTIONS), log.contents(Topics.DELIVERIES)),
                book,
                new Routing(AREAS),
                channels,
                guard,
                new WebhookKeys(KEY),
                config,
                clock,
                new AlertsMeters(registry),
                new HttpClientOptions()));
        await(vertx.deployVerticle(made));
        return made;
    }

    /** Publishes revisions, as the log would hand them over. */
    public void publish(SomeIncident... revisions) {
        for (var revision : revisions) {
            published.add(revision);
            book.add(published.size() - 1, revision.incident()).ifPresent(engine::offer);
        }
    }

    /** Publishes while no engine runs. */
    public void publishUnseen(SomeIncident... revisions) {
        published.addAll(List.of(revisions));
    }

    /** The process dies: nothing more is written, nothing more is tried. */
    public void kill() {
        log.die();
        engine.undeploy().onFailure(e -> {
            throw new AssertionError(e);
        });
    }

    /** A new process on what the dead one left, which reads the log of incidents from its start. */
    public void startAgain() {
        startBlind();
        readLog();
    }

    /** A new process that has not read the log of incidents yet. */
    public void startBlind() {
        log = log.survivor();
        book = new IncidentBook(10_000, AREAS);
        engine = deployed();
    }

    public void readLog() {
        var again = List.copyOf(published);
        for (var offset = 0; offset < again.size(); offset++) {
            book.add(offset, again.get(offset).incident()).ifPresent(engine::offer);
        }
        engine.logEndsBefore(book.nextOffset());
    }

    /** The log of incidents was lost and begins anew. */
    public void forgetIncidents() {
        published.clear();
    }

    public Receiver receiver() {
        var receiver = Receiver.start(vertx);
        receivers.add(receiver);
        return receiver;
    }

    public Issued subscribe(Receiver receiver, String more) {
        return await(desk().subscribe(terms(receiver, more)));
    }

    /** Subscribes by whatever channel {@code text} says. */
    public Issued subscribe(String text) {
        return await(desk().subscribe(terms(text)));
    }

    public static kz.dabyl.alerts.subscriptions.Terms terms(Receiver receiver, String more) {
        return terms("{\"channel\":\"webhook\",\"url\":\"" + receiver.url() + "\"" + more + "}");
    }

    private static kz.dabyl.alerts.subscriptions.Terms terms(String text) {
        return ((TermsReader.Result.Ok) TermsReader.read(text, true)).terms();
    }

    public SubscriptionDesk desk() {
        return engine.desk();
    }

    public DeliveryEngine engine() {
        return engine;
    }

    public FakeLog log() {
        return log;
    }

    public IncidentBook book() {
        return book;
    }

    public Subscription found(Issued issued) {
        return await(desk().find(issued.subscription().id())).orElseThrow();
    }

    public List<Message> deliveries(Issued issued) {
        return deliveries(issued.subscription().id());
    }

    public List<Message> deliveries(String subscription) {
        return await(engine.deliveries().page(subscription, Optional.empty(), 1000))
                .orElseThrow()
                .items();
    }

    public double count(String outcome) {
        return registry.get("dabyl.deliveries")
                .tag("channel", "webhook")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    @Override
    public void close() {
        receivers.forEach(Receiver::close);
        await(vertx.close());
    }
}
