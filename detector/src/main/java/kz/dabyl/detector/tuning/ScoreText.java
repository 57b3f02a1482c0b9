package kz.dabyl.detector.tuning;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import kz.dabyl.model.Times;

/** A scorecard as a table for people: one column for all events and one for each kind. */
public final class ScoreText {

    private static final String NONE = "-";

    /** One line of the table. */
    private record Row(String name, Function<Score, String> value) {}

    private static final List<Row> ROWS = List.of(
            new Row(
                    "events (visible)",
                    s -> s.recallAll().of() + " (" + s.recallVisible().of() + ")"),
            new Row("recall of visible", s -> share(s.recallVisible())),
            new Row("recall of all", s -> share(s.recallAll())),
            new Row("precision", s -> share(s.precision())),
            new Row("F-measure", s -> number(s.fMeasure(), 3)),
            new Row("time to detect, s", s -> quantiles(s.timeToDetect())),
            new Row("cell F1", s -> number(s.cells().f1(), 3)),
            new Row(
                    "cell precision, recall",
                    s -> number(s.cells().precision(), 3) + ", "
                            + number(s.cells().recall(), 3)),
            new Row("kind accuracy", s -> share(s.kindAccuracy())),
            new Row("closing after the end, s", s -> quantiles(s.closing())),
            new Row("closed early, not at all", s -> s.closedEarly() + ", " + s.unclosed()),
            new Row("error of started, s", s -> quantiles(s.startedError())),
            new Row("error of ended, s", s -> quantiles(s.endedError())),
            new Row("false alarms", s -> Long.toString(s.falseAlarms())),
            new Row(
                    "false alarms a month",
                    s -> number(s.falseAlarmsPerMonth(), 2) + " " + interval(s.falseAlarmsInterval(), 2)),
            new Row("false cells a cell and year", s -> number(s.falseCellsPerCellYear(), 2)),
            new Row("fragments", s -> Long.toString(s.fragments())),
            new Row("retracted (confirmed)", s -> s.retracted() + " (" + s.retractedConfirmed() + ")"));

    private ScoreText() {}

    /** The table, the reliability of confidence, and what went wrong by name; lines end with a line feed. */
    public static String of(Scorecard card) {
        var text = new StringBuilder();
        table(text, card);
        text.append('\n');
        reliability(text, Reliability.ofVerdicts(card));
        for (var event : card.events()) {
            if (!event.isFound()) {
                text.append("missed ")
                        .append(event.visible() ? "" : "(not visible) ")
                        .append(event.event().kind().word())
                        .append(" of ")
                        .append(Times.format(event.event().start()))
                        .append(in(event.scenario()))
                        .append('\n');
            }
        }
        for (var alarm : card.alarms()) {
            if (alarm.verdict() == AlarmOutcome.Verdict.FALSE_ALARM
                    || alarm.verdict() == AlarmOutcome.Verdict.RETRACTED) {
                text.append(alarm.verdict() == AlarmOutcome.Verdict.RETRACTED ? "retracted " : "false alarm ")
                        .append(alarm.named().word())
                        .append(' ')
                        .append(alarm.id())
                        .append(" of ")
                        .append(Times.format(alarm.detected()))
                        .append(in(alarm.scenario()))
                        .append('\n');
            }
        }
        return text.toString();
    }

    private static void table(StringBuilder text, Scorecard card) {
        var columns = new ArrayList<List<String>>();
        columns.add(column("", ROWS.stream().map(Row::name).toList()));
        columns.add(column("all", values(card)));
        card.kinds().forEach(kind -> columns.add(column(kind.word(), values(card.ofKind(kind)))));
        for (var line = 0; line <= ROWS.size(); line++) {
            var row = new StringBuilder();
            for (var column : columns) {
                var width = column.stream().mapToInt(String::length).max().orElse(0);
                row.append(String.format(Locale.ROOT, "%-" + (width + 2) + "s", column.get(line)));
            }
            text.append(row.toString().stripTrailing()).append('\n');
        }
        text.append(String.format(
                Locale.ROOT,
                "\nQuantiles: median / 95th percentile / maximum. In brackets: 95 %% intervals. %.1f days judged.\n",
                Score.of(card).judgedDays()));
    }

    private static List<String> values(Scorecard card) {
        var score = Score.of(card);
        return ROWS.stream().map(row -> row.value.apply(score)).toList();
    }

    private static List<String> column(String head, List<String> cells) {
        var column = new ArrayList<String>();
        column.add(head);
        column.addAll(cells);
        return column;
    }

    private static void reliability(StringBuilder text, Reliability reliability) {
        text.append("confidence      mean   incidents  real\n");
        for (var bucket : reliability.buckets()) {
            if (bucket.real().of() > 0) {
                text.append(String.format(
                        Locale.ROOT,
                        "%.3f to %.3f  %.3f  %9d  %s\n",
                        bucket.from(),
                        bucket.until(),
                        bucket.mean(),
                        bucket.real().of(),
                        share(bucket.real())));
            }
        }
        text.append("Brier score ").append(number(reliability.brier(), 4)).append('\n');
    }

    /** A share with its Wilson interval. */
    public static String share(Score.Share share) {
        return share.of() == 0 ? NONE : number(share.value(), 3) + " " + interval(share.wilson(), 3);
    }

    /** Median, 95th percentile and maximum. */
    public static String quantiles(Quantiles quantiles) {
        return quantiles.count() == 0
                ? NONE
                : number(quantiles.median(), 0) + " / " + number(quantiles.p95(), 0) + " / "
                        + number(quantiles.max(), 0);
    }

    public static String interval(Interval interval, int digits) {
        return Double.isFinite(interval.high())
                ? "[" + number(interval.low(), digits) + ", " + number(interval.high(), digits) + "]"
                : "";
    }

    public static String number(double value, int digits) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%." + digits + "f", value) : NONE;
    }

    private static String in(String scenario) {
        return scenario.isEmpty() ? "" : " in " + scenario;
    }
}
