package kz.dabyl.alerts.delivery;

import io.vertx.core.CompositeFuture;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Predicate;

/** The ledger with its durable copy: what is saved here is in memory at once and in the log soon. Confined. */
record Messages(Ledger ledger, Journal journal) {

    /** Done when {@code message} is durable. */
    Future<Void> save(Message message) {
        ledger.put(message);
        return journal.put(message.id(), MessageJson.stored(message));
    }

    /**
     * Notes that messages of one type are said as one; done when that is durable. Whoever goes on after a crash repeats what was
     * under way with what it was under way with, and so under its id.
     */
    Future<List<Message>> sayAsOne(List<Message> together) {
        var id = Message.id(together);
        if (together.stream().allMatch(message -> message.progress().saidAs().equals(id))) {
            return Future.succeededFuture(together);
        }
        var noted = together.stream().map(message -> message.saidAs(id)).toList();
        return Future.join(noted.stream().map(this::save).toList()).map(noted);
    }

    Future<Void> forget(Message message) {
        ledger.remove(message);
        return journal.put(message.id(), null);
    }

    /** Gives up all that is on its way to a subscription; tells how many. */
    int drop(String subscription, String why) {
        var unfinished = ledger.unfinished(subscription);
        unfinished.forEach(message -> save(message.dropped(why)));
        return unfinished.size();
    }

    /** Forgets a subscription whole. */
    Future<Void> forgetAll(String subscription) {
        CompositeFuture all =
                Future.join(ledger.of(subscription).stream().map(this::forget).toList());
        return all.mapEmpty();
    }

    /** Forgets finished messages beyond the {@code kept} newest. */
    void prune(String subscription, int kept, Predicate<String> goesOn) {
        ledger.surplus(subscription, kept, goesOn).forEach(this::forget);
    }
}
