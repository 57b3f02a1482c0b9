package kz.dabyl.alerts.delivery;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import kz.dabyl.alerts.incidents.IncidentBook;
import kz.dabyl.alerts.incidents.Revision;
import kz.dabyl.alerts.routing.Told;
import kz.dabyl.alerts.subscriptions.Channel;
import kz.dabyl.alerts.subscriptions.EventType;
import kz.dabyl.alerts.subscriptions.Subscription;
import kz.dabyl.model.Incident;

/**
 * Tells Alertmanagers again and again what they were told, for they forget: what is open, as long as it is; what is over,
 * for a few minutes; and the watchdog of those who asked for heartbeats. Stands beside the ledger and keeps nothing: what
 * there is to say follows from the ledger and the incidents, also after a restart. Never beside a message of the same
 * incident: an "open" that is slow would arrive after the "closed".
 *
 * <p>Confined to one context.
 */
final class StandingAlerts {

    /** As Alertmanager asks its clients to do. */
    private static final Duration OVER = Duration.ofMinutes(5);

    private static final String AGAIN = "again";

    private final DeliveryTools tools;
    private final Dispatcher dispatcher;
    private final Messages messages;
    private final Subscriptions subscriptions;
    private final IncidentBook book;
    private final Function<String, String> heartbeat;
    private final Set<String> underWay = new HashSet<>();

    /** @param heartbeat the sign of life for a subscription, as it is now */
    StandingAlerts(
            DeliveryTools tools,
            Dispatcher dispatcher,
            Messages messages,
            Subscriptions subscriptions,
            IncidentBook book,
            Function<String, String> heartbeat) {
        this.tools = tools;
        this.dispatcher = dispatcher;
        this.messages = messages;
        this.subscriptions = subscriptions;
        this.book = book;
        this.heartbeat = heartbeat;
    }

    /** Begins, once it is known what is open; ends with the context. */
    void begin(Duration repeat) {
        round();
        tools.vertx().setPeriodic(repeat.toMillis(), t -> round());
    }

    private void round() {
        subscriptions.active().stream()
                .filter(subscription -> subscription.channel() == Channel.ALERTMANAGER)
                // A receiver that is slower than the rounds is not sent another one meanwhile.
                .filter(subscription -> underWay.add(subscription.id()))
                .forEach(subscription -> send(subscription).onComplete(v -> underWay.remove(subscription.id())));
    }

    /** One after the other, whatever became of the one before: the dispatcher judges receivers, not we. */
    private Future<Void> send(Subscription receiver) {
        var sent = Future.<Void>succeededFuture();
        for (var item : items(receiver)) {
            // Made when its turn comes: what has ended since the round began must not be told as open.
            sent = sent.compose(v -> item.get());
        }
        return sent;
    }

    private List<Supplier<Future<Void>>> items(Subscription subscription) {
        var items = new ArrayList<Supplier<Future<Void>>>();
        if (subscription.terms().heartbeatSeconds().isPresent()) {
            items.add(() -> watch(subscription));
        }
        book.open()
                .forEach(incident -> items.add(
                        () -> dispatcher.beside(subscription, incident.id(), () -> open(subscription, incident))));
        var since = tools.clock().millis() - OVER.toMillis();
        messages.ledger()
                .endings(subscription.id(), since)
                .forEach(message -> items.add(
                        () -> dispatcher.beside(subscription, message.lane(), () -> over(subscription, message))));
        return items;
    }

    private Future<Void> watch(Subscription subscription) {
        if (!dispatcher.rest(subscription.id()).isZero()) {
            return Future.succeededFuture();
        }
        return tools.courier()
                .send(subscription, watchdog(subscription))
                .onSuccess(outcome -> dispatcher.heed(subscription.id(), outcome))
                .mapEmpty();
    }

    private Courier.Item watchdog(Subscription subscription) {
        var id = Message.id(subscription.id(), AGAIN, 0, Message.HEARTBEAT);
        return new Courier.Item(id, Message.HEARTBEAT, heartbeat.apply(subscription.id()), Optional.empty());
    }

    private Optional<Courier.Item> open(Subscription subscription, Incident incident) {
        return messages.ledger()
                .told(subscription.id(), incident.id())
                .filter(told -> told.state() == Incident.State.OPEN)
                .flatMap(told ->
                        as(told, incident.id()).map(revision -> item(subscription, revision, told, EventType.OPENED)));
    }

    private Optional<Courier.Item> over(Subscription subscription, Message message) {
        return book.latest(message.lane())
                .filter(revision -> revision.incident().revision() == message.revision())
                .flatMap(revision ->
                        message.told().map(told -> item(subscription, revision, told, ending(revision.incident()))));
    }

    private static Courier.Item item(Subscription subscription, Revision revision, Told told, EventType type) {
        var incident = revision.incident();
        var id = Message.id(subscription.id(), incident.id(), incident.revision(), AGAIN);
        return new Courier.Item(id, type.messageType(), MessageJson.body(type, revision), Optional.of(told));
    }

    /** The revision that was told, so that what an alert says changes only by a message. */
    private Optional<Revision> as(Told told, String incident) {
        return book.revisions(incident).stream()
                .filter(revision -> revision.incident().revision() == told.revision())
                .findFirst()
                .or(() -> book.latest(incident));
    }

    private static EventType ending(Incident incident) {
        return incident.state() == Incident.State.RETRACTED ? EventType.RETRACTED : EventType.CLOSED;
    }
}
