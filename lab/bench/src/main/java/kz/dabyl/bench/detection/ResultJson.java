package kz.dabyl.bench.detection;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;
import kz.dabyl.detector.tuning.Score;
import kz.dabyl.detector.tuning.ScoreJson;
import kz.dabyl.model.IncidentKind;

/** Results as JSON: for each rule what {@code score --json} would print, and Lorden's bound for each event. */
final class ResultJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ResultJson() {}

    static String of(Results results, String command, String commit) {
        var tree = JSON.createObjectNode();
        tree.put("command", command).put("commit", commit);
        tree.set("rules", rules(results.set()));
        var scenarios = tree.putObject("scenarios");
        Results.byScenario(results.set())
                .forEach((name, trials) ->
                        scenarios.set(name, ScoreJson.figures(Score.of(Results.card(trials, Trial.DABYL)))));
        var yardsticks = tree.putObject("yardsticks");
        results.yardsticks().forEach((yardstick, trials) -> yardsticks.set(yardstick.scenario(), rules(trials)));
        var nullRuns = tree.putObject("null_runs");
        Results.byScenario(results.nullRun()).forEach((name, trials) -> nullRuns.set(name, rules(trials)));
        var shutdowns = tree.putArray("false_shutdowns");
        for (var trial : Stream.concat(results.set().stream(), results.nullRun().stream())
                .toList()) {
            for (var opening : trial.wronglyCalled(IncidentKind.SHUTDOWN)) {
                shutdowns
                        .addObject()
                        .put("scenario", trial.scenario())
                        .put("seed", trial.seed())
                        .put("eventful", !trial.isQuiet())
                        .put("retracted", opening.retracted());
            }
        }
        var bounds = tree.putArray("bounds");
        for (var trial : results.set()) {
            for (var bound : trial.bounds()) {
                bounds.addObject()
                        .put("scenario", trial.scenario())
                        .put("seed", trial.seed())
                        .put("kind", bound.event().kind().word())
                        .put("probes", bound.probes())
                        .put("lorden_s", finite(bound.lorden()))
                        .put("first_broken_s", finite(bound.firstBroken()))
                        .put("floor_s", bound.floor())
                        .put("visible", bound.visible());
            }
        }
        return tree.toPrettyString() + "\n";
    }

    private static ObjectNode rules(List<Trial> trials) {
        var tree = JSON.createObjectNode();
        for (var rule : Results.rules(trials)) {
            tree.set(rule, ScoreJson.tree(Results.card(trials, rule)));
        }
        return tree;
    }

    /** JSON has no infinity: absent probes make it -1. */
    private static double finite(double seconds) {
        return Double.isFinite(seconds) ? seconds : -1;
    }
}
