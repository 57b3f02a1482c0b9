package kz.dabyl.detector.tuning.history;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import kz.dabyl.detector.tuning.ScoreJson;
import kz.dabyl.detector.tuning.Scorecard;
import kz.dabyl.model.Documents;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentJson;
import kz.dabyl.model.Times;

/** A back-test as JSON, fields in {@code snake_case}. */
public final class BacktestJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final double MILLIS = 1_000;

    private BacktestJson() {}

    public static ObjectNode tree(BacktestReport report) {
        var tree = NODES.objectNode();
        tree.put("from", Times.format(report.from()));
        tree.put("to", Times.format(report.to()));
        tree.put("against", report.against());
        var configurations = tree.putArray("configurations");
        for (var each : report.configurations()) {
            var node = trial(each, report);
            node.set("kept", incidents(each.comparison().kept()));
            node.set("gained", incidents(each.comparison().gained()));
            node.set("lost", incidents(each.comparison().lost()));
            each.tally().ifPresent(tally -> node.set("episodes", episodes(tally)));
            each.card().ifPresent(card -> node.set("episodes", episodes(card)));
            configurations.add(node);
        }
        var curve = tree.putArray("curve");
        report.curve().forEach(each -> curve.add(trial(each, report)));
        return tree;
    }

    private static ObjectNode trial(TrialReport each, BacktestReport report) {
        var node = NODES.objectNode();
        var incidents = each.outcome().incidents();
        node.put("name", each.outcome().trial().name());
        node.set("thresholds", Documents.json(each.outcome().trial().thresholds()));
        node.put("complete", each.outcome().complete());
        node.put("incidents", incidents.size());
        if (report.months() > 0) {
            node.put("incidents_per_month", incidents.size() / report.months());
        }
        node.put(
                "confirmed",
                incidents.stream()
                        .filter(i -> i.certainty() == Incident.Certainty.CONFIRMED)
                        .count());
        node.put("gained_count", each.comparison().gained().size());
        node.put("lost_count", each.comparison().lost().size());
        each.score().ifPresent(score -> node.set("score", ScoreJson.figures(score)));
        each.tally().ifPresent(tally -> node.set("labels", figures(tally, report.months())));
        return node;
    }

    private static ObjectNode figures(Known.Tally tally, double months) {
        var node = NODES.objectNode();
        node.put("happened", tally.episodes().size());
        node.put("found", tally.found());
        node.put("false_alarms", tally.falseAlarms());
        if (months > 0) {
            node.put("false_alarms_per_month", tally.falseAlarms() / months);
        }
        node.put("unlabelled", tally.unlabelled());
        return node;
    }

    private static ArrayNode incidents(List<Incident> incidents) {
        var array = NODES.arrayNode();
        incidents.forEach(incident -> array.add(IncidentJson.tree(incident)));
        return array;
    }

    private static ArrayNode episodes(Known.Tally tally) {
        var array = NODES.arrayNode();
        for (var episode : tally.episodes()) {
            var known = episode.incident();
            var node = array.addObject();
            node.put("incident", known.id());
            node.put("kind", known.kind().word());
            node.put("start", Times.format(known.started()));
            node.put("live_delay_s", (known.detected() - known.started()) / MILLIS);
            var delay = episode.delayMillis();
            node.set("delay_s", delay.isPresent() ? NODES.numberNode(delay.getAsLong() / MILLIS) : NODES.nullNode());
        }
        return array;
    }

    private static ArrayNode episodes(Scorecard card) {
        var array = NODES.arrayNode();
        for (var outcome : card.events()) {
            var node = array.addObject();
            node.put("scenario", outcome.scenario());
            node.put("kind", outcome.event().kind().word());
            node.put("start", Times.format(outcome.event().start()));
            node.put("visible", outcome.visible());
            node.set(
                    "delay_s",
                    outcome.found()
                            .map(found -> found.delay() / 1000)
                            .filter(Double::isFinite)
                            .<com.fasterxml.jackson.databind.JsonNode>map(NODES::numberNode)
                            .orElse(NODES.nullNode()));
        }
        return array;
    }
}
