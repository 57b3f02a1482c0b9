package kz.dabyl.alerts.delivery;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import kz.dabyl.alerts.channels.Outcome;
import kz.dabyl.alerts.meters.AlertsMeters;
import kz.dabyl.alerts.meters.AlertsMeters.DeliveryOutcome;
import kz.dabyl.alerts.subscriptions.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries pending messages until they arrive. The messages of a lane go one after the other: a later one is not tried before
 * the one ahead of it is over and that is durable. Lanes do not wait for each other, but for the few tries that one
 * subscription may have under way; subscriptions never wait for each other.
 *
 * <p>Confined to one context. Time is wall time: a timer only says when to look at the clock.
 */
final class Dispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    /** Clocks are set and machines sleep: no timer waits longer before it looks again. */
    private static final long LONGEST_TIMER_MS = 60_000;

    /** What is tried once only: an operator waits for the answer of a test. */
    private static final RetrySchedule ONCE = new RetrySchedule(java.util.List.of(), 0);

    /** What the dispatcher works with. */
    record Tools(Vertx vertx, InstantSource clock, DeliveryConfig config, Courier courier, AlertsMeters meters) {}

    private static final class Lane {
        private final String name;
        private boolean busy;
        private boolean ready;
        private OptionalLong timer = OptionalLong.empty();

        Lane(String name) {
            this.name = name;
        }
    }

    private static final class Outbox {
        private final Map<String, Lane> lanes = new HashMap<>();
        private final Deque<Lane> ready = new ArrayDeque<>();
        private int underWay;
    }

    private final Tools tools;
    private final Messages messages;
    private final Subscriptions subscriptions;
    private final Aftermath aftermath;
    private final Random random = new Random();
    private final Map<String, Outbox> outboxes = new HashMap<>();
    private int underWay;
    private boolean stopped;

    Dispatcher(Tools tools, Messages messages, Subscriptions subscriptions, Aftermath aftermath) {
        this.tools = tools;
        this.messages = messages;
        this.subscriptions = subscriptions;
        this.aftermath = aftermath;
    }

    /** Looks after a lane in which a durable message is pending. */
    void submit(String subscription, String lane) {
        var outbox = outboxes.computeIfAbsent(subscription, s -> new Outbox());
        next(subscription, outbox.lanes.computeIfAbsent(lane, Lane::new));
    }

    /** Starts no further try; what is under way goes on. */
    void stop() {
        stopped = true;
    }

    boolean idle() {
        return underWay == 0;
    }

    private void next(String subscription, Lane lane) {
        var outbox = outboxes.get(subscription);
        if (stopped || lane.busy || lane.ready || outbox == null) {
            return;
        }
        lane.timer.ifPresent(tools.vertx()::cancelTimer);
        lane.timer = OptionalLong.empty();
        var head = messages.ledger().head(subscription, lane.name);
        var receiver = subscriptions.get(subscription).filter(Subscription::active);
        if (head.isEmpty() || receiver.isEmpty()) {
            outbox.lanes.remove(lane.name);
            if (outbox.lanes.isEmpty() && outbox.underWay == 0) {
                outboxes.remove(subscription);
            }
            return;
        }
        var wait = head.get().progress().nextTry() - tools.clock().millis();
        if (wait > 0) {
            lane.timer = OptionalLong.of(
                    tools.vertx().setTimer(Math.min(wait, LONGEST_TIMER_MS), t -> next(subscription, lane)));
        } else if (outbox.underWay >= tools.config().parallel()) {
            lane.ready = true;
            outbox.ready.add(lane);
        } else {
            attempt(receiver.get(), outbox, lane, head.get());
        }
    }

    private void attempt(Subscription receiver, Outbox outbox, Lane lane, Message message) {
        lane.busy = true;
        outbox.underWay++;
        underWay++;
        var at = tools.clock().millis();
        var before = messages.ledger().toldBefore(message);
        tools.courier().send(receiver, Courier.Item.of(message, before)).onSuccess(outcome -> {
            outbox.underWay--;
            underWay--;
            settle(receiver, message, at, outcome).onComplete(v -> {
                lane.busy = false;
                next(receiver.id(), lane);
            });
            while (!outbox.ready.isEmpty() && outbox.underWay < tools.config().parallel()) {
                var waiting = outbox.ready.remove();
                waiting.ready = false;
                next(receiver.id(), waiting);
            }
        });
    }

    /** Notes how a try ended; done when that is durable. */
    private Future<Void> settle(Subscription receiver, Message message, long at, Outcome outcome) {
        var known = messages.ledger().get(message.id());
        if (known.isEmpty() || known.get().state() != Message.State.PENDING) {
            // The subscription was ended or deleted while the try was under way.
            return Future.succeededFuture();
        }
        if (outcome.delivered()) {
            tools.meters()
                    .delivered(
                            receiver.channel(),
                            Duration.ofMillis(Math.max(
                                    0,
                                    tools.clock().millis() - message.progress().created())));
            aftermath.heard(message.subscription());
            return messages.save(message.tried(Message.State.DELIVERED, at, outcome.status(), "", at));
        }
        if (outcome.verdict() == Outcome.Verdict.GONE) {
            return giveUp(receiver, message, at, outcome, DeliveryOutcome.GONE);
        }
        var schedule =
                message.type().equals(Message.TEST) ? ONCE : tools.config().retries();
        Optional<Duration> wait = schedule.after(message.progress().tries() + 1, outcome.retryAfter(), random);
        if (wait.isEmpty() || outcome.verdict() == Outcome.Verdict.REFUSED) {
            return giveUp(receiver, message, at, outcome, DeliveryOutcome.FAILED);
        }
        tools.meters().outcome(receiver.channel(), DeliveryOutcome.RETRIED);
        LOG.debug("{} to {} not delivered: {}", message.id(), message.subscription(), outcome.error());
        var nextTry = tools.clock().millis() + wait.get().toMillis();
        return messages.save(message.tried(Message.State.PENDING, at, outcome.status(), outcome.error(), nextTry));
    }

    private Future<Void> giveUp(
            Subscription receiver, Message message, long at, Outcome outcome, DeliveryOutcome counted) {
        tools.meters().outcome(receiver.channel(), counted);
        var saved = messages.save(message.tried(Message.State.FAILED, at, outcome.status(), outcome.error(), at));
        if (counted == DeliveryOutcome.GONE) {
            aftermath.silence(message.subscription(), Subscription.State.ENDED, outcome.error());
        } else if (!message.type().equals(Message.TEST)) {
            aftermath.silence(
                    message.subscription(),
                    Subscription.State.DISABLED,
                    "a message could not be delivered: " + outcome.error());
        }
        return saved;
    }
}
