package kz.dabyl.alerts.subscriptions;

import static kz.dabyl.alerts.subscriptions.Faults.absent;

import com.fasterxml.jackson.databind.JsonNode;
import kz.dabyl.alerts.webhook.RefusedException;
import kz.dabyl.alerts.webhook.WebhookUrl;

/**
 * Reads the channel of a subscription and what that channel needs to know. Use once.
 *
 * @param allowPrivate whether plain http and address literals are taken
 * @param stored whether it comes from our own log, where secrets are sealed
 */
record AddressReader(Faults faults, boolean allowPrivate, boolean stored) {

    /** The address in {@code tree}; any, where there are faults. */
    Address read(JsonNode tree) {
        var node = tree.path("channel");
        var channel = Channel.ofWord(node.isTextual() ? node.asText() : "");
        if (channel.isEmpty()) {
            faults.bad(
                    "/channel",
                    absent(node)
                            ? "is required: " + Channel.words()
                            : "expected " + Channel.words() + ", was " + Faults.shown(node));
        }
        return switch (channel.orElse(Channel.WEBHOOK)) {
            case WEBHOOK -> new Address.Webhook(url(tree, "url"));
        };
    }

    private String url(JsonNode tree, String field) {
        var node = tree.path(field);
        if (absent(node)) {
            faults.bad(
                    "/" + field,
                    "is required for the channel " + tree.path("channel").asText("webhook"));
            return "";
        }
        if (!node.isTextual()) {
            faults.expected("/" + field, "a string", node);
            return "";
        }
        try {
            WebhookUrl.parse(node.asText(), allowPrivate);
        } catch (RefusedException e) {
            faults.bad("/" + field, e.reason());
        }
        return node.asText();
    }
}
