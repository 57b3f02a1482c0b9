package kz.dabyl.alerts.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import kz.dabyl.alerts.faults.Fault;
import kz.dabyl.alerts.incidents.Revision;
import kz.dabyl.alerts.routing.Told;
import kz.dabyl.alerts.subscriptions.EventType;
import kz.dabyl.alerts.subscriptions.Subscription;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentKind;
import kz.dabyl.model.InvalidInputException;
import kz.dabyl.model.Times;

/** Messages as JSON: what receivers get, what operators see, and what is stored. */
public final class MessageJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private MessageJson() {}

    /**
     * The body that tells of a revision, by Standard Webhooks. The same revision gives the same bytes. Not by a tree: the text
     * of the revision is at hand, and a burst makes thousands of bodies.
     */
    static String body(EventType type, Revision revision) {
        return "{\"type\":\"" + type.messageType() + "\",\"timestamp\":\""
                + Times.format(revision.incident().updated()) + "\",\"data\":" + revision.json() + "}";
    }

    static String body(String type, long timestamp, JsonNode data) {
        var tree = JSON.createObjectNode().put("type", type).put("timestamp", Times.format(timestamp));
        tree.set("data", data);
        return tree.toString();
    }

    /** Several messages about incidents as one, with the time of the last. */
    static String severalBody(String type, List<String> bodies) {
        var data = JSON.createObjectNode();
        var incidents = data.putArray("incidents");
        var last = 0L;
        for (var body : bodies) {
            try {
                var tree = JSON.readTree(body);
                incidents.add(tree.path("data"));
                last = Math.max(last, time(tree, "timestamp"));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("our own message is no JSON", e);
            }
        }
        return body(type, last, data);
    }

    static String testBody(String subscription, long timestamp) {
        return body(Message.TEST, timestamp, JSON.createObjectNode().put("subscription", subscription));
    }

    /**
     * The sign of life.
     *
     * @param sequence offset of the last revision, negative if there is none
     * @param undelivered messages that are still on their way to this receiver
     */
    static String heartbeatBody(long sequence, int undelivered, long timestamp) {
        var data = JSON.createObjectNode();
        data.put("sequence", sequence < 0 ? null : (Long) sequence);
        data.put("undelivered", undelivered);
        return body(Message.HEARTBEAT, timestamp, data);
    }

    /**
     * Says that a subscription gets nothing any more.
     *
     * @param undelivered messages that it should have got
     */
    static String silencedBody(Subscription silenced, int undelivered) {
        var data = JSON.createObjectNode()
                .put("subscription", silenced.id())
                .put("channel", silenced.channel().word())
                .put("state", word(silenced.standing().state()))
                .put("reason", Fault.told(silenced.standing().reason()))
                .put("undelivered", undelivered);
        return body(Message.SILENCED, silenced.standing().since(), data);
    }

    static String word(Subscription.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    /** What operators see. */
    public static ObjectNode shown(Message message) {
        var progress = message.progress();
        var tree = JSON.createObjectNode().put("id", message.id()).put("type", message.type());
        tree.put("incident", message.told().isPresent() ? message.lane() : null);
        tree.put("revision", message.told().isPresent() ? (Integer) message.revision() : null);
        tree.put(
                "sequence",
                message.sequence().isPresent() ? (Long) message.sequence().getAsLong() : null);
        tree.put("state", message.state().word());
        tree.put("attempts", progress.tries());
        tree.put("created", Times.format(progress.created()));
        tree.put("next_try", message.state().terminal() ? null : Times.format(progress.nextTry()));
        tree.put(
                "last_try",
                progress.lastTry().isPresent() ? Times.format(progress.lastTry().getAsLong()) : null);
        tree.put(
                "last_status",
                progress.lastStatus().isPresent()
                        ? (Integer) progress.lastStatus().getAsInt()
                        : null);
        tree.put("last_error", progress.note().isEmpty() ? null : progress.note());
        return tree;
    }

    /** What is stored. */
    static String stored(Message message) {
        var tree = shown(message)
                .put("subscription", message.subscription())
                .put("lane", message.lane())
                .put("next_try", Times.format(message.progress().nextTry()));
        message.told()
                .ifPresent(told -> tree.putObject("told")
                        .put("kind", told.kind().word())
                        .put("state", told.state().word())
                        .put("certainty", told.certainty().word())
                        .put("opened", told.opened())
                        .put("since", Times.format(told.since())));
        if (!message.progress().saidAs().isEmpty()) {
            tree.put("said_as", message.progress().saidAs());
        }
        return tree.put("body", message.body()).toString();
    }

    /** @throws InvalidInputException if the text is no stored message */
    static Message parse(String text) {
        try {
            var tree = JSON.readTree(text);
            return new Message(
                    text(tree, "id"),
                    text(tree, "subscription"),
                    text(tree, "lane"),
                    text(tree, "type"),
                    told(tree),
                    tree.path("sequence").isIntegralNumber()
                            ? OptionalLong.of(tree.path("sequence").asLong())
                            : OptionalLong.empty(),
                    text(tree, "body"),
                    new Message.Progress(
                            Message.State.valueOf(text(tree, "state").toUpperCase(Locale.ROOT)),
                            tree.path("attempts").asInt(),
                            time(tree, "created"),
                            time(tree, "next_try"),
                            tree.path("last_try").isTextual()
                                    ? Times.parse(text(tree, "last_try"))
                                    : OptionalLong.empty(),
                            tree.path("last_status").isInt()
                                    ? OptionalInt.of(tree.path("last_status").asInt())
                                    : OptionalInt.empty(),
                            tree.path("last_error").asText(""),
                            // Earlier versions did not note it.
                            tree.path("said_as").asText("")));
        } catch (JsonProcessingException e) {
            throw new InvalidInputException("", e.getOriginalMessage());
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException("", String.valueOf(e.getMessage()));
        }
    }

    private static Optional<Told> told(JsonNode tree) {
        var told = tree.path("told");
        return told.isObject()
                ? Optional.of(new Told(
                        tree.path("revision").asInt(),
                        IncidentKind.ofWord(text(told, "kind")),
                        Incident.State.ofWord(text(told, "state")),
                        Incident.Certainty.ofWord(text(told, "certainty")),
                        told.path("opened").asBoolean(),
                        // Earlier versions did not note it.
                        Times.parse(told.path("since").asText("")).orElse(0)))
                : Optional.empty();
    }

    private static long time(JsonNode tree, String field) {
        return Times.parse(text(tree, field))
                .orElseThrow(() -> new InvalidInputException("/" + field, "expected a time"));
    }

    private static String text(JsonNode tree, String field) {
        var node = tree.path(field);
        if (!node.isTextual()) {
            throw new InvalidInputException("/" + field, "expected a string, was " + node);
        }
        return node.asText();
    }
}
