package kz.dabyl.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import kz.dabyl.alerts.channels.ChannelSettings;
import kz.dabyl.alerts.delivery.DeliveryConfig;
import kz.dabyl.alerts.delivery.DeliveryEngine;
import kz.dabyl.alerts.delivery.LoadedDocuments;
import kz.dabyl.alerts.incidents.AreaMatch;
import kz.dabyl.alerts.incidents.IncidentBook;
import kz.dabyl.alerts.meters.AlertsMeters;
import kz.dabyl.alerts.routing.Routing;
import kz.dabyl.alerts.subscriptions.TermsReader;
import kz.dabyl.alerts.webhook.AddressGuard;
import kz.dabyl.alerts.webhook.SystemResolver;
import kz.dabyl.alerts.webhook.WebhookKeys;
import kz.dabyl.model.Access;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentKind;

/** The delivery of a service alone, in wall time and without a log, that is handed incidents. */
final class AlertRoom implements AutoCloseable {

    private static final AreaMatch AREAS = new AreaMatch(List.of("KZ"));

    private final Vertx vertx = Vertx.vertx();
    private final IncidentBook book = new IncidentBook(1000, AREAS);
    private final DeliveryEngine engine;
    private long offset;

    /** @param repeat how often Alertmanagers are told again what is open */
    AlertRoom(Duration repeat) throws Exception {
        engine = new DeliveryEngine(new DeliveryEngine.Parts(
                (topic, key, document) -> Future.succeededFuture(),
                new LoadedDocuments(List.of(), List.of(), 0),
                book,
                new Routing(AREAS),
                new ChannelSettings(Optional.empty(), Optional.empty(), repeat),
                new AddressGuard(new SystemResolver(vertx), true),
                new WebhookKeys("a key file of thirty-two bytes..".getBytes(UTF_8)),
                DeliveryConfig.DEFAULT,
                InstantSource.system(),
                new AlertsMeters(new SimpleMeterRegistry()),
                new HttpClientOptions()));
        wait(vertx.deployVerticle(engine));
        engine.logEndsBefore(0);
    }

    void subscribe(String text) throws Exception {
        var terms = ((TermsReader.Result.Ok) TermsReader.read(text, true)).terms();
        wait(engine.desk().subscribe(terms));
    }

    void publish(Incident incident) {
        book.add(offset++, incident).ifPresent(engine::offer);
    }

    /** A shutdown that began a minute ago, and is open or over. */
    static Incident incident(int revision, boolean open) {
        var now = Instant.now().toEpochMilli();
        return new Incident(
                "01F40000000000000000000000",
                revision,
                IncidentKind.SHUTDOWN,
                open ? Incident.State.OPEN : Incident.State.CLOSED,
                Incident.Certainty.CONFIRMED,
                0.999,
                "Almaty",
                List.of("8820e60003fffff"),
                List.of("401-01", "401-02"),
                List.of(Access.MOBILE),
                List.of(),
                now - 60_000,
                now - 30_000,
                now,
                open ? null : now,
                new Incident.Evidence(41.3, 2, 19, 63.1, 62, 0),
                List.of(),
                null,
                null,
                1,
                Map.of("en", "Mobile internet is cut in Almaty"));
    }

    private static void wait(Future<?> future) throws Exception {
        future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
