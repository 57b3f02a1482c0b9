package kz.dabyl.alerts.delivery;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.Function;
import kz.dabyl.alerts.channels.Outcome;
import kz.dabyl.alerts.subscriptions.Channel;
import kz.dabyl.alerts.subscriptions.Subscription;

/**
 * Signs of life to those who asked for them, when nothing else came for a while: silence of ours must not be taken for
 * calm. A heartbeat is tried again as messages are, until the next one is due or something else has arrived; it is kept
 * nowhere, for the next one says the same and more. Who takes none for as long as a message is tried is given up as for a
 * message.
 *
 * <p>Confined to one context.
 */
final class Heartbeats {

    private static final int TOO_MANY_REQUESTS = 429;

    private static final class Beat {
        private long heard;

        /** Since when none has arrived, and nothing else; 0 where the last thing did. */
        private long failing;

        /** How much of the time since then the receiver wanted to be left alone, as far as {@link #restUntil}. */
        private long rested;

        private long restUntil;

        private long timer;
    }

    private final DeliveryTools tools;
    private final Dispatcher dispatcher;
    private final Subscriptions subscriptions;
    private final TryListener listener;
    private final Function<String, String> body;
    private final Map<String, Beat> beats = new HashMap<>();
    private final Random random = new Random();

    /** @param body what is to be said to a subscription now */
    Heartbeats(
            DeliveryTools tools,
            Dispatcher dispatcher,
            Subscriptions subscriptions,
            TryListener listener,
            Function<String, String> body) {
        this.tools = tools;
        this.dispatcher = dispatcher;
        this.subscriptions = subscriptions;
        this.listener = listener;
        this.body = body;
    }

    /** Starts with {@code subscription}, if it asked for heartbeats. */
    void start(Subscription subscription) {
        start(subscription, 0);
    }

    /** The same after a restart: when the last one came is not known, so that the next is due. */
    void resume(Subscription subscription) {
        start(subscription, 1);
    }

    /** @param intervals for so many of them nothing was heard */
    private void start(Subscription subscription, int intervals) {
        var seconds = subscription.terms().heartbeatSeconds();
        if (seconds.isPresent() && subscription.active()) {
            var interval = seconds.getAsInt() * 1000L;
            var beat = new Beat();
            beat.heard = tools.clock().millis() - intervals * interval;
            beats.put(subscription.id(), beat);
            arm(subscription.id(), beat, interval);
        }
    }

    void stop(String subscription) {
        var beat = beats.remove(subscription);
        if (beat != null) {
            tools.vertx().cancelTimer(beat.timer);
        }
    }

    /** Something else arrived. */
    void heard(String subscription) {
        var beat = beats.get(subscription);
        if (beat != null) {
            beat.heard = tools.clock().millis();
            beat.failing = 0;
        }
    }

    private void arm(String subscription, Beat beat, long intervalMs) {
        var wait = beat.heard + intervalMs - tools.clock().millis();
        beat.timer = tools.vertx().setTimer(Math.max(1, Math.min(wait, intervalMs)), t -> {
            if (tools.clock().millis() - beat.heard >= intervalMs) {
                beat.heard = tools.clock().millis();
                send(subscription, beat, item(subscription), 1);
            }
            arm(subscription, beat, intervalMs);
        });
    }

    private Courier.Item item(String subscription) {
        // Each heartbeat is another message: its time is part of its name.
        var id = Message.id(subscription, String.valueOf(tools.clock().millis()), 0, Message.HEARTBEAT);
        return new Courier.Item(id, Message.HEARTBEAT, body.apply(subscription), Optional.empty());
    }

    private void send(String subscription, Beat beat, Courier.Item item, int tries) {
        var due = beat.heard;
        var rest = dispatcher.rest(subscription);
        var receiver = subscriptions.get(subscription).filter(Subscription::active);
        if (receiver.isEmpty()) {
            return;
        }
        if (!rest.isZero()) {
            rests(beat, rest);
            later(receiver.get(), rest, () -> again(subscription, beat, due, item, tries));
            return;
        }
        tools.courier().send(receiver.get(), item).onSuccess(outcome -> {
            var now = tools.clock().millis();
            dispatcher.heed(subscription, outcome);
            if (outcome.gone()) {
                listener.silence(
                        subscription, new Subscription.Standing(Subscription.State.ENDED, outcome.error(), now));
            } else if (outcome.verdict() == Outcome.Verdict.REFUSED) {
                listener.silence(subscription, TryRecorder.disabled(outcome.error(), now));
            } else if (outcome.delivered()) {
                beat.failing = 0;
            } else if (givenUp(beat, outcome, now)) {
                listener.silence(subscription, TryRecorder.disabled(outcome.error(), now));
            } else if (!rationed(receiver.get(), outcome)) {
                tools.config()
                        .retries()
                        .after(tries, outcome.retryAfter(), random)
                        .ifPresent(wait ->
                                later(receiver.get(), wait, () -> again(subscription, beat, due, item, tries + 1)));
            }
        });
    }

    /** ntfy counts messages by the day, signs of life among them: what is left are alerts, and whoever insists is shut out. */
    private static boolean rationed(Subscription receiver, Outcome outcome) {
        return receiver.channel() == Channel.NTFY && outcome.status().equals(OptionalInt.of(TOO_MANY_REQUESTS));
    }

    /** Time in which it wanted to be left alone does not count, unless it asks for more after all that time. */
    private boolean givenUp(Beat beat, Outcome outcome, long now) {
        if (beat.failing == 0) {
            beat.failing = now;
            beat.rested = 0;
            beat.restUntil = now;
        }
        var longest = tools.config().retries().length().toMillis();
        var unheard = now - beat.failing;
        if (outcome.asked().isEmpty()) {
            return unheard - beat.rested > longest;
        }
        rests(beat, outcome.asked().get());
        return unheard > longest;
    }

    private void rests(Beat beat, Duration rest) {
        var until = tools.clock().millis() + rest.toMillis();
        beat.rested +=
                Math.max(0, until - Math.max(beat.restUntil, tools.clock().millis()));
        beat.restUntil = Math.max(beat.restUntil, until);
    }

    private void again(String subscription, Beat beat, long due, Courier.Item item, int tries) {
        if (beats.get(subscription) == beat && beat.heard == due) {
            send(subscription, beat, item, tries);
        }
    }

    /** By then the next one may be due, or something else have arrived: neither needs this one any more. */
    private void later(Subscription receiver, Duration wait, Runnable attempt) {
        var interval = receiver.terms().heartbeatSeconds().orElse(0) * 1000L;
        if (wait.toMillis() < interval) {
            tools.vertx().setTimer(Math.max(1, wait.toMillis()), t -> attempt.run());
        }
    }
}
