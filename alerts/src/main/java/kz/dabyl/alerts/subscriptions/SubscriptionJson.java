package kz.dabyl.alerts.subscriptions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import kz.dabyl.alerts.subscriptions.TermsReader.Result;
import kz.dabyl.model.InvalidInputException;
import kz.dabyl.model.Times;

/** A subscription as JSON: what operators see, and with its sealed secrets what is stored. */
public final class SubscriptionJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private SubscriptionJson() {}

    /** What operators see: the terms with their defaults, and where it stands. */
    public static ObjectNode shown(Subscription subscription) {
        return tree(subscription, false);
    }

    private static ObjectNode tree(Subscription subscription, boolean stored) {
        var tree = JSON.createObjectNode().put("id", subscription.id());
        new AddressJson(tree, stored).write(subscription.terms().address());
        terms(tree, subscription.terms());
        tree.put("created", Times.format(subscription.created()));
        tree.put("state", word(subscription.standing().state()));
        tree.put(
                "state_reason",
                subscription.active() ? null : subscription.standing().reason());
        tree.put("state_since", Times.format(subscription.standing().since()));
        return tree;
    }

    /** What is stored. */
    public static String stored(Subscription subscription) {
        var tree = tree(subscription, true).put("from", subscription.from());
        var secrets = tree.putArray("secrets");
        for (var secret : subscription.secrets()) {
            var item = secrets.addObject().put("sealed", secret.sealed());
            secret.until().ifPresent(until -> item.put("until", Times.format(until)));
        }
        var gaps = tree.putArray("gaps");
        for (var gap : subscription.gaps()) {
            var item = gaps.addObject().put("from", gap.from());
            gap.until().ifPresent(until -> item.put("until", until));
        }
        return tree.toString();
    }

    /** @throws InvalidInputException if the text is no stored subscription */
    public static Subscription parse(String text) {
        try {
            var tree = JSON.readTree(text);
            var terms = TermsReader.stored(text);
            if (!(terms instanceof Result.Ok ok)) {
                throw new InvalidInputException("", "not a subscription: " + terms);
            }
            return new Subscription(
                    text(tree, "id"),
                    ok.terms(),
                    tree.path("from").asLong(),
                    time(tree.path("created")),
                    secrets(tree.path("secrets")),
                    new Subscription.Standing(
                            Subscription.State.valueOf(text(tree, "state").toUpperCase(Locale.ROOT)),
                            tree.path("state_reason").asText(""),
                            time(tree.path("state_since"))),
                    gaps(tree.path("gaps")));
        } catch (JsonProcessingException e) {
            throw new InvalidInputException("", e.getOriginalMessage());
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException("/state", String.valueOf(e.getMessage()));
        }
    }

    private static void terms(ObjectNode tree, Terms terms) {
        var events = tree.putArray("events");
        terms.events().forEach(event -> events.add(event.word()));
        var filter = tree.putObject("filter");
        var areas = filter.putArray("areas");
        terms.filter().areas().forEach(areas::add);
        var kinds = filter.putArray("kinds");
        terms.filter().kinds().forEach(kind -> kinds.add(kind.word()));
        var networks = filter.putArray("networks");
        terms.filter().networks().forEach(networks::add);
        filter.put("certainty", terms.filter().certainty().word());
        filter.put("min_confidence", terms.filter().minConfidence());
        tree.putNull("quiet_hours");
        terms.quietHours()
                .ifPresent(hours -> tree.putObject("quiet_hours")
                        .put("from", hours.from().toString())
                        .put("until", hours.until().toString())
                        .put("zone", hours.zone().getId()));
        tree.put("language", terms.language());
        tree.put("signature", terms.signature().word());
        tree.putNull("heartbeat_s");
        terms.heartbeatSeconds().ifPresent(seconds -> tree.put("heartbeat_s", seconds));
        tree.put("fallback", terms.fallback().orElse(null));
    }

    private static List<Subscription.SealedSecret> secrets(JsonNode array) {
        var secrets = new ArrayList<Subscription.SealedSecret>();
        array.forEach(item -> secrets.add(new Subscription.SealedSecret(
                text(item, "sealed"), item.has("until") ? Times.parse(text(item, "until")) : OptionalLong.empty())));
        return secrets;
    }

    private static List<Subscription.Gap> gaps(JsonNode array) {
        var gaps = new ArrayList<Subscription.Gap>();
        array.forEach(item -> gaps.add(new Subscription.Gap(
                item.path("from").asLong(),
                item.path("until").isIntegralNumber()
                        ? OptionalLong.of(item.path("until").asLong())
                        : OptionalLong.empty())));
        return gaps;
    }

    private static String word(Subscription.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static String text(JsonNode tree, String field) {
        var node = tree.path(field);
        if (!node.isTextual()) {
            throw new InvalidInputException("/" + field, "expected a string, was " + node);
        }
        return node.asText();
    }

    private static long time(JsonNode node) {
        return Times.parse(node.asText("")).orElse(0);
    }
}
