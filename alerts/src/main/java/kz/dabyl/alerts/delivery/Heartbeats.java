package kz.dabyl.alerts.delivery;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import kz.dabyl.alerts.channels.Outcome;
import kz.dabyl.alerts.subscriptions.Subscription;

/**
 * Signs of life to those who asked for them, when nothing else came for a while: silence of ours must not be taken for
 * calm. A heartbeat is tried again as messages are, until the next one is due or something else has arrived; it is kept
 * nowhere, for the next one says the same and more.
 *
 * <p>Confined to one context.
 */
final class Heartbeats {

    private static final class Beat {
        private long heard;
        private long timer;
    }

    private final Dispatcher.Tools tools;
    private final Subscriptions subscriptions;
    private final Aftermath aftermath;
    private final Function<String, String> body;
    private final Map<String, Beat> beats = new HashMap<>();
    private final Random random = new Random();

    /** @param body what is to be said to a subscription now */
    Heartbeats(
            Dispatcher.Tools tools, Subscriptions subscriptions, Aftermath aftermath, Function<String, String> body) {
        this.tools = tools;
        this.subscriptions = subscriptions;
        this.aftermath = aftermath;
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
        subscriptions
                .get(subscription)
                .filter(Subscription::active)
                .ifPresent(receiver -> tools.courier().send(receiver, item).onSuccess(outcome -> {
                    var now = tools.clock().millis();
                    if (outcome.gone()) {
                        aftermath.silence(
                                subscription,
                                new Subscription.Standing(Subscription.State.ENDED, outcome.error(), now));
                    } else if (outcome.verdict() == Outcome.Verdict.REFUSED) {
                        aftermath.silence(subscription, Settlement.disabled(outcome.error(), now));
                    } else if (!outcome.delivered()) {
                        again(receiver, outcome, tries, () -> {
                            if (beats.get(subscription) == beat && beat.heard == due) {
                                send(subscription, beat, item, tries + 1);
                            }
                        });
                    }
                }));
    }

    /** By then the next one may be due, or something else have arrived: neither needs this one any more. */
    private void again(Subscription receiver, Outcome outcome, int tries, Runnable attempt) {
        var interval = receiver.terms().heartbeatSeconds().orElse(0) * 1000L;
        tools.config()
                .retries()
                .after(tries, outcome.retryAfter(), random)
                .map(Duration::toMillis)
                .filter(wait -> wait < interval)
                .ifPresent(wait -> tools.vertx().setTimer(Math.max(1, wait), t -> attempt.run()));
    }
}
