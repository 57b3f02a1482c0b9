package kz.dabyl.alerts.delivery;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import kz.dabyl.alerts.subscriptions.Subscription;
import kz.dabyl.model.Times;

/**
 * How the messages of one subscription stand, for those who ask which receivers get nothing. Immutable.
 *
 * @param subscription its id
 * @param waiting messages on their way
 * @param retried of these, how many have failed at least once
 * @param held messages that wait for the end of quiet hours
 * @param failed messages that were given up, as far as they are kept
 * @param oldest the message that waits for longest
 */
public record QueueReport(
        String subscription,
        String channel,
        boolean active,
        int waiting,
        int retried,
        int held,
        int failed,
        Optional<Message> oldest) {

    static QueueReport of(Subscription subscription, List<Message> messages) {
        var waiting = in(messages, Message.State.PENDING);
        return new QueueReport(
                subscription.id(),
                subscription.terms().address().channel().word(),
                subscription.active(),
                waiting.size(),
                (int) waiting.stream().filter(one -> one.progress().tries() > 0).count(),
                in(messages, Message.State.HELD).size(),
                in(messages, Message.State.FAILED).size(),
                waiting.stream()
                        .min(Comparator.comparingLong(one -> one.progress().created())));
    }

    private static List<Message> in(List<Message> messages, Message.State state) {
        return messages.stream().filter(one -> one.state() == state).toList();
    }

    public ObjectNode json() {
        var tree = JsonNodeFactory.instance
                .objectNode()
                .put("subscription", subscription)
                .put("channel", channel)
                .put("active", active)
                .put("waiting", waiting)
                .put("retried", retried)
                .put("held", held)
                .put("failed", failed);
        var progress = oldest.map(Message::progress);
        tree.put("oldest", progress.map(p -> Times.format(p.created())).orElse(null));
        tree.put("next_try", progress.map(p -> Times.format(p.nextTry())).orElse(null));
        tree.put(
                "last_error",
                progress.map(Message.Progress::note)
                        .filter(note -> !note.isEmpty())
                        .orElse(null));
        return tree;
    }
}
