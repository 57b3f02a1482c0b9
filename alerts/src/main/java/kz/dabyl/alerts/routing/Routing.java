package kz.dabyl.alerts.routing;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import kz.dabyl.alerts.incidents.AreaMatch;
import kz.dabyl.alerts.routing.Decision.Hold;
import kz.dabyl.alerts.routing.Decision.Send;
import kz.dabyl.alerts.routing.Decision.Skip;
import kz.dabyl.alerts.subscriptions.EventType;
import kz.dabyl.alerts.subscriptions.Subscription;
import kz.dabyl.model.Incident;

/**
 * Decides who is told of a revision. A revision is weighed against what the subscriber was told last, not against the
 * revision before it, so that what was filtered or held back meanwhile is not lost:
 *
 * <ul>
 *   <li>The first revision that passes the filter is {@code opened} for a subscriber, whatever its number, or
 *       {@code confirmed} for one who did not ask for openings.
 *   <li>Whoever was told that it opened is told that it closed, was retracted, changed its kind or is open again, whatever
 *       filter and events say: the last thing they heard of us must not be false. Whoever was told anything is told of a
 *       retraction.
 *   <li>An ending is no news to those who know of no beginning, unless endings are all they asked for.
 *   <li>What opens again within a quarter of an hour of its closing was never over: that is an update.
 *   <li>Quiet hours hold back what goes on, never what ends.
 * </ul>
 *
 * <p>Pure.
 */
public final class Routing {

    /** What opens again so soon after it closed only flapped. */
    private static final Duration FLAPPING = Duration.ofMinutes(15);

    private final AreaMatch areas;

    public Routing(AreaMatch areas) {
        this.areas = areas;
    }

    /**
     * What becomes of {@code revision} for {@code subscription}.
     *
     * @param previous the revision before it, if there was one
     * @param told what the subscriber knows of this incident
     * @param now wall time, for quiet hours
     */
    public Decision decide(
            Subscription subscription,
            Optional<Incident> previous,
            Incident revision,
            Optional<Told> told,
            Instant now) {
        return subscription.active()
                ? decideActive(subscription, previous, revision, told, now)
                : new Skip(Reason.INACTIVE);
    }

    /** The same, as if the subscription were active. */
    public Decision decideActive(
            Subscription subscription,
            Optional<Incident> previous,
            Incident revision,
            Optional<Told> told,
            Instant now) {
        var decision =
                told.isPresent() ? next(subscription, told.get(), revision) : first(subscription, previous, revision);
        return decision instanceof Send send ? quietly(subscription, revision, send, now) : decision;
    }

    private Decision first(Subscription subscription, Optional<Incident> previous, Incident revision) {
        var terms = subscription.terms();
        var mismatch = mismatch(subscription, revision);
        if (mismatch.isPresent()) {
            return new Skip(mismatch.get());
        }
        if (revision.state() != Incident.State.OPEN && !terms.endingsOnly()) {
            return new Skip(Reason.NEVER_TOLD);
        }
        if (revision.state() == Incident.State.OPEN) {
            if (terms.wants(EventType.OPENED)) {
                return new Send(EventType.OPENED, Reason.ASKED_FOR);
            }
            if (revision.certainty() == Incident.Certainty.CONFIRMED && terms.wants(EventType.CONFIRMED)) {
                return new Send(EventType.CONFIRMED, Reason.ASKED_FOR);
            }
        }
        var type = published(previous, revision);
        return askedFor(subscription, type);
    }

    private Decision next(Subscription subscription, Told told, Incident revision) {
        if (revision.revision() <= told.revision()) {
            return new Skip(Reason.STALE);
        }
        var stateChanged = revision.state() != told.state();
        if (stateChanged && revision.state() == Incident.State.RETRACTED) {
            return new Send(EventType.RETRACTED, Reason.RETRACTS_WHAT_THEY_KNOW);
        }
        if (stateChanged && told.opened()) {
            return revision.state() == Incident.State.CLOSED
                    ? new Send(EventType.CLOSED, Reason.ENDS_WHAT_THEY_KNOW)
                    : new Send(again(told.state(), told.since(), revision), Reason.OPEN_AGAIN);
        }
        var mismatch = mismatch(subscription, revision);
        if (stateChanged && revision.state() == Incident.State.CLOSED) {
            return mismatch.<Decision>map(Skip::new).orElseGet(() -> askedFor(subscription, EventType.CLOSED));
        }
        if (rose(told.certainty(), revision.certainty())
                && mismatch.isEmpty()
                && subscription.terms().wants(EventType.CONFIRMED)) {
            return new Send(EventType.CONFIRMED, Reason.ASKED_FOR);
        }
        if (told.opened() && told.kind() != revision.kind()) {
            return new Send(EventType.UPDATED, Reason.KIND_CHANGED);
        }
        return mismatch.<Decision>map(Skip::new).orElseGet(() -> askedFor(subscription, EventType.UPDATED));
    }

    /** What the public would call this revision. */
    private static EventType published(Optional<Incident> previous, Incident revision) {
        if (previous.isPresent() && previous.get().state() == revision.state()) {
            return rose(previous.get().certainty(), revision.certainty()) ? EventType.CONFIRMED : EventType.UPDATED;
        }
        return switch (revision.state()) {
            case OPEN ->
                previous.map(before -> again(before.state(), before.updated(), revision))
                        .orElse(EventType.OPENED);
            case CLOSED -> EventType.CLOSED;
            case RETRACTED -> EventType.RETRACTED;
        };
    }

    /** What it is called that an incident opens again which was over since {@code over}. */
    private static EventType again(Incident.State before, long over, Incident revision) {
        return before == Incident.State.CLOSED && revision.updated() - over <= FLAPPING.toMillis()
                ? EventType.UPDATED
                : EventType.OPENED;
    }

    private static boolean rose(Incident.Certainty from, Incident.Certainty to) {
        return from == Incident.Certainty.SUSPECTED && to == Incident.Certainty.CONFIRMED;
    }

    private static Decision askedFor(Subscription subscription, EventType type) {
        return subscription.terms().wants(type)
                ? new Send(type, Reason.ASKED_FOR)
                : new Skip(Reason.EVENT_NOT_ASKED_FOR);
    }

    private Optional<Reason> mismatch(Subscription subscription, Incident revision) {
        return subscription.terms().filter().mismatch(revision, areas).map(Reason::of);
    }

    private static Decision quietly(Subscription subscription, Incident revision, Send send, Instant now) {
        if (send.type().ending()) {
            return send;
        }
        var end = subscription.terms().quietHours().flatMap(hours -> hours.endIfWithin(now));
        if (end.isEmpty()) {
            return send;
        }
        return revision.state() == Incident.State.OPEN || send.reason() == Reason.KIND_CHANGED
                ? new Hold(send.type(), end.get(), Reason.QUIET_HOURS)
                : new Skip(Reason.OVER_IN_QUIET_HOURS);
    }
}
