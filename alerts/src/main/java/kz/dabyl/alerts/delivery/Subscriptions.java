package kz.dabyl.alerts.delivery;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import kz.dabyl.alerts.subscriptions.Subscription;
import kz.dabyl.alerts.subscriptions.SubscriptionJson;

/** All subscriptions, with their durable copy. Confined to one context. */
final class Subscriptions {

    static final int ACK_WAIT_S = 5;

    private final Map<String, Subscription> byId = new LinkedHashMap<>();
    private final Journal journal;

    Subscriptions(Collection<Subscription> stored, Journal journal) {
        stored.forEach(subscription -> byId.put(subscription.id(), subscription));
        this.journal = journal;
    }

    /**
     * Adds a subscription at once; done when that is durable. Fails, and leaves none behind, if the broker does not take it
     * now. What is said to it meanwhile stands behind it in the log, and so is not sent before.
     */
    Future<Void> add(Subscription subscription) {
        byId.put(subscription.id(), subscription);
        return write(subscription).onFailure(cause -> {
            byId.remove(subscription.id());
            // What timed out may have been written all the same.
            journal.put(subscription.id(), null);
        });
    }

    /** Replaces a subscription at once; done when that is durable. */
    Future<Void> update(Subscription subscription) {
        return update(subscription, Future::succeededFuture);
    }

    /** The same, but it is not written before {@code other}, which knows the new one, is done. */
    Future<Void> update(Subscription subscription, Supplier<Future<Void>> other) {
        byId.put(subscription.id(), subscription);
        return other.get()
                .transform(v -> get(subscription.id()).map(this::write).orElseGet(Future::succeededFuture));
    }

    private Future<Void> write(Subscription subscription) {
        return journal.put(subscription.id(), SubscriptionJson.stored(subscription))
                .timeout(ACK_WAIT_S, TimeUnit.SECONDS);
    }

    /** Removes a subscription at once; done when that is durable. */
    Future<Void> remove(String id) {
        byId.remove(id);
        return journal.put(id, null).timeout(ACK_WAIT_S, TimeUnit.SECONDS);
    }

    Optional<Subscription> get(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    List<Subscription> all() {
        return List.copyOf(byId.values());
    }

    List<Subscription> active() {
        return byId.values().stream().filter(Subscription::active).toList();
    }
}
