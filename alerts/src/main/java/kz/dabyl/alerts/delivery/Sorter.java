package kz.dabyl.alerts.delivery;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import kz.dabyl.alerts.incidents.IncidentBook;
import kz.dabyl.alerts.incidents.Revision;
import kz.dabyl.alerts.meters.AlertsMeters.DeliveryOutcome;
import kz.dabyl.alerts.routing.Decision;
import kz.dabyl.alerts.routing.Routing;
import kz.dabyl.alerts.routing.Told;
import kz.dabyl.alerts.subscriptions.EventType;
import kz.dabyl.alerts.subscriptions.Subscription;
import kz.dabyl.model.Incident;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes messages of revisions: one revision after the other, each for all subscriptions, and only when its messages are
 * durable does the cursor move past it. Those that have come meanwhile are sorted together, so that many at once do not
 * each wait for the broker. What is sorted again after a crash comes to the same messages.
 *
 * <p>Confined to one context.
 */
final class Sorter {

    /** Key of the cursor among the messages. */
    static final String CURSOR = "cursor";

    private static final Logger LOG = LoggerFactory.getLogger(Sorter.class);
    private static final long LONGEST_TIMER_MS = 60_000;

    /** With so many messages on their way into the log no further revision is sorted: they fill a transaction. */
    private static final int MOST_UNSAVED = 500;

    private final DeliveryTools tools;
    private final Messages messages;
    private final Subscriptions subscriptions;
    private final Dispatcher dispatcher;
    private final IncidentBook book;
    private final Routing routing;
    private final OneAtATime line = new OneAtATime();
    private final Deque<Revision> unsorted = new ArrayDeque<>();
    private long cursor;

    /** What decides: the view of incidents and the rules. */
    record Rules(IncidentBook book, Routing routing) {}

    Sorter(DeliveryTools tools, Messages messages, Subscriptions subscriptions, Dispatcher dispatcher, Rules rules) {
        this.tools = tools;
        this.messages = messages;
        this.subscriptions = subscriptions;
        this.dispatcher = dispatcher;
        this.book = rules.book();
        this.routing = rules.routing();
    }

    /** Goes on from where the cursor stood. */
    void startAt(long offset) {
        cursor = offset;
    }

    /** Takes a revision, in the order of the log. */
    void offer(Revision revision) {
        if (revision.offset() >= cursor) {
            unsorted.add(revision);
            if (unsorted.size() == 1) {
                exclusively(this::sortWaiting);
            }
        }
    }

    /**
     * Sorts what waits, as much of it as there is room for, and of each incident one revision: what would be ready to be sent
     * ahead of a message of the same lane that is not durable would take that along.
     */
    private Future<Void> sortWaiting() {
        var saved = new ArrayList<Future<Void>>();
        var incidents = new HashSet<String>();
        while (!unsorted.isEmpty()
                && saved.size() < MOST_UNSAVED
                && incidents.add(unsorted.element().incident().id())) {
            saved.addAll(sorted(unsorted.remove()));
        }
        if (!unsorted.isEmpty()) {
            exclusively(this::sortWaiting);
        }
        dispatcher.expect(true);
        return Future.join(saved)
                .onComplete(v -> dispatcher.expect(!unsorted.isEmpty()))
                .onSuccess(v -> saveCursor())
                .mapEmpty();
    }

    /** Runs {@code task} between two revisions, so that neither of them sees half of what it does. */
    <T> Future<T> exclusively(Supplier<Future<T>> task) {
        return line.run(task);
    }

    /**
     * The log ends before {@code nextOffset}. If we stand behind it, somebody has made a new log: waiting for its offsets to
     * reach the old cursor would be silence.
     */
    void logEndsBefore(long nextOffset) {
        if (cursor <= nextOffset) {
            return;
        }
        LOG.warn(
                "the log of incidents ends before {}, the cursor stood at {}: going on from its end",
                nextOffset,
                cursor);
        cursor = nextOffset;
        saveCursor();
        subscriptions.all().stream()
                .filter(subscription -> subscription.from() > nextOffset)
                .forEach(subscription -> subscriptions.update(subscription.startingAt(nextOffset)));
    }

    /** Done when the messages of a revision are durable; those that nothing follows from are not among them. */
    private List<Future<Void>> sorted(Revision revision) {
        var saved = new ArrayList<Future<Void>>();
        try {
            var previous = book.before(revision.incident());
            for (var subscription : subscriptions.active()) {
                if (revision.offset() >= subscription.from()) {
                    saved.add(considered(subscription, previous, revision));
                }
            }
        } catch (RuntimeException e) {
            // What cannot be decided for anybody is not lost for the revisions after it.
            LOG.error(
                    "revision {} of {} was not sorted",
                    revision.incident().revision(),
                    revision.incident().id(),
                    e);
        }
        cursor = revision.offset() + 1;
        saved.removeIf(Future::succeeded);
        return saved;
    }

    /** Offset of the first revision that is not sorted yet. */
    long cursor() {
        return cursor;
    }

    /** Decides again about what a subscription was told is open, by what is known now. Not beside a revision. */
    Future<Void> catchUp(Subscription subscription) {
        return Future.join(messages.ledger().lanes(subscription.id()).stream()
                        .filter(lane -> messages.ledger()
                                .told(subscription.id(), lane)
                                .filter(told -> told.opened() && told.state() == Incident.State.OPEN)
                                .isPresent())
                        .flatMap(lane -> book.latest(lane).stream())
                        .map(latest -> consider(subscription, book.before(latest.incident()), latest))
                        .toList())
                .mapEmpty();
    }

    private void saveCursor() {
        messages.journal().put(CURSOR, "{\"next_offset\":" + cursor + "}");
    }

    /** What cannot be decided for one is not lost for those after it. */
    private Future<Void> considered(Subscription subscription, Optional<Incident> previous, Revision revision) {
        try {
            return consider(subscription, previous, revision);
        } catch (RuntimeException e) {
            LOG.error(
                    "revision {} of {} was not sorted for {}",
                    revision.incident().revision(),
                    revision.incident().id(),
                    subscription.id(),
                    e);
            return Future.succeededFuture();
        }
    }

    /** Decides for one subscription; done when what follows is durable. */
    private Future<Void> consider(Subscription subscription, Optional<Incident> previous, Revision revision) {
        var incident = revision.incident();
        var told = messages.ledger().told(subscription.id(), incident.id());
        var now = tools.clock().instant();
        var decision = routing.decide(subscription, previous, incident, told, now);
        LOG.debug("{} revision {} for {}: {}", incident.id(), incident.revision(), subscription.id(), decision);
        if (decision instanceof Decision.Send send) {
            var message = message(subscription, revision, send.type(), told, Message.State.PENDING, now);
            return messages.save(message).onSuccess(v -> {
                overtake(message);
                dispatcher.submit(subscription.id(), incident.id());
            });
        }
        if (decision instanceof Decision.Hold hold) {
            var message = message(subscription, revision, hold.type(), told, Message.State.HELD, now)
                    .due(hold.until().toEpochMilli());
            return messages.save(message).onSuccess(v -> {
                overtake(message);
                hold(message);
            });
        }
        return incident.state() == Incident.State.OPEN
                ? Future.succeededFuture()
                : drop(subscription.id(), incident.id(), "it was over before the quiet hours were");
    }

    private static Message message(
            Subscription subscription,
            Revision revision,
            EventType type,
            Optional<Told> told,
            Message.State state,
            Instant now) {
        var after = Told.after(told, type, revision.incident());
        return Message.telling(subscription.id(), type, after, revision, state, now.toEpochMilli());
    }

    /** Looks again when the quiet hours are over. */
    void hold(Message held) {
        var wait = held.progress().nextTry() - tools.clock().millis();
        tools.vertx().setTimer(Math.max(1, Math.min(wait, LONGEST_TIMER_MS)), t -> {
            var present = messages.ledger().get(held.id());
            if (present.isEmpty() || present.get().state() != Message.State.HELD) {
                return;
            }
            if (tools.clock().millis() < held.progress().nextTry()) {
                hold(held);
            } else {
                exclusively(() -> release(held));
            }
        });
    }

    /** Decides again, by what is known now. */
    private Future<Void> release(Message held) {
        var subscription = subscriptions.get(held.subscription());
        var latest = book.latest(held.lane());
        if (subscription.isEmpty() || latest.isEmpty()) {
            return drop(held.subscription(), held.lane(), "the incident is not known any more");
        }
        return consider(subscription.get(), book.before(latest.get().incident()), latest.get())
                .compose(v -> messages.ledger()
                                .get(held.id())
                                .filter(message -> message.equals(held))
                                .isPresent()
                        ? drop(held.subscription(), held.lane(), "it passes the filter no more")
                        : Future.succeededFuture());
    }

    /** What is held in the lane of {@code message} says less than it does. */
    private void overtake(Message message) {
        var others = messages.ledger().held(message.subscription(), message.lane()).stream()
                .filter(held -> !held.id().equals(message.id()))
                .toList();
        drop(others, "overtaken by revision " + message.revision());
    }

    private Future<Void> drop(String subscription, String lane, String why) {
        return drop(messages.ledger().held(subscription, lane), why);
    }

    private Future<Void> drop(List<Message> held, String why) {
        held.forEach(message -> subscriptions
                .get(message.subscription())
                .ifPresent(one -> tools.meters().outcome(one.channel(), DeliveryOutcome.DROPPED)));
        return Future.join(held.stream()
                        .map(message -> messages.save(message.dropped(why)))
                        .toList())
                .mapEmpty();
    }
}
