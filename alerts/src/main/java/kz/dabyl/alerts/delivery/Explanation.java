package kz.dabyl.alerts.delivery;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import kz.dabyl.alerts.routing.Decision;
import kz.dabyl.alerts.subscriptions.EventType;
import kz.dabyl.model.Times;

/** Why a subscriber was told of a revision, or was not, as JSON. Pure. */
final class Explanation {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Explanation() {}

    static ObjectNode of(Retelling.Line line) {
        var incident = line.revision().incident();
        var decision = line.decision();
        var tree = JSON.createObjectNode()
                .put("revision", incident.revision())
                .put("sequence", line.revision().offset())
                .put("updated", Times.format(incident.updated()))
                .put("decision", decision.word())
                .put("reason", decision.reason().word())
                .put("text", decision.reason().sentence());
        tree.put("event", decision.event().map(EventType::word).orElse(null));
        tree.put(
                "until",
                decision instanceof Decision.Hold hold
                        ? Times.format(hold.until().toEpochMilli())
                        : null);
        tree.putNull("message");
        line.message().ifPresent(message -> tree.set("message", MessageJson.shown(message)));
        return tree;
    }
}
