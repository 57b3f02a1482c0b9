package kz.dabyl.alerts.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kz.dabyl.alerts.incidents.Revision;
import kz.dabyl.alerts.routing.Decision;
import kz.dabyl.alerts.routing.Decision.Hold;
import kz.dabyl.alerts.routing.Decision.Send;
import kz.dabyl.alerts.routing.Decision.Skip;
import kz.dabyl.alerts.routing.Reason;
import kz.dabyl.alerts.routing.Routing;
import kz.dabyl.alerts.routing.Told;
import kz.dabyl.alerts.subscriptions.EventType;
import kz.dabyl.alerts.subscriptions.Subscription;
import kz.dabyl.model.Incident;

/**
 * Goes once more over what became of one incident for one subscriber: the rules decide again about each of its revisions,
 * and where a message is known that is what happened. A revision of which no message is known any more is decided as of
 * the time at which it was published.
 *
 * <p>Pure from outside; use once.
 */
final class Retelling {

    /** What is told again. */
    enum Scope {
        /** What happened: nothing was decided while the subscription was not active. */
        AS_IT_WAS,
        /** What they are owed: also what was published while the subscription was not active. */
        AS_OWED
    }

    /**
     * One revision.
     *
     * @param message what it became
     * @param owed what is to be sent so that they know it, if anything
     */
    record Line(Revision revision, Decision decision, Optional<Message> message, Optional<Owed> owed) {}

    /** A saying, and what the subscriber knows after it. */
    record Owed(EventType type, Told told) {}

    private final Routing routing;
    private final Subscription subscription;
    private final Scope scope;
    private final Map<Integer, Message> known = new HashMap<>();
    private final List<Line> lines = new ArrayList<>();
    private Optional<Incident> previous = Optional.empty();
    private Optional<Incident> beforeLast = Optional.empty();
    private Optional<Told> told = Optional.empty();
    private Optional<Instant> held = Optional.empty();

    /** @param known messages about the incident */
    Retelling(Routing routing, Subscription subscription, Scope scope, Collection<Message> known) {
        this.routing = routing;
        this.subscription = subscription;
        this.scope = scope;
        // Of two messages of one revision that which was sent is what they know.
        known.forEach(message -> this.known.merge(
                message.revision(), message, (one, other) -> one.counts() && !other.counts() ? one : other));
    }

    /**
     * All revisions of the incident, oldest first.
     *
     * @param now wall time
     */
    List<Line> of(List<Revision> revisions, long now) {
        for (var revision : revisions) {
            var message = Optional.ofNullable(known.get(revision.incident().revision()));
            var at = message.map(made -> made.progress().created())
                    .orElse(revision.incident().updated());
            release(at);
            lines.add(line(revision, message, at));
            beforeLast = previous;
            previous = Optional.of(revision.incident());
        }
        release(now);
        return List.copyOf(lines);
    }

    private Line line(Revision revision, Optional<Message> message, long at) {
        var decision = decision(revision, message, at);
        if (decision instanceof Send send) {
            held = Optional.empty();
            var owed = owed(revision, send.type(), message.flatMap(Message::told));
            return new Line(revision, decision, message, Optional.of(owed));
        }
        if (decision instanceof Hold hold) {
            held = Optional.of(hold.until());
        } else if (revision.incident().state() != Incident.State.OPEN) {
            held = Optional.empty();
        }
        return new Line(revision, decision, message, Optional.empty());
    }

    private Owed owed(Revision revision, EventType type, Optional<Told> as) {
        var after = as.orElseGet(() -> Told.after(told, type, revision.incident()));
        told = Optional.of(after);
        return new Owed(type, after);
    }

    private Decision decision(Revision revision, Optional<Message> message, long at) {
        if (message.isEmpty() && revision.offset() < subscription.from()) {
            return new Skip(Reason.BEFORE_SUBSCRIPTION);
        }
        if (message.isEmpty() && scope == Scope.AS_IT_WAS && subscription.missed(revision.offset())) {
            return new Skip(Reason.INACTIVE);
        }
        var again = routing.decideActive(subscription, previous, revision.incident(), told, Instant.ofEpochMilli(at));
        return message.filter(Message::counts)
                .flatMap(sent -> EventType.ofMessageType(sent.type()))
                .<Decision>map(type -> new Send(type, again instanceof Skip ? Reason.ASKED_FOR : again.reason()))
                .orElse(again);
    }

    /** When quiet hours have ended by {@code now}, it was decided again about the last revision before their end. */
    private void release(long now) {
        var end = held.filter(until -> until.toEpochMilli() <= now);
        if (end.isEmpty() || lines.isEmpty()) {
            return;
        }
        held = Optional.empty();
        var last = lines.get(lines.size() - 1);
        var waits = last.message()
                .filter(message -> message.state() == Message.State.HELD)
                .isPresent();
        var again =
                routing.decideActive(subscription, beforeLast, last.revision().incident(), told, end.get());
        if (!waits && again instanceof Send send) {
            var owed = owed(last.revision(), send.type(), Optional.empty());
            lines.set(lines.size() - 1, new Line(last.revision(), last.decision(), last.message(), Optional.of(owed)));
        }
    }
}
