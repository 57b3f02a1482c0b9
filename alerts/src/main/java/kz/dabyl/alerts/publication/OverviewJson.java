package kz.dabyl.alerts.publication;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import kz.dabyl.model.Access;
import kz.dabyl.model.Networks;
import kz.dabyl.model.Times;

/** The account of a month as JSON. Pure. */
final class OverviewJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private OverviewJson() {}

    /** @param exercise whether it is of recordings that are replayed */
    static String of(Overview overview, boolean exercise) {
        var tree = JSON.createObjectNode();
        tree.put("month", overview.month().toString());
        tree.put("zone", overview.zone().getId());
        tree.put("as_of", Times.format(overview.asOf().toEpochMilli()));
        tree.put("exercise", exercise);
        tree.put("complete", overview.complete());
        tally(tree, overview.total());
        tree.put("retracted", overview.retracted().size());
        tree.put("longest", overview.longest().map(item -> item.incident().id()).orElse(null));
        rows(tree.putArray("by_kind"), "kind", overview.byKind());
        rows(tree.putArray("by_area"), "area", overview.byArea());
        rows(tree.putArray("by_network"), "network", overview.byNetwork());
        tree.withArray("by_network")
                .forEach(row -> ((ObjectNode) row)
                        .put("name", Networks.name(row.path("network").asText())));
        items(tree.putArray("items"), overview.items());
        items(tree.putArray("retracted_items"), overview.retracted());
        return tree.toString();
    }

    private static void rows(ArrayNode array, String name, List<Overview.Row> rows) {
        for (var row : rows) {
            tally(array.addObject().put(name, row.name()), row.tally());
        }
    }

    private static void tally(ObjectNode tree, Overview.Tally tally) {
        tree.put("incidents", tally.incidents());
        tree.put("confirmed", tally.confirmed());
        tree.put("hours_lost", tally.hours());
    }

    private static void items(ArrayNode array, List<Overview.Item> items) {
        for (var item : items) {
            var incident = item.incident();
            var tree = array.addObject();
            tree.put("id", incident.id());
            tree.put("kind", incident.kind().word());
            tree.put("state", incident.state().word());
            tree.put("certainty", incident.certainty().word());
            tree.put("confidence", incident.confidence());
            strings(tree.putArray("areas"), incident.areas());
            strings(tree.putArray("networks"), incident.networks());
            strings(
                    tree.putArray("access"),
                    incident.access().stream().map(Access::word).toList());
            tree.put("started", Times.format(incident.started()));
            tree.put("ended", time(incident.ended()).orElse(null));
            tree.put("hours_lost", item.hours());
            tree.put("reason", incident.reason().orElse(null));
        }
    }

    private static void strings(ArrayNode array, List<String> values) {
        values.forEach(array::add);
    }

    static Optional<String> time(OptionalLong millis) {
        return millis.isPresent() ? Optional.of(Times.format(millis.getAsLong())) : Optional.empty();
    }
}
