package kz.dabyl.alerts.delivery;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpClientOptions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import kz.dabyl.alerts.channels.ChannelSettings;
import kz.dabyl.alerts.channels.Channels;
import kz.dabyl.alerts.channels.Outcome;
import kz.dabyl.alerts.faults.Fault;
import kz.dabyl.alerts.incidents.IncidentBook;
import kz.dabyl.alerts.incidents.Revision;
import kz.dabyl.alerts.meters.AlertsMeters;
import kz.dabyl.alerts.routing.Routing;
import kz.dabyl.alerts.webhook.AddressGuard;
import kz.dabyl.alerts.webhook.WebhookKeys;
import kz.dabyl.alerts.words.Wording;
import kz.dabyl.model.Topics;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers what happened to those who asked for it: at least once, in order for each incident, across restarts and
 * crashes. All its state belongs to its own event loop and to the topics of subscriptions and deliveries, of which it is
 * the only writer: one engine runs for one cluster, and sends nothing while its log is not {@link DocumentLog#ours}.
 */
public final class DeliveryEngine extends VerticleBase {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryEngine.class);
    private static final long CLOSE_WAIT_MS = 3_000;
    private static final long CLOSE_LOOK_MS = 20;

    /**
     * What the engine is made of.
     *
     * @param loaded what the topics held when it was made
     */
    public record Parts(
            DocumentLog log,
            LoadedDocuments loaded,
            IncidentBook book,
            Routing routing,
            ChannelSettings channels,
            AddressGuard guard,
            WebhookKeys keys,
            DeliveryConfig config,
            InstantSource clock,
            AlertsMeters meters,
            HttpClientOptions http) {}

    /** What is made when the event loop is known. */
    private record Works(
            Journal subscriptionJournal,
            Journal messageJournal,
            SubscriptionDesk.Rooms rooms,
            StandingAlerts standing,
            SubscriptionDesk desk,
            DeliveryDesk deliveries) {}

    private final Parts parts;
    private final GivingUp givingUp;
    private volatile @Nullable Works works;

    public DeliveryEngine(Parts parts) {
        this.parts = parts;
        this.givingUp = new GivingUp(parts, () -> works().rooms);
    }

    @Override
    public Future<?> start() {
        var made = make();
        works = made;
        made.rooms.sorter().startAt(parts.loaded.cursor());
        resume(made);
        LOG.info(
                "delivering to {} subscriptions, from revision {} on",
                made.rooms.subscriptions().active().size(),
                parts.loaded.cursor());
        return Future.succeededFuture();
    }

    private Works make() {
        var subscriptionJournal = new Journal(vertx, parts.log, Topics.SUBSCRIPTIONS);
        var messageJournal = new Journal(vertx, parts.log, Topics.DELIVERIES);
        var subscriptions = new Subscriptions(parts.loaded.subscriptions(), subscriptionJournal);
        var messages = new Messages(new Ledger(), messageJournal);
        parts.loaded.messages().forEach(messages.ledger()::put);
        var channels =
                Channels.open(vertx, parts.guard, parts.config.deadline(), parts.clock, parts.channels, parts.http);
        var courier = new Courier(
                (address, saying) -> parts.log.ours()
                        ? channels.send(address, saying)
                        : Future.succeededFuture(Outcome.failed(Fault.UNCERTAIN)),
                new Signing(parts.keys, parts.clock),
                new Wording(parts.channels.site(), parts.channels.exercise()),
                parts.book,
                new Readings(),
                parts.clock);
        var tools = new DeliveryTools(
                vertx,
                parts.clock,
                parts.config,
                // While a message waits nothing is repeated beside it, and what is not repeated would be over.
                parts.config.retries().noLongerThan(parts.channels.repeat()),
                courier,
                parts.meters);
        var dispatcher = new Dispatcher(tools, messages, subscriptions, givingUp);
        var sorter =
                new Sorter(tools, messages, subscriptions, dispatcher, new Sorter.Rules(parts.book, parts.routing));
        var heartbeats =
                new Heartbeats(tools, dispatcher, subscriptions, givingUp, id -> heartbeat(messages, sorter, id));
        var standing = new StandingAlerts(
                tools, dispatcher, messages, subscriptions, parts.book, id -> heartbeat(messages, sorter, id));
        var loop = new Loop(context);
        var rooms = new SubscriptionDesk.Rooms(subscriptions, messages, sorter, dispatcher, heartbeats);
        return new Works(
                subscriptionJournal,
                messageJournal,
                rooms,
                standing,
                new SubscriptionDesk(loop, parts, rooms),
                new DeliveryDesk(loop, parts, rooms));
    }

    /** Claims no more than was sorted: what the log holds beyond that may yet become a message. */
    private String heartbeat(Messages messages, Sorter sorter, String subscription) {
        return MessageJson.heartbeatBody(
                sorter.cursor() - 1, messages.ledger().unfinished(subscription).size(), parts.clock.millis());
    }

    /** Takes up what a former run left: messages on their way go on, those of nobody are forgotten. */
    private void resume(Works made) {
        SharedFate.of(made.rooms.messages().ledger().all()).forEach(made.rooms.messages()::save);
        var pending = new ArrayList<Message>();
        for (var message : made.rooms.messages().ledger().all()) {
            var receiver = made.rooms.subscriptions().get(message.subscription());
            if (receiver.isEmpty()) {
                made.rooms.messages().forget(message);
            } else if (message.state() == Message.State.PENDING) {
                pending.add(message);
            }
        }
        made.rooms.dispatcher().resume(pending);
        made.rooms.subscriptions().all().stream()
                .filter(subscription -> !subscription.active())
                .forEach(subscription -> made.rooms
                        .messages()
                        .drop(subscription.id(), subscription.standing().reason()));
        // It died between giving a message up and what follows from that.
        for (var subscription : made.rooms.subscriptions().active()) {
            made.rooms.messages().ledger().failed(subscription).stream()
                    .min(Comparator.comparingLong(
                            message -> message.progress().lastTry().orElse(0)))
                    .ifPresent(failed -> givingUp.silence(
                            subscription.id(),
                            TryRecorder.disabled(
                                    failed.progress().note(),
                                    failed.progress().lastTry().orElse(0))));
        }
        var signing = new Signing(parts.keys, parts.clock);
        for (var subscription : made.rooms.subscriptions().active()) {
            made.rooms.heartbeats().resume(subscription);
            if (!signing.opens(subscription)) {
                LOG.error("the secret of {} was sealed with another key file: bring that back", subscription.id());
            }
        }
    }

    @Override
    public Future<?> stop() {
        var made = works();
        made.rooms.dispatcher().stop();
        return settled(made)
                .timeout(CLOSE_WAIT_MS, TimeUnit.MILLISECONDS)
                // What is not settled by then is tried again after the next start.
                .otherwiseEmpty()
                .onComplete(v -> {
                    made.subscriptionJournal.close();
                    made.messageJournal.close();
                });
    }

    private Future<Void> settled(Works made) {
        if (made.rooms.dispatcher().idle()) {
            return Future.join(made.subscriptionJournal.flush(), made.messageJournal.flush())
                    .mapEmpty();
        }
        var promise = Promise.<Void>promise();
        vertx.setTimer(CLOSE_LOOK_MS, t -> settled(made).onComplete(promise::handle));
        return promise.future();
    }

    /** Takes a revision in the order of the log. Thread-safe, once deployed. */
    public void offer(Revision revision) {
        context.runOnContext(v -> works().rooms.sorter().offer(revision));
    }

    /** All that the log holds has been offered, and it ends before {@code nextOffset}. Thread-safe, once deployed. */
    public void logEndsBefore(long nextOffset) {
        context.runOnContext(v -> {
            var made = works();
            if (givingUp.caughtUp()) {
                made.standing.begin(parts.channels.repeat());
            }
            made.rooms.sorter().logEndsBefore(nextOffset);
            // Not earlier: what becomes of a held message depends on what is known of its incident.
            made.rooms.messages().ledger().all().stream()
                    .filter(message -> message.state() == Message.State.HELD)
                    .forEach(made.rooms.sorter()::hold);
        });
    }

    /** What operators do with subscriptions. Thread-safe. */
    public SubscriptionDesk desk() {
        return works().desk;
    }

    /** What is asked about messages. Thread-safe. */
    public DeliveryDesk deliveries() {
        return works().deliveries;
    }

    /** Why subscriptions cannot be kept. Thread-safe. */
    public Optional<String> subscriptionFault() {
        return works().subscriptionJournal.fault();
    }

    /** Why messages cannot be kept. Thread-safe. */
    public Optional<String> deliveryFault() {
        return works().messageJournal.fault();
    }

    /** Stops it, if it was ever deployed. */
    public Future<Void> undeploy() {
        return works == null ? Future.succeededFuture() : vertx.undeploy(deploymentID());
    }

    private Works works() {
        var made = works;
        if (made == null) {
            throw new IllegalStateException("the engine is not deployed");
        }
        return made;
    }
}
