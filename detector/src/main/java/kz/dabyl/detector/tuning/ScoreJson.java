package kz.dabyl.detector.tuning;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import kz.dabyl.model.Times;

/** A scorecard as JSON: its figures, the same by kind, the reliability of confidence, and what went wrong by name. */
public final class ScoreJson {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double PRECISION = 1e6;

    private ScoreJson() {}

    public static ObjectNode tree(Scorecard card) {
        var tree = figures(Score.of(card));
        var kinds = tree.putObject("kinds");
        card.kinds().forEach(kind -> kinds.set(kind.word(), figures(Score.of(card.ofKind(kind)))));
        tree.set("reliability", reliability(Reliability.ofVerdicts(card)));
        tree.set("reliability_first", reliability(Reliability.ofFirstWords(card)));
        var missed = tree.putArray("missed");
        card.events().stream()
                .filter(event -> !event.isFound())
                .forEach(event -> missed.addObject()
                        .put("scenario", event.scenario())
                        .put("kind", event.event().kind().word())
                        .put("start", Times.format(event.event().start()))
                        .put("visible", event.visible()));
        alarms(tree.putArray("false_alarm_list"), card, AlarmOutcome.Verdict.FALSE_ALARM);
        alarms(tree.putArray("retracted_list"), card, AlarmOutcome.Verdict.RETRACTED);
        return tree;
    }

    private static void alarms(ArrayNode list, Scorecard card, AlarmOutcome.Verdict verdict) {
        card.alarms().stream()
                .filter(alarm -> alarm.verdict() == verdict)
                .forEach(alarm -> list.addObject()
                        .put("scenario", alarm.scenario())
                        .put("id", alarm.id())
                        .put("kind", alarm.named().word())
                        .put("detected", Times.format(alarm.detected()))
                        .put("confirmed", alarm.confirmed())
                        .put("retracted", alarm.retracted())
                        .put("confidence", alarm.confidence())
                        .put("cells", alarm.falseCells()));
    }

    /** The figures alone. */
    public static ObjectNode figures(Score score) {
        var tree = JSON.createObjectNode();
        tree.put("events", score.recallAll().of());
        tree.put("events_visible", score.recallVisible().of());
        tree.put("events_found", score.recallAll().hits());
        share(tree, "recall", score.recallVisible());
        share(tree, "recall_all", score.recallAll());
        share(tree, "precision", score.precision());
        number(tree, "f_measure", score.fMeasure());
        quantiles(tree, "time_to_detect_s", score.timeToDetect());
        number(tree, "cell_precision", score.cells().precision());
        number(tree, "cell_recall", score.cells().recall());
        number(tree, "cell_f1", score.cells().f1());
        share(tree, "kind_accuracy", score.kindAccuracy());
        quantiles(tree, "closing_delay_s", score.closing());
        tree.put("closed_early", score.closedEarly());
        tree.put("unclosed", score.unclosed());
        quantiles(tree, "started_error_s", score.startedError());
        quantiles(tree, "ended_error_s", score.endedError());
        tree.put("false_alarms", score.falseAlarms());
        number(tree, "false_alarms_per_month", score.falseAlarmsPerMonth());
        interval(tree, "false_alarms_per_month_interval", score.falseAlarmsInterval());
        number(tree, "false_cells_per_cell_year", score.falseCellsPerCellYear());
        tree.put("fragments", score.fragments());
        tree.put("retracted", score.retracted());
        tree.put("retracted_after_confirmed", score.retractedConfirmed());
        number(tree, "judged_days", score.judgedDays());
        return tree;
    }

    private static ObjectNode reliability(Reliability reliability) {
        var tree = JSON.createObjectNode();
        number(tree, "brier", reliability.brier());
        var buckets = tree.putArray("buckets");
        for (var bucket : reliability.buckets()) {
            var node = buckets.addObject();
            node.put("from", bucket.from()).put("until", bucket.until());
            number(node, "mean_confidence", bucket.mean());
            node.put("incidents", bucket.real().of());
            share(node, "real", bucket.real());
        }
        return tree;
    }

    private static void share(ObjectNode tree, String field, Score.Share share) {
        number(tree, field, share.value());
        interval(tree, field + "_interval", share.wilson());
    }

    private static void quantiles(ObjectNode tree, String field, Quantiles quantiles) {
        var node = tree.putObject(field);
        node.put("count", quantiles.count());
        number(node, "min", quantiles.min());
        number(node, "median", quantiles.median());
        number(node, "p95", quantiles.p95());
        number(node, "max", quantiles.max());
    }

    private static void interval(ObjectNode tree, String field, Interval interval) {
        if (Double.isFinite(interval.low()) && Double.isFinite(interval.high())) {
            tree.putArray(field).add(rounded(interval.low())).add(rounded(interval.high()));
        } else {
            tree.putNull(field);
        }
    }

    private static void number(ObjectNode tree, String field, double value) {
        if (Double.isFinite(value)) {
            tree.put(field, rounded(value));
        } else {
            tree.putNull(field);
        }
    }

    private static double rounded(double value) {
        return Math.round(value * PRECISION) / PRECISION;
    }
}
