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
import kz.dabyl.alerts.delivery.InFlight.Lane;
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
    private final TryRecorder recorder;
    private final Random random = new Random();
    private final StartPacer pacer;
    private final Map<String, InFlight> bySubscription = new HashMap<>();
    private int underWay;
    private boolean moreToCome;
    private boolean stopped;

    Dispatcher(Tools tools, Messages messages, Subscriptions subscriptions, TryListener listener) {
        this.tools = tools;
        this.messages = messages;
        this.subscriptions = subscriptions;
        this.recorder = new TryRecorder(tools, messages, listener);
        this.pacer = new StartPacer(tools.vertx());
    }

    /** Looks after a lane in which a durable message is pending. */
    void submit(String subscription, String lane) {
        var inFlight = inFlight(subscription);
        next(inFlight, inFlight.lane(lane));
    }

    /**
     * Takes up what a former run left, what it never tried first: whoever may be dead has waited already. What was said as
     * one then is said as one again.
     */
    void resume(List<Message> pending) {
        for (var message : pending) {
            var inFlight = inFlight(message.subscription());
            inFlight.lane(message.lane());
            inFlight.triedBefore(message.progress().tries());
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
        var inFlight = inFlight(subscription);
        inFlight.pauses++;
        return inFlight.becomesQuiet(tools.vertx(), limit);
    }

    /** Ends a pause. */
    void goOn(String subscription) {
        var inFlight = inFlight(subscription);
        inFlight.pauses--;
        if (inFlight.pauses == 0) {
            List.copyOf(inFlight.lanes.values()).forEach(lane -> next(inFlight, lane));
            callWaiting(inFlight);
            if (inFlight.lanes.isEmpty() && !remembers(inFlight)) {
                bySubscription.remove(subscription, inFlight);
            }
        }
    }

    /**
     * Says something beside the messages of a lane, if none is on its way there; those that come meanwhile wait for the
     * answer, so that what is newer arrives later.
     */
    Future<Void> beside(Subscription receiver, String name, Supplier<Optional<Courier.Item>> item) {
        var inFlight = inFlight(receiver.id());
        var lane = inFlight.lane(name);
        var waits = messages.ledger().head(receiver.id(), name).isPresent();
        var rests = !rest(receiver.id()).isZero();
        var said = stopped || rests || inFlight.pauses > 0 || lane.busy || waits
                ? Optional.<Courier.Item>empty()
                : item.get();
        if (said.isEmpty()) {
            next(inFlight, lane);
            return Future.succeededFuture();
        }
        lane.busy = true;
        underWay++;
        return tools.courier()
                .send(receiver, said.get())
                .onSuccess(outcome -> heed(receiver.id(), outcome))
                .onComplete(v -> {
                    underWay--;
                    free(inFlight, lane);
                })
                .mapEmpty();
    }

    /** Leaves a receiver alone for as long as it asks. */
    void heed(String subscription, Outcome outcome) {
        outcome.asked().ifPresent(asked -> inFlight(subscription).rest(asked, tools.clock()));
    }

    /** What a receiver asked for counts no more. */
    void endRest(String subscription) {
        Optional.ofNullable(bySubscription.get(subscription)).ifPresent(inFlight -> inFlight.restUntil = 0);
    }

    /** For how long a receiver wants to be left alone; zero if it does not. */
    Duration rest(String subscription) {
        var inFlight = bySubscription.get(subscription);
        var left = inFlight == null ? 0 : inFlight.restUntil - tools.clock().millis();
        return Duration.ofMillis(Math.max(0, left));
    }

    private void free(InFlight inFlight, Lane lane) {
        lane.busy = false;
        inFlight.tellIfQuiet();
        next(inFlight, lane);
    }

    private InFlight inFlight(String subscription) {
        return bySubscription.computeIfAbsent(subscription, InFlight::new);
    }

    /** Whether revisions that are known become messages yet: what is said as one waits for those somewhat longer. */
    void expect(boolean more) {
        moreToCome = more;
        if (!more) {
            List.copyOf(bySubscription.values()).forEach(this::gather);
        }
    }

    /** Starts no further try; what is under way goes on. */
    void stop() {
        stopped = true;
    }

    boolean idle() {
        return underWay == 0;
    }

    private Optional<Subscription> receiver(InFlight inFlight) {
        return subscriptions.get(inFlight.subscription).filter(Subscription::active);
    }

    private void next(InFlight inFlight, Lane lane) {
        if (stopped || inFlight.pauses > 0 || lane.busy || lane.ready) {
            return;
        }
        lane.stopWaiting(tools.vertx());
        var head = messages.ledger().head(inFlight.subscription, lane.name);
        var receiver = receiver(inFlight);
        if (head.isEmpty() || receiver.isEmpty()) {
            leave(inFlight, lane);
            return;
        }
        var wait = Math.max(head.get().progress().nextTry(), inFlight.restUntil)
                - tools.clock().millis();
        if (wait > 0) {
            lane.timer = timer(wait, () -> next(inFlight, lane));
        } else if (Gathering.takes(receiver.get().channel(), head.get().type())) {
            sayWaiting(inFlight, head.get().type());
        } else if (inFlight.underWay >= tools.config().parallel()) {
            lane.ready = true;
            inFlight.ready.add(lane);
        } else {
            attempt(inFlight, List.of(new Turn(lane, head.get())));
        }
    }

    /** Nothing is to be done in a lane; what was said last is remembered as long as somebody may be told more. */
    private void leave(InFlight inFlight, Lane lane) {
        inFlight.lanes.remove(lane.name, lane);
        var remembers = remembers(inFlight) && receiver(inFlight).isPresent();
        if (inFlight.lanes.isEmpty() && inFlight.underWay == 0 && !remembers) {
            bySubscription.remove(inFlight.subscription, inFlight);
        }
    }

    private boolean remembers(InFlight inFlight) {
        return !inFlight.companies.isEmpty()
                || inFlight.restUntil > tools.clock().millis();
    }

    private OptionalLong timer(long wait, Runnable then) {
        return OptionalLong.of(tools.vertx().setTimer(Math.max(1, Math.min(wait, LONGEST_TIMER_MS)), t -> then.run()));
    }

    /** Says as one what waits for company, if its time has come. */
    private void sayWaiting(InFlight inFlight, String type) {
        var company = inFlight.company(type);
        company.stopWaiting(tools.vertx());
        if (stopped
                || inFlight.pauses > 0
                || inFlight.underWay >= tools.config().parallel()) {
            return;
        }
        var now = tools.clock().millis();
        if (inFlight.restUntil > now) {
            company.timer = timer(inFlight.restUntil - now, () -> gather(inFlight, type));
            return;
        }
        var turns = Turn.waiting(messages.ledger(), inFlight, type, now);
        var waiting = turns.values().stream().map(Turn::waiting).toList();
        var gathering = tools.config().gathering();
        var plan = (moreToCome ? gathering.expecting() : gathering).plan(waiting, company.lastSent, now);
        plan.lookAgain().ifPresent(at -> company.timer = timer(at - now, () -> gather(inFlight, type)));
        if (!plan.now().isEmpty()) {
            var said = plan.now().stream().map(turns::get).toList();
            if (said.get(0).message().progress().tries() == 0) {
                company.lastSent = OptionalLong.of(now);
            }
            sayAsOne(inFlight, said);
        }
    }

    private void gather(InFlight inFlight, String type) {
        receiver(inFlight)
                .ifPresentOrElse(
                        receiver -> sayWaiting(inFlight, type),
                        () -> List.copyOf(inFlight.lanes.values()).forEach(lane -> next(inFlight, lane)));
    }

    private void attempt(InFlight inFlight, List<Turn> turns) {
        begin(inFlight, turns);
        pacer.begin(() -> send(inFlight, turns), inFlight.failing());
    }

    private void begin(InFlight inFlight, List<Turn> turns) {
        turns.forEach(turn -> turn.lane().busy = true);
        inFlight.underWay++;
        underWay++;
    }

    /** The same of what might be said as one with others: with what it is said is durable before it is. */
    private void sayAsOne(InFlight inFlight, List<Turn> turns) {
        begin(inFlight, turns);
        messages.sayAsOne(Turn.messages(turns)).onSuccess(noted -> {
            var now = Turn.with(turns, noted);
            pacer.begin(() -> send(inFlight, now), inFlight.failing());
        });
    }

    private void send(InFlight inFlight, List<Turn> turns) {
        if (stopped) {
            underWay--;
            return;
        }
        var at = tools.clock().millis();
        var receiver = receiver(inFlight);
        var changed = turns.stream().anyMatch(turn -> !turn.stands(messages.ledger()));
        if (receiver.isEmpty() || inFlight.restUntil > at || changed) {
            // A broker that is away may have held this up for long.
            over(inFlight);
            turns.forEach(turn -> free(inFlight, turn.lane()));
            callWaiting(inFlight);
            return;
        }
        tools.courier()
                .send(receiver.get(), Turn.item(messages.ledger(), turns))
                .onSuccess(outcome -> {
                    over(inFlight);
                    inFlight.tried(outcome.delivered());
                    heed(inFlight.subscription, outcome);
                    settle(receiver.get(), inFlight, turns, at, outcome);
                    callWaiting(inFlight);
                });
    }

    private void over(InFlight inFlight) {
        inFlight.underWay--;
        underWay--;
    }

    private void settle(Subscription receiver, InFlight inFlight, List<Turn> turns, long at, Outcome outcome) {
        // What was said as one is tried again at one time.
        var draw = random.nextLong();
        RandomGenerator same = () -> draw;
        var now = tools.clock().millis();
        if (outcome.delivered()) {
            inFlight.heardAt = now;
        }
        for (var turn : turns) {
            recorder.settle(new TryRecorder.Tried(receiver, turn.message(), at, now, inFlight.heardAt), outcome, same)
                    .onComplete(v -> free(inFlight, turn.lane()));
        }
    }

    /** One try is over: there is room for another. */
    private void callWaiting(InFlight inFlight) {
        while (!inFlight.ready.isEmpty() && inFlight.underWay < tools.config().parallel()) {
            var waiting = inFlight.ready.remove();
            waiting.ready = false;
            next(inFlight, waiting);
        }
        gather(inFlight);
    }

    private void gather(InFlight inFlight) {
        List.copyOf(inFlight.companies.keySet()).forEach(type -> gather(inFlight, type));
    }
}
