package kz.dabyl.alerts.delivery;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import kz.dabyl.alerts.channels.Outcome;
import kz.dabyl.alerts.faults.Fault;
import kz.dabyl.alerts.meters.AlertsMeters.DeliveryOutcome;
import kz.dabyl.alerts.subscriptions.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes durably how tries ended, and tells its listener of what lasts. Confined to one context.
 *
 * @param tools clock, schedule and meters
 * @param listener of what follows from that
 */
record TryRecorder(DeliveryTools tools, Messages messages, TryListener listener) {

    private static final Logger LOG = LoggerFactory.getLogger(TryRecorder.class);

    /**
     * One try of one message.
     *
     * @param at when it began
     * @param ended when it ended
     * @param heard when anything was delivered to the receiver last, 0 if that is not known
     */
    record Tried(Subscription receiver, Message message, long at, long ended, long heard) {}

    /** Where a subscription stands after a message to it was given up. */
    static Subscription.Standing disabled(String error, long at) {
        return new Subscription.Standing(Subscription.State.DISABLED, Fault.givenUp(error), at);
    }

    /**
     * Done when it is durable.
     *
     * @param random what makes waits uneven
     */
    Future<Void> settle(Tried tried, Outcome outcome, RandomGenerator random) {
        var message = tried.message();
        var known = messages.ledger().get(message.id());
        if (known.isEmpty() || known.get().state() != Message.State.PENDING) {
            // The subscription was ended or deleted while the try was under way.
            return Future.succeededFuture();
        }
        if (outcome.delivered()) {
            return delivered(tried, outcome);
        }
        if (outcome.verdict() == Outcome.Verdict.GONE) {
            return giveUp(tried, outcome, DeliveryOutcome.GONE);
        }
        Optional<Duration> wait = tools.retries(tried.receiver().channel())
                .after(message.progress().tries() + 1, outcome.retryAfter(), random);
        if (wait.isEmpty() || outcome.verdict() == Outcome.Verdict.REFUSED || putOffForTooLong(tried, outcome)) {
            return giveUp(tried, outcome, DeliveryOutcome.FAILED);
        }
        tools.meters().outcome(tried.receiver().channel(), DeliveryOutcome.RETRIED);
        LOG.debug("{} to {} not delivered: {}", message.id(), message.subscription(), outcome.error());
        var nextTry = tried.ended() + wait.get().toMillis();
        return messages.save(
                message.tried(Message.State.PENDING, tried.at(), outcome.status(), outcome.error(), nextTry));
    }

    /**
     * Whether the receiver asks for more time still when a message has had all that any gets: a header must not silence a
     * subscription for months without anybody being told.
     */
    private boolean putOffForTooLong(Tried tried, Outcome outcome) {
        var progress = tried.message().progress();
        var retries = tools.retries(tried.receiver().channel());
        var before = progress.lastTry();
        return before.isPresent()
                && tried.heard() <= before.getAsLong()
                && tried.ended() - progress.created() > retries.length().toMillis()
                && outcome.asked()
                        .filter(asked -> asked.compareTo(retries.waits().get(progress.tries())) > 0)
                        .isPresent();
    }

    private Future<Void> delivered(Tried tried, Outcome outcome) {
        var message = tried.message();
        var took = Math.max(0, tried.ended() - message.progress().created());
        tools.meters().delivered(tried.receiver().channel(), Duration.ofMillis(took));
        listener.heard(message.subscription());
        return messages.save(message.tried(Message.State.DELIVERED, tried.at(), outcome.status(), "", tried.at()));
    }

    private Future<Void> giveUp(Tried tried, Outcome outcome, DeliveryOutcome counted) {
        var message = tried.message();
        tools.meters().outcome(tried.receiver().channel(), counted);
        var saved = messages.save(
                message.tried(Message.State.FAILED, tried.at(), outcome.status(), outcome.error(), tried.at()));
        if (counted == DeliveryOutcome.GONE) {
            listener.silence(
                    message.subscription(),
                    new Subscription.Standing(Subscription.State.ENDED, outcome.error(), tried.at()));
        } else {
            listener.silence(message.subscription(), disabled(outcome.error(), tried.at()));
        }
        return saved;
    }
}
