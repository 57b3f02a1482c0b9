package kz.dabyl.alerts.delivery;

import io.vertx.core.Future;
import java.util.HashSet;
import java.util.Optional;
import java.util.function.Supplier;
import kz.dabyl.alerts.delivery.DeliveryEngine.Parts;
import kz.dabyl.alerts.delivery.SubscriptionDesk.Rooms;
import kz.dabyl.alerts.meters.AlertsMeters.DeliveryOutcome;
import kz.dabyl.alerts.subscriptions.Subscription;
import kz.dabyl.alerts.subscriptions.Subscription.Standing;
import kz.dabyl.model.Incident;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps who is heard, and gives up who is not. Whoever is given up is told so by another way, if they named one: the message about it is
 * durable before the subscription is disabled, and its id comes from the try that failed, so that a crash between the two
 * neither loses nor doubles it.
 *
 * <p>Confined to one context.
 */
final class GivingUp implements TryListener {

    private static final Logger LOG = LoggerFactory.getLogger(GivingUp.class);

    private final Parts parts;
    private final Supplier<Rooms> rooms;
    private boolean caughtUp;

    /** @param rooms known when the first try ends */
    GivingUp(Parts parts, Supplier<Rooms> rooms) {
        this.parts = parts;
        this.rooms = rooms;
    }

    /** From now on it is known of every incident whether it goes on; true the first time. */
    boolean caughtUp() {
        var first = !caughtUp;
        caughtUp = true;
        return first;
    }

    @Override
    public void heard(String subscription) {
        rooms.get().heartbeats().heard(subscription);
        if (caughtUp) {
            rooms.get().messages().prune(subscription, parts.config().kept(), this::goesOn);
        }
    }

    private boolean goesOn(String incident) {
        return parts.book()
                .latest(incident)
                .filter(revision -> revision.incident().state() == Incident.State.OPEN)
                .isPresent();
    }

    @Override
    public void silence(String subscription, Standing standing) {
        rooms.get()
                .subscriptions()
                .get(subscription)
                .filter(Subscription::active)
                .ifPresent(active -> silence(active, standing));
    }

    private void silence(Subscription active, Standing standing) {
        var room = rooms.get();
        room.heartbeats().stop(active.id());
        var silenced = active.silenced(standing, room.sorter().cursor());
        var undelivered = room.messages().ledger().unfinished(active.id()).size()
                + room.messages().ledger().failed(active).size();
        var fallback = fallback(silenced);
        LOG.warn(
                "subscription {} is {}: {}; {} messages were not delivered, said to {}",
                active.id(),
                standing.state(),
                standing.reason(),
                undelivered,
                fallback.map(Subscription::id).orElse("nobody"));
        parts.meters().silenced(standing.state(), fallback.isPresent());
        var said = fallback.map(to -> say(to, silenced, undelivered));
        room.subscriptions().update(silenced, () -> said.orElseGet(Future::succeededFuture));
        var dropped = room.messages().drop(active.id(), standing.reason());
        for (var i = 0; i < dropped; i++) {
            parts.meters().outcome(active.channel(), DeliveryOutcome.DROPPED);
        }
    }

    /** The first of the subscriptions that each name the next, beginning with {@code silenced}, that is active. */
    private Optional<Subscription> fallback(Subscription silenced) {
        var seen = new HashSet<String>();
        Optional<Subscription> at = Optional.of(silenced);
        while (at.isPresent() && !at.get().active() && seen.add(at.get().id())) {
            at = at.get().terms().fallback().flatMap(rooms.get().subscriptions()::get);
        }
        return at.filter(found -> found.active() && !found.id().equals(silenced.id()));
    }

    private Future<Void> say(Subscription to, Subscription silenced, int undelivered) {
        var room = rooms.get();
        var lane = "silenced-" + silenced.id() + "-" + silenced.standing().since();
        var message = Message.alone(
                to.id(),
                lane,
                Message.SILENCED,
                MessageJson.silencedBody(silenced, undelivered),
                parts.clock().millis());
        if (room.messages().ledger().get(message.id()).isPresent()) {
            return Future.succeededFuture();
        }
        return room.messages().save(message).onSuccess(v -> room.dispatcher().submit(to.id(), lane));
    }
}
