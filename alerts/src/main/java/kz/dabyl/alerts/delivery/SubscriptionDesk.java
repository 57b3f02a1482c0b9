package kz.dabyl.alerts.delivery;

import io.vertx.core.Future;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kz.dabyl.alerts.delivery.DeliveryEngine.Parts;
import kz.dabyl.alerts.subscriptions.Channel;
import kz.dabyl.alerts.subscriptions.Subscription;
import kz.dabyl.alerts.subscriptions.Subscription.SealedSecret;
import kz.dabyl.alerts.subscriptions.Terms;
import kz.dabyl.alerts.webhook.AddressGuard.UnresolvedException;
import kz.dabyl.alerts.webhook.RefusedException;
import kz.dabyl.alerts.webhook.WebhookSignature;

/** What operators do with subscriptions. Thread-safe: everything is done on the engine's event loop, one after the other. */
public final class SubscriptionDesk {

    private static final int SECRET_BYTES = 32;
    private static final int ID_BYTES = 10;

    /** How long a replaced secret signs along. */
    private static final Duration OVERLAP = Duration.ofHours(24);

    /** There are as many subscriptions as may be. */
    public static final class TooManyException extends RuntimeException {

        @java.io.Serial
        private static final long serialVersionUID = 1;

        TooManyException(int most) {
            super("there are " + most + " subscriptions already");
        }
    }

    /** The subscription that was named as the fallback cannot be one. */
    public static final class NoFallbackException extends RuntimeException {

        @java.io.Serial
        private static final long serialVersionUID = 1;

        NoFallbackException(String why) {
            super(why);
        }
    }

    /**
     * A new subscription, or one with a new secret.
     *
     * @param secret shown this once; with scheme {@code v1a} it signs nothing and only opens the list of messages
     */
    public record Issued(Subscription subscription, Optional<String> secret) {}

    /** The engine's rooms. */
    record Rooms(
            Subscriptions subscriptions,
            Messages messages,
            Sorter sorter,
            Dispatcher dispatcher,
            Heartbeats heartbeats) {}

    private final Loop loop;
    private final Parts parts;
    private final Rooms rooms;
    private final SecureRandom random = new SecureRandom();

    SubscriptionDesk(Loop loop, Parts parts, Rooms rooms) {
        this.loop = loop;
        this.parts = parts;
        this.rooms = rooms;
    }

    /**
     * Makes a subscription to what is published from now on. Fails with {@link RefusedException} if
     * nothing may be sent to its address, with {@link TooManyException}, with {@link NoFallbackException}, or if the broker does not take it.
     */
    public Future<Issued> subscribe(Terms terms) {
        return loop.run(() -> allowed(terms).compose(v -> create(terms)));
    }

    private Future<Void> allowed(Terms terms) {
        var target = terms.address().target();
        if (target.isEmpty()) {
            return parts.channels().mail().isPresent()
                    ? Future.succeededFuture()
                    : Future.failedFuture(new RefusedException("this deployment has no mail server (--smtp-host)"));
        }
        return parts.guard()
                .check(target.get().url())
                .timeout(parts.config().deadline().toMillis(), TimeUnit.MILLISECONDS)
                .<Void>mapEmpty()
                // Names go and come with the network, and each delivery asks anew.
                .recover(cause -> cause instanceof TimeoutException || cause instanceof UnresolvedException
                        ? Future.succeededFuture()
                        : Future.failedFuture(cause));
    }

    private Future<Issued> create(Terms terms) {
        if (rooms.subscriptions().all().size() >= parts.config().maxSubscriptions()) {
            return Future.failedFuture(new TooManyException(parts.config().maxSubscriptions()));
        }
        var obstacle = obstacle(terms);
        if (obstacle.isPresent()) {
            return Future.failedFuture(new NoFallbackException(obstacle.get()));
        }
        var now = parts.clock().millis();
        var id = "sub_" + HexFormat.of().formatHex(randomBytes(ID_BYTES));
        var secret = secret(terms);
        var subscription = new Subscription(
                id,
                terms.with(terms.address().with(part -> part.sealed(parts.keys(), id))),
                parts.book().nextOffset(),
                now,
                secret.map(bytes -> List.of(new SealedSecret(parts.keys().seal(bytes, id), OptionalLong.empty())))
                        .orElse(List.of()),
                new Subscription.Standing(Subscription.State.ACTIVE, "", now));
        return rooms.subscriptions()
                .add(subscription)
                .onSuccess(v -> rooms.heartbeats().start(subscription))
                .onFailure(cause -> rooms.messages().forgetAll(id))
                .map(new Issued(subscription, secret.map(WebhookSignature::shown)));
    }

    /**
     * Names another subscription that is told when this one gets nothing any more, or none. Empty if there is no such
     * subscription; fails with {@link NoFallbackException}.
     */
    public Future<Optional<Subscription>> fallBack(String id, Optional<String> fallback) {
        return loop.run(() -> rooms.sorter().exclusively(() -> {
            var found = rooms.subscriptions().get(id);
            if (found.isEmpty()) {
                return Future.succeededFuture(Optional.empty());
            }
            var signing = new Signing(parts.keys(), parts.clock());
            var terms = found.get().terms().fallingBackTo(fallback);
            // Whose address opens no more must still be able to name nobody.
            var obstacle = fallback.flatMap(named -> obstacle(terms.with(signing.address(found.get()))));
            if (obstacle.isPresent()) {
                return Future.failedFuture(new NoFallbackException(obstacle.get()));
            }
            var changed = found.get().with(terms);
            return rooms.subscriptions().update(changed).map(Optional.of(changed));
        }));
    }

    /** Why the fallback of {@code terms}, whose address is open, cannot be one; what ends the one would end the other. */
    private Optional<String> obstacle(Terms terms) {
        if (terms.fallback().isEmpty()) {
            return Optional.empty();
        }
        var named = terms.fallback().flatMap(rooms.subscriptions()::get);
        if (named.isEmpty()) {
            return Optional.of("there is no subscription of this id");
        }
        var signing = new Signing(parts.keys(), parts.clock());
        return signing.opens(named.get()) && signing.address(named.get()).equals(terms.address())
                ? Optional.of("that subscription has the same address")
                : Optional.empty();
    }

    /** Gives a subscription a new secret; the old one signs along for a day. Empty if it is unknown or has no secret. */
    public Future<Optional<Issued>> rotate(String id) {
        return loop.run(() -> {
            var found = rooms.subscriptions().get(id);
            var secret = found.flatMap(subscription -> secret(subscription.terms()));
            if (found.isEmpty() || secret.isEmpty()) {
                return Future.succeededFuture(Optional.empty());
            }
            var now = parts.clock().millis();
            var rotated = found.get().rotated(parts.keys().seal(secret.get(), id), now, now + OVERLAP.toMillis());
            return rooms.subscriptions()
                    .update(rotated)
                    .map(v -> Optional.of(new Issued(rotated, secret.map(WebhookSignature::shown))));
        });
    }

    public Future<List<Subscription>> all() {
        return loop.run(() -> Future.succeededFuture(rooms.subscriptions().all()));
    }

    public Future<Optional<Subscription>> find(String id) {
        return loop.run(() -> Future.succeededFuture(rooms.subscriptions().get(id)));
    }

    /**
     * Sends to a subscription again that was disabled or had ended: from now on, and of what it knows of whatever has
     * changed meanwhile, so that nothing it was told stays false. Empty if there is none.
     */
    public Future<Optional<Subscription>> enable(String id) {
        return loop.run(() -> rooms.sorter().exclusively(() -> {
            var found = rooms.subscriptions().get(id);
            if (found.isEmpty() || found.get().active()) {
                return Future.succeededFuture(found);
            }
            var resumed =
                    found.get().resumed(parts.clock().millis(), rooms.sorter().cursor());
            rooms.dispatcher().endRest(id);
            rooms.heartbeats().start(resumed);
            // Not written before its messages are: who crashes between the two is enabled once more, and nothing is
            // lost.
            return rooms.subscriptions()
                    .update(resumed, () -> rooms.sorter().catchUp(resumed))
                    .map(Optional.of(resumed));
        }));
    }

    /** Deletes a subscription with all its messages; false if there is none. */
    public Future<Boolean> unsubscribe(String id) {
        return loop.run(() -> rooms.sorter().exclusively(() -> {
            if (rooms.subscriptions().get(id).isEmpty()) {
                return Future.succeededFuture(false);
            }
            rooms.heartbeats().stop(id);
            // Messages of nobody are forgotten at the next start, a subscription without its messages would begin anew.
            return rooms.subscriptions()
                    .remove(id)
                    .onComplete(v -> rooms.messages().forgetAll(id))
                    .map(true);
        }));
    }

    /** Sends a test message; empty if there is no such subscription, or if it gets none any more. */
    public Future<Optional<Message>> test(String id) {
        return loop.run(() -> {
            if (rooms.subscriptions().get(id).filter(Subscription::active).isEmpty()) {
                return Future.succeededFuture(Optional.empty());
            }
            var now = parts.clock().millis();
            var lane = Message.TEST + "-" + HexFormat.of().formatHex(randomBytes(ID_BYTES));
            var message = Message.alone(id, lane, Message.TEST, MessageJson.testBody(id, now), now);
            return rooms.messages()
                    .save(message)
                    .timeout(Subscriptions.ACK_WAIT_S, TimeUnit.SECONDS)
                    .onSuccess(v -> rooms.dispatcher().submit(id, lane))
                    .map(Optional.of(message));
        });
    }

    private Optional<byte[]> secret(Terms terms) {
        return terms.address().channel() == Channel.WEBHOOK ? Optional.of(randomBytes(SECRET_BYTES)) : Optional.empty();
    }

    private byte[] randomBytes(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
