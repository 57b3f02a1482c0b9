package kz.dabyl.alerts.delivery;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import kz.dabyl.alerts.channels.Outcome;
import kz.dabyl.alerts.delivery.Outbox.Lane;
import kz.dabyl.alerts.meters.AlertsMeters;
import kz.dabyl.alerts.subscriptions.Subscription;

/**
 * Tries pending messages until they arrive. The messages of a lane go one after the other: a later one is not tried before
 * the one ahead of it is over and that is durable. Lanes do not wait for each other, but for the few tries that one
 * subscription may have under way, and for company where several are said as one; subscriptions never wait for each other.
 *
 * <p>Confined to one context. Time is wall time: a timer only says when to look at the clock.
 */
final class Dispatcher {

    /** Clocks are set and machines sleep: no timer waits longer before it looks again. */
    private static final long LONGEST_TIMER_MS = 60_000;

    /** What the dispatcher works with. */
    record Tools(Vertx vertx, InstantSource clock, DeliveryConfig config, Courier courier, AlertsMeters meters) {}

    private final Tools tools;
    private final Messages messages;
    private final Subscriptions subscriptions;
    private final Settlement settlement;
    private final Random random = new Random();
    private final Portions portions;
    private final Map<String, Outbox> outboxes = new HashMap<>();
    private int underWay;
    private boolean moreToCome;
    private boolean stopped;

    Dispatcher(Tools tools, Messages messages, Subscriptions subscriptions, Aftermath aftermath) {
        this.tools = tools;
        this.messages = messages;
        this.subscriptions = subscriptions;
        this.settlement = new Settlement(tools, messages, aftermath);
        this.portions = new Portions(tools.vertx());
    }

    /** Looks after a lane in which a durable message is pending. */
    void submit(String subscription, String lane) {
        var outbox = outbox(subscription);
        next(outbox, outbox.lane(lane));
    }

    /**
     * Takes up what a former run left, what it never tried first: whoever may be dead has waited already. What was said as
     * one then is said as one again.
     */
    void resume(List<Message> pending) {
        for (var message : pending) {
            var outbox = outbox(message.subscription());
            outbox.lane(message.lane());
            outbox.triedBefore(message.progress().tries());
        }
        pending.stream()
                .sorted(Message.UNTRIED_FIRST)
                .forEach(message -> submit(message.subscription(), message.lane()));
    }

    /**
     * Lets the lanes of a subscription rest until {@link #goOn}; done when nothing is under way to it and what became of
     * that is durable. Fails, on this context as well, if that is not so within {@code limit}.
     */
    Future<Void> pause(String subscription, Duration limit) {
        var outbox = outbox(subscription);
        outbox.pauses++;
        return outbox.becomesQuiet(tools.vertx(), limit);
    }

    /** Ends a pause. */
    void goOn(String subscription) {
        var outbox = outbox(subscription);
        outbox.pauses--;
        if (outbox.pauses == 0) {
            List.copyOf(outbox.lanes.values()).forEach(lane -> next(outbox, lane));
            callWaiting(outbox);
            if (outbox.lanes.isEmpty() && !remembers(outbox)) {
                outboxes.remove(subscription, outbox);
            }
        }
    }

    /**
     * Says something beside the messages of a lane, if none is on its way there; those that come meanwhile wait for the
     * answer, so that what is newer arrives later.
     */
    Future<Void> beside(Subscription receiver, String name, Supplier<Optional<Courier.Item>> item) {
        var outbox = outbox(receiver.id());
        var lane = outbox.lane(name);
        var waits = messages.ledger().head(receiver.id(), name).isPresent();
        var rests = !rest(receiver.id()).isZero();
        var said = stopped || rests || outbox.pauses > 0 || lane.busy || waits
                ? Optional.<Courier.Item>empty()
                : item.get();
        if (said.isEmpty()) {
            next(outbox, lane);
            return Future.succeededFuture();
        }
        lane.busy = true;
        underWay++;
        return tools.courier()
                .send(receiver, said.get())
                .onSuccess(outcome -> heed(receiver.id(), outcome))
                .onComplete(v -> {
                    underWay--;
                    free(outbox, lane);
                })
                .mapEmpty();
    }

    /** Leaves a receiver alone for as long as it asks. */
    void heed(String subscription, Outcome outcome) {
        outcome.asked().ifPresent(asked -> outbox(subscription).rest(asked, tools.clock()));
    }

    /** What a receiver asked for counts no more. */
    void endRest(String subscription) {
        Optional.ofNullable(outboxes.get(subscription)).ifPresent(outbox -> outbox.restUntil = 0);
    }

    /** For how long a receiver wants to be left alone; zero if it does not. */
    Duration rest(String subscription) {
        var outbox = outboxes.get(subscription);
        var left = outbox == null ? 0 : outbox.restUntil - tools.clock().millis();
        return Duration.ofMillis(Math.max(0, left));
    }

    private void free(Outbox outbox, Lane lane) {
        lane.busy = false;
        outbox.tellIfQuiet();
        next(outbox, lane);
    }

    private Outbox outbox(String subscription) {
        return outboxes.computeIfAbsent(subscription, Outbox::new);
    }

    /** Whether revisions that are known become messages yet: what is said as one waits for those somewhat longer. */
    void expect(boolean more) {
        moreToCome = more;
        if (!more) {
            List.copyOf(outboxes.values()).forEach(this::gather);
        }
    }

    /** Starts no further try; what is under way goes on. */
    void stop() {
        stopped = true;
    }

    boolean idle() {
        return underWay == 0;
    }

    private Optional<Subscription> receiver(Outbox outbox) {
        return subscriptions.get(outbox.subscription).filter(Subscription::active);
    }

    private void next(Outbox outbox, Lane lane) {
        if (stopped || outbox.pauses > 0 || lane.busy || lane.ready) {
            return;
        }
        lane.stopWaiting(tools.vertx());
        var head = messages.ledger().head(outbox.subscription, lane.name);
        var receiver = receiver(outbox);
        if (head.isEmpty() || receiver.isEmpty()) {
            leave(outbox, lane);
            return;
        }
        var wait = Math.max(head.get().progress().nextTry(), outbox.restUntil)
                - tools.clock().millis();
        if (wait > 0) {
            lane.timer = timer(wait, () -> next(outbox, lane));
        } else if (Gathering.takes(receiver.get().channel(), head.get().type())) {
            sayWaiting(outbox, head.get().type());
        } else if (outbox.underWay >= tools.config().parallel()) {
            lane.ready = true;
            outbox.ready.add(lane);
        } else {
            attempt(outbox, List.of(new Turn(lane, head.get())));
        }
    }

    /** Nothing is to be done in a lane; what was said last is remembered as long as somebody may be told more. */
    private void leave(Outbox outbox, Lane lane) {
        outbox.lanes.remove(lane.name, lane);
        var remembers = remembers(outbox) && receiver(outbox).isPresent();
        if (outbox.lanes.isEmpty() && outbox.underWay == 0 && !remembers) {
            outboxes.remove(outbox.subscription, outbox);
        }
    }

    private boolean remembers(Outbox outbox) {
        return !outbox.companies.isEmpty() || outbox.restUntil > tools.clock().millis();
    }

    private OptionalLong timer(long wait, Runnable then) {
        return OptionalLong.of(tools.vertx().setTimer(Math.max(1, Math.min(wait, LONGEST_TIMER_MS)), t -> then.run()));
    }

    /** Says as one what waits for company, if its time has come. */
    private void sayWaiting(Outbox outbox, String type) {
        var company = outbox.company(type);
        company.stopWaiting(tools.vertx());
        if (stopped || outbox.pauses > 0 || outbox.underWay >= tools.config().parallel()) {
            return;
        }
        var now = tools.clock().millis();
        if (outbox.restUntil > now) {
            company.timer = timer(outbox.restUntil - now, () -> gather(outbox, type));
            return;
        }
        var turns = Turn.waiting(messages.ledger(), outbox, type, now);
        var waiting = turns.values().stream().map(Turn::waiting).toList();
        var gathering = tools.config().gathering();
        var plan = (moreToCome ? gathering.expecting() : gathering).plan(waiting, company.lastSent, now);
        plan.lookAgain().ifPresent(at -> company.timer = timer(at - now, () -> gather(outbox, type)));
        if (!plan.now().isEmpty()) {
            var said = plan.now().stream().map(turns::get).toList();
            if (said.get(0).message().progress().tries() == 0) {
                company.lastSent = OptionalLong.of(now);
            }
            sayAsOne(outbox, said);
        }
    }

    private void gather(Outbox outbox, String type) {
        receiver(outbox)
                .ifPresentOrElse(
                        receiver -> sayWaiting(outbox, type),
                        () -> List.copyOf(outbox.lanes.values()).forEach(lane -> next(outbox, lane)));
    }

    private void attempt(Outbox outbox, List<Turn> turns) {
        begin(outbox, turns);
        portions.begin(() -> send(outbox, turns), outbox.failing());
    }

    private void begin(Outbox outbox, List<Turn> turns) {
        turns.forEach(turn -> turn.lane().busy = true);
        outbox.underWay++;
        underWay++;
    }

    /** The same of what might be said as one with others: with what it is said is durable before it is. */
    private void sayAsOne(Outbox outbox, List<Turn> turns) {
        begin(outbox, turns);
        messages.sayAsOne(Turn.messages(turns)).onSuccess(noted -> {
            var now = Turn.with(turns, noted);
            portions.begin(() -> send(outbox, now), outbox.failing());
        });
    }

    private void send(Outbox outbox, List<Turn> turns) {
        if (stopped) {
            underWay--;
            return;
        }
        var at = tools.clock().millis();
        var receiver = receiver(outbox);
        var changed = turns.stream().anyMatch(turn -> !turn.stands(messages.ledger()));
        if (receiver.isEmpty() || outbox.restUntil > at || changed) {
            // A broker that is away may have held this up for long.
            over(outbox);
            turns.forEach(turn -> free(outbox, turn.lane()));
            callWaiting(outbox);
            return;
        }
        tools.courier()
                .send(receiver.get(), Turn.item(messages.ledger(), turns))
                .onSuccess(outcome -> {
                    over(outbox);
                    outbox.tried(outcome.delivered());
                    heed(outbox.subscription, outcome);
                    settle(receiver.get(), outbox, turns, at, outcome);
                    callWaiting(outbox);
                });
    }

    private void over(Outbox outbox) {
        outbox.underWay--;
        underWay--;
    }

    private void settle(Subscription receiver, Outbox outbox, List<Turn> turns, long at, Outcome outcome) {
        // What was said as one is tried again at one time.
        var draw = random.nextLong();
        RandomGenerator same = () -> draw;
        var now = tools.clock().millis();
        if (outcome.delivered()) {
            outbox.heardAt = now;
        }
        for (var turn : turns) {
            settlement
                    .settle(new Settlement.Tried(receiver, turn.message(), at, now, outbox.heardAt), outcome, same)
                    .onComplete(v -> free(outbox, turn.lane()));
        }
    }

    /** One try is over: there is room for another. */
    private void callWaiting(Outbox outbox) {
        while (!outbox.ready.isEmpty() && outbox.underWay < tools.config().parallel()) {
            var waiting = outbox.ready.remove();
            waiting.ready = false;
            next(outbox, waiting);
        }
        gather(outbox);
    }

    private void gather(Outbox outbox) {
        List.copyOf(outbox.companies.keySet()).forEach(type -> gather(outbox, type));
    }
}
