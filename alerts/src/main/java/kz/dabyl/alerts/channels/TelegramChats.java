package kz.dabyl.alerts.channels;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kz.dabyl.alerts.faults.Fault;
import kz.dabyl.alerts.subscriptions.Address;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends messages to chats, and follows a group that became a supergroup: any of its administrators makes it one by a tap, and
 * its number is another from then on. Telegram names that for as long as it is asked for the old one, so that it is kept
 * here only, and after a restart asked for again. Where it does not find a topic, the message goes to the chat without: an
 * alert in the wrong topic is better than none. One deadline spans a try wherever it leads. Confined to one context.
 */
final class TelegramChats {

    private static final Logger LOG = LoggerFactory.getLogger(TelegramChats.class);

    /** A try goes on elsewhere so often: more would be a circle. */
    private static final int MOST_TURNS = 2;

    private final TelegramRendering rendering = new TelegramRendering();
    private final HttpTransport http;
    private final InstantSource clock;
    private final Duration deadline;

    /** The chats that have taken the place of those that were subscribed, by subscription. */
    private final Map<String, String> moved = new HashMap<>();

    /** Subscriptions of which the log has said that their topic is not found. */
    private final Set<String> withoutTopic = new HashSet<>();

    TelegramChats(HttpTransport http, InstantSource clock, Duration deadline) {
        this.http = http;
        this.clock = clock;
        this.deadline = deadline;
    }

    /** One try. */
    Future<Outcome> send(Address.Telegram address, Saying saying) {
        var chat = moved.getOrDefault(saying.subscription(), address.chat());
        return send(address.in(chat), saying, System.nanoTime(), MOST_TURNS);
    }

    private Future<Outcome> send(Address.Telegram to, Saying saying, long begun, int turns) {
        var left = deadline.minusNanos(System.nanoTime() - begun);
        return http.send(rendering.request(to, saying), left).compose(answer -> {
            if (!(answer instanceof Answer.Came came)) {
                return Future.succeededFuture(Outcome.failed(((Answer.None) answer).error()));
            }
            var elsewhere = turns == 0 ? Optional.<Address.Telegram>empty() : TelegramRendering.elsewhere(to, came);
            return elsewhere
                    .map(other -> follow(to, other, saying, begun, turns - 1))
                    .orElseGet(() -> Future.succeededFuture(rendering.judge(came, clock.instant())));
        });
    }

    private Future<Outcome> follow(Address.Telegram from, Address.Telegram to, Saying saying, long begun, int turns) {
        var subscription = saying.subscription();
        if (to.chat().equals(from.chat())) {
            if (withoutTopic.add(subscription)) {
                LOG.warn("{}: {}, so that messages go to the chat without it", subscription, Fault.NO_TOPIC.text());
            }
        } else if (!to.chat().equals(moved.put(subscription, to.chat()))) {
            LOG.info("the group of {} became a supergroup: messages go there now", subscription);
        }
        return send(to, saying, begun, turns);
    }
}
