package kz.dabyl.alerts.delivery;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import kz.dabyl.alerts.channels.Outcome;
import kz.dabyl.alerts.delivery.DeliveryQueue.Lane;
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

    private final DeliveryTools tools;
    private final Messages messages;
    private final Subscriptions subscriptions;
    private final TryRecorder recorder;
    private final Random random = new Random();
    private final StartPacer pacer;
    private final Map<String, DeliveryQueue> queues = new HashMap<>();
    private int underWay;
    private boolean moreToCome;
    private boolean stopped;

    Dispatcher(DeliveryTools tools, Messages messages, Subscriptions subscriptions, TryListener listener) {
        this.tools = tools;
        this.messages = messages;
        this.subscriptions = subscriptions;
        this.recorder = new TryRecorder(tools, messages, listener);
        this.pacer = new StartPacer(tools.vertx());
    }

    /** Looks after a lane in which a durable message is pending. */
    void submit(String subscription, String lane) {
        var queue = queue(subscription);
        next(queue, queue.lane(lane));
    }

    /**
     * Takes up what a former run left, what it never tried first: whoever may be dead has waited already. What was said as
     * one then is said as one again.
     */
    void resume(List<Message> pending) {
        for (var message : pending) {
            var queue = queue(message.subscription());
            queue.lane(message.lane());
            queue.triedBefore(message.progress().tries());
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
        var queue = queue(subscription);
        queue.pauses++;
        return queue.becomesQuiet(tools.vertx(), limit);
    }

    /** Ends a pause. */
    void goOn(String subscription) {
        var queue = queue(subscription);
        queue.pauses--;
        if (queue.pauses == 0) {
            List.copyOf(queue.lanes.values()).forEach(lane -> next(queue, lane));
            callWaiting(queue);
            if (queue.lanes.isEmpty() && !remembers(queue)) {
                queues.remove(subscription, queue);
            }
        }
    }

    /**
     * Says something beside the messages of a lane, if none is on its way there; those that come meanwhile wait for the
     * answer, so that what is newer arrives later.
     */
    Future<Void> beside(Subscription receiver, String name, Supplier<Optional<Courier.Item>> item) {
        var queue = queue(receiver.id());
        var lane = queue.lane(name);
        var waits = messages.ledger().head(receiver.id(), name).isPresent();
        var rests = !rest(receiver.id()).isZero();
        var said = stopped || rests || queue.pauses > 0 || lane.busy || waits
                ? Optional.<Courier.Item>empty()
                : item.get();
        if (said.isEmpty()) {
            next(queue, lane);
            return Future.succeededFuture();
        }
        lane.busy = true;
        underWay++;
        return tools.courier()
                .send(receiver, said.get())
                .onSuccess(outcome -> heed(receiver.id(), outcome))
                .onComplete(v -> {
                    underWay--;
                    free(queue, lane);
                })
                .mapEmpty();
    }

    /** Leaves a receiver alone for as long as it asks. */
    void heed(String subscription, Outcome outcome) {
        outcome.asked().ifPresent(asked -> queue(subscription).rest(asked, tools.clock()));
    }

    /** What a receiver asked for counts no more. */
    void endRest(String subscription) {
        Optional.ofNullable(queues.get(subscription)).ifPresent(queue -> queue.restUntil = 0);
    }

    /** For how long a receiver wants to be left alone; zero if it does not. */
    Duration rest(String subscription) {
        var queue = queues.get(subscription);
        var left = queue == null ? 0 : queue.restUntil - tools.clock().millis();
        return Duration.ofMillis(Math.max(0, left));
    }

    private void free(DeliveryQueue queue, Lane lane) {
        lane.busy = false;
        queue.tellIfQuiet();
        next(queue, lane);
    }

    private DeliveryQueue queue(String subscription) {
        return queues.computeIfAbsent(subscription, DeliveryQueue::new);
    }

    /** Whether revisions that are known become messages yet: what is said as one waits for those somewhat longer. */
    void expect(boolean more) {
        moreToCome = more;
        if (!more) {
            List.copyOf(queues.values()).forEach(this::gather);
        }
    }

    /** Starts no further try; what is under way goes on. */
    void stop() {
        stopped = true;
    }

    boolean idle() {
        return underWay == 0;
    }

    private Optional<Subscription> receiver(DeliveryQueue queue) {
        return subscriptions.get(queue.subscription).filter(Subscription::active);
    }

    private void next(DeliveryQueue queue, Lane lane) {
        if (stopped || queue.pauses > 0 || lane.busy || lane.ready) {
            return;
        }
        lane.stopWaiting(tools.vertx());
        var head = messages.ledger().head(queue.subscription, lane.name);
        var receiver = receiver(queue);
        if (head.isEmpty() || receiver.isEmpty()) {
            leave(queue, lane);
            return;
        }
        var wait = Math.max(head.get().progress().nextTry(), queue.restUntil)
                - tools.clock().millis();
        if (wait > 0) {
            lane.timer = timer(wait, () -> next(queue, lane));
        } else if (Gathering.takes(receiver.get().channel(), head.get().type())) {
            sayWaiting(queue, head.get().type());
        } else if (queue.underWay >= tools.config().parallel()) {
            lane.ready = true;
            queue.ready.add(lane);
        } else {
            attempt(queue, List.of(new Turn(lane, head.get())));
        }
    }

    /** Nothing is to be done in a lane; what was said last is remembered as long as somebody may be told more. */
    private void leave(DeliveryQueue queue, Lane lane) {
        queue.lanes.remove(lane.name, lane);
        var remembers = remembers(queue) && receiver(queue).isPresent();
        if (queue.lanes.isEmpty() && queue.underWay == 0 && !remembers) {
            queues.remove(queue.subscription, queue);
        }
    }

    private boolean remembers(DeliveryQueue queue) {
        return !queue.companies.isEmpty() || queue.restUntil > tools.clock().millis();
    }

    private OptionalLong timer(long wait, Runnable then) {
        return OptionalLong.of(tools.vertx().setTimer(Math.max(1, Math.min(wait, LONGEST_TIMER_MS)), t -> then.run()));
    }

    /** Says as one what waits for company, if its time has come. */
    private void sayWaiting(DeliveryQueue queue, String type) {
        var company = queue.company(type);
        company.stopWaiting(tools.vertx());
        if (stopped || queue.pauses > 0 || queue.underWay >= tools.config().parallel()) {
            return;
        }
        var now = tools.clock().millis();
        if (queue.restUntil > now) {
            company.timer = timer(queue.restUntil - now, () -> gather(queue, type));
            return;
        }
        var turns = Turn.waiting(messages.ledger(), queue, type, now);
        var waiting = turns.values().stream().map(Turn::waiting).toList();
        var gathering = tools.config().gathering();
        var plan = (moreToCome ? gathering.expecting() : gathering).plan(waiting, company.lastSent, now);
        plan.lookAgain().ifPresent(at -> company.timer = timer(at - now, () -> gather(queue, type)));
        if (!plan.now().isEmpty()) {
            var said = plan.now().stream().map(turns::get).toList();
            if (said.get(0).message().progress().tries() == 0) {
                company.lastSent = OptionalLong.of(now);
            }
            sayAsOne(queue, said);
        }
    }

    private void gather(DeliveryQueue queue, String type) {
        receiver(queue)
                .ifPresentOrElse(
                        receiver -> sayWaiting(queue, type),
                        () -> List.copyOf(queue.lanes.values()).forEach(lane -> next(queue, lane)));
    }

    private void attempt(DeliveryQueue queue, List<Turn> turns) {
        begin(queue, turns);
        pacer.begin(() -> send(queue, turns), queue.failing());
    }

    private void begin(DeliveryQueue queue, List<Turn> turns) {
        turns.forEach(turn -> turn.lane().busy = true);
        queue.underWay++;
        underWay++;
    }

    /** The same of what might be said as one with others: with what it is said is durable before it is. */
    private void sayAsOne(DeliveryQueue queue, List<Turn> turns) {
        begin(queue, turns);
        messages.sayAsOne(Turn.messages(turns)).onSuccess(noted -> {
            var now = Turn.with(turns, noted);
            pacer.begin(() -> send(queue, now), queue.failing());
        });
    }

    private void send(DeliveryQueue queue, List<Turn> turns) {
        if (stopped) {
            underWay--;
            return;
        }
        var at = tools.clock().millis();
        var receiver = receiver(queue);
        var changed = turns.stream().anyMatch(turn -> !turn.stands(messages.ledger()));
        if (receiver.isEmpty() || queue.restUntil > at || changed) {
            // A broker that is away may have held this up for long.
            over(queue);
            turns.forEach(turn -> free(queue, turn.lane()));
            callWaiting(queue);
            return;
        }
        tools.courier()
                .send(receiver.get(), Turn.item(messages.ledger(), turns))
                .onSuccess(outcome -> {
                    over(queue);
                    queue.tried(outcome.delivered());
                    heed(queue.subscription, outcome);
                    settle(receiver.get(), queue, turns, at, outcome);
                    callWaiting(queue);
                });
    }

    private void over(DeliveryQueue queue) {
        queue.underWay--;
        underWay--;
    }

    private void settle(Subscription receiver, DeliveryQueue queue, List<Turn> turns, long at, Outcome outcome) {
        // What was said as one is tried again at one time.
        var draw = random.nextLong();
        RandomGenerator same = () -> draw;
        var now = tools.clock().millis();
        if (outcome.delivered()) {
            queue.heardAt = now;
        }
        for (var turn : turns) {
            recorder.settle(new TryRecorder.Tried(receiver, turn.message(), at, now, queue.heardAt), outcome, same)
                    .onComplete(v -> free(queue, turn.lane()));
        }
    }

    /** One try is over: there is room for another. */
    private void callWaiting(DeliveryQueue queue) {
        while (!queue.ready.isEmpty() && queue.underWay < tools.config().parallel()) {
            var waiting = queue.ready.remove();
            waiting.ready = false;
            next(queue, waiting);
        }
        gather(queue);
    }

    private void gather(DeliveryQueue queue) {
        List.copyOf(queue.companies.keySet()).forEach(type -> gather(queue, type));
    }
}
