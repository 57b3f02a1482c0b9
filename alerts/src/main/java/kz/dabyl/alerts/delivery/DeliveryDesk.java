package kz.dabyl.alerts.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import kz.dabyl.alerts.delivery.DeliveryEngine.Parts;
import kz.dabyl.alerts.delivery.Retelling.Scope;
import kz.dabyl.alerts.incidents.Revision;
import kz.dabyl.alerts.subscriptions.Subscription;
import kz.dabyl.alerts.webhook.UnsealException;
import kz.dabyl.alerts.webhook.WebhookSignature;

/**
 * What operators and subscribers ask about the messages of a subscription. Thread-safe: everything is done on the engine's
 * event loop.
 */
public final class DeliveryDesk {

    /** What became of a wish for messages to be sent again. */
    public sealed interface Replay {

        /**
         * They are on their way.
         *
         * @param messages how many
         * @param through offset of the revision of the last of them
         * @param more whether there are more behind it
         * @param missingBefore offset before which revisions are forgotten that were asked for
         */
        record Begun(int messages, OptionalLong through, boolean more, OptionalLong missingBefore) implements Replay {}

        /** There is no such subscription. */
        record Unknown() implements Replay {}

        /** Nothing is sent to it. */
        record Inactive() implements Replay {}

        /** So much is on its way to it that there is no room for more. */
        record Busy() implements Replay {}
    }

    /** One page of messages, newest first. */
    public record Page(List<Message> items, Optional<DeliveryPosition> next) {}

    private final Loop loop;
    private final Parts parts;
    private final SubscriptionDesk.Rooms rooms;

    DeliveryDesk(Loop loop, Parts parts, SubscriptionDesk.Rooms rooms) {
        this.loop = loop;
        this.parts = parts;
        this.rooms = rooms;
    }

    /** Whether {@code token} is a secret with which the messages of this subscription are signed now. */
    public Future<Boolean> owns(String id, String token) {
        return loop.run(() -> Future.succeededFuture(rooms.subscriptions()
                .get(id)
                .filter(subscription -> owns(subscription, token))
                .isPresent()));
    }

    private boolean owns(Subscription subscription, String token) {
        var given = token.getBytes(UTF_8);
        var fits = false;
        for (var sealed : subscription.sealedSecrets(parts.clock().millis())) {
            try {
                var secret = WebhookSignature.shown(parts.keys().unseal(sealed, subscription.id()));
                fits |= MessageDigest.isEqual(secret.getBytes(UTF_8), given);
            } catch (UnsealException e) {
                // Another deployment's key sealed it: nobody can show that it is theirs.
            }
        }
        return fits;
    }

    /** Messages of a subscription, newest first; empty if there is no such subscription. */
    public Future<Optional<Page>> page(String id, Optional<DeliveryPosition> after, int limit) {
        return loop.run(() ->
                Future.succeededFuture(rooms.subscriptions().get(id).map(found -> {
                    var rest = rooms.messages().ledger().of(id).stream()
                            .filter(message -> after.isEmpty()
                                    || DeliveryPosition.of(message).compareTo(after.get()) > 0)
                            .limit(limit + 1L)
                            .toList();
                    var items = rest.subList(0, Math.min(limit, rest.size())).stream()
                            .map(this::asItWaits)
                            .toList();
                    return new Page(
                            items,
                            rest.size() > limit
                                    ? Optional.of(DeliveryPosition.of(items.get(limit - 1)))
                                    : Optional.empty());
                })));
    }

    /** With the time at which it is tried where the receiver wants to be left alone until then. */
    private Message asItWaits(Message message) {
        var rest = rooms.dispatcher().rest(message.subscription());
        var until = parts.clock().millis() + rest.toMillis();
        return message.state() == Message.State.PENDING
                        && !rest.isZero()
                        && message.progress().nextTry() < until
                ? message.due(until)
                : message;
    }

    /** How the messages of every subscription stand, in the order of subscriptions. */
    public Future<List<QueueReport>> queueReports() {
        return loop.run(() -> Future.succeededFuture(rooms.subscriptions().all().stream()
                .map(one -> QueueReport.of(one, rooms.messages().ledger().of(one.id())))
                .toList()));
    }

    /** Why each revision of an incident was sent or not; empty if there is no such subscription or no such incident. */
    public Future<Optional<List<ObjectNode>>> explain(String id, String incident) {
        return loop.run(() -> {
            var revisions = parts.book().revisions(incident);
            return Future.succeededFuture(rooms.subscriptions()
                    .get(id)
                    .filter(found -> !revisions.isEmpty())
                    .map(found -> retold(found, incident, revisions, Scope.AS_IT_WAS).stream()
                            .map(Explanation::of)
                            .toList()));
        });
    }

    /**
     * Makes the messages once more that a subscription is owed of what was published after the offset {@code after}: as many
     * as are kept of it, who wants more asks again.
     */
    public Future<Replay> replay(String id, long after) {
        return loop.run(() -> obstacle(id).map(Future::succeededFuture).orElseGet(() -> paused(id, after)));
    }

    /**
     * A try that is under way would end before what is made again ahead of it: so it is waited for, and made again too. Not
     * in line with revisions, for a slow receiver would hold up everybody's.
     */
    private Future<Replay> paused(String id, long after) {
        return rooms.dispatcher()
                .pause(id, parts.config().deadline())
                .compose(
                        quiet -> rooms.sorter()
                                .exclusively(() -> obstacle(id)
                                        .map(Future::succeededFuture)
                                        .orElseGet(() -> replay(
                                                rooms.subscriptions().get(id).orElseThrow(), after))),
                        late -> Future.succeededFuture(new Replay.Busy()))
                .onComplete(v -> rooms.dispatcher().goOn(id));
    }

    private Optional<Replay> obstacle(String id) {
        var found = rooms.subscriptions().get(id);
        if (found.isEmpty()) {
            return Optional.of(new Replay.Unknown());
        }
        if (!found.get().active()) {
            return Optional.of(new Replay.Inactive());
        }
        return rooms.messages().ledger().unfinished(id).size() >= parts.config().kept()
                ? Optional.of(new Replay.Busy())
                : Optional.empty();
    }

    private Future<Replay> replay(Subscription subscription, long after) {
        var owed = owed(subscription, after);
        var now = parts.clock().millis();
        // Bodies are made of no more than is sent: a subscriber may ask for the whole log again and again.
        var part = owed.stream()
                .limit(parts.config().kept())
                .map(line -> message(subscription, line, now))
                .toList();
        var complete = parts.book().completeFrom();
        var missing =
                Math.max(after + 1, subscription.from()) < complete ? OptionalLong.of(complete) : OptionalLong.empty();
        var through = part.isEmpty()
                ? OptionalLong.empty()
                : part.get(part.size() - 1).sequence();
        return Future.join(part.stream().map(rooms.messages()::save).toList())
                .timeout(Subscriptions.ACK_WAIT_S, TimeUnit.SECONDS)
                // What is slow to be stored is sent when it is.
                .onComplete(
                        v -> part.forEach(message -> rooms.dispatcher().submit(message.subscription(), message.lane())))
                .map(new Replay.Begun(part.size(), through, owed.size() > part.size(), missing));
    }

    /** In the order in which their revisions were published. */
    private List<Retelling.Line> owed(Subscription subscription, long after) {
        var incidents = new LinkedHashSet<String>();
        parts.book()
                .publishedAfter(after, Integer.MAX_VALUE)
                .forEach(revision -> incidents.add(revision.incident().id()));
        var owed = new ArrayList<Retelling.Line>();
        for (var incident : incidents) {
            for (var line : retold(subscription, incident, parts.book().revisions(incident), Scope.AS_OWED)) {
                var waits = line.message()
                        .filter(message -> !message.state().terminal())
                        .isPresent();
                if (line.revision().offset() > after && !waits && line.owed().isPresent()) {
                    owed.add(line);
                }
            }
        }
        owed.sort(Comparator.comparingLong(line -> line.revision().offset()));
        return owed;
    }

    private static Message message(Subscription subscription, Retelling.Line line, long now) {
        var say = line.owed().orElseThrow();
        return Message.telling(subscription.id(), say.type(), say.told(), line.revision(), Message.State.PENDING, now);
    }

    private List<Retelling.Line> retold(
            Subscription subscription, String incident, List<Revision> revisions, Scope scope) {
        var known = rooms.messages().ledger().about(subscription.id(), incident);
        return new Retelling(parts.routing(), subscription, scope, known)
                .of(revisions, parts.clock().millis());
    }
}
