package kz.dabyl.detector.tuning.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import kz.dabyl.detector.tuning.EventOutcome;
import kz.dabyl.detector.tuning.Quantiles;
import kz.dabyl.detector.tuning.Score;
import kz.dabyl.model.Incident;
import kz.dabyl.model.Times;

/** A back-test for people: a line for each trial, then what each configuration gains and loses, and how fast it is. */
public final class BacktestText {

    private static final String NONE = "-";
    private static final double DAY_MILLIS = 86_400_000;

    /** A column of the table; those about the truth are left out where it is not known. */
    private record Column(String name, boolean ofTruth, Function<TrialReport, String> value) {}

    private final BacktestReport report;
    private final StringBuilder text = new StringBuilder();

    private BacktestText(BacktestReport report) {
        this.report = report;
    }

    /** Lines end with a line feed. */
    public static String of(BacktestReport report) {
        return new BacktestText(report).write();
    }

    private String write() {
        text.append("%s to %s, %.2f days; held against %s\n"
                .formatted(
                        Times.format(report.from()),
                        Times.format(report.to()),
                        (report.to() - report.from()) / DAY_MILLIS,
                        report.against()));
        var all = Stream.concat(report.configurations().stream(), report.curve().stream())
                .toList();
        text.append('\n');
        table(all);
        for (var configuration : report.configurations()) {
            differences(configuration);
        }
        for (var each : all) {
            each.tally().ifPresent(tally -> labels(each, tally));
        }
        report.configurations().stream().findFirst().flatMap(TrialReport::card).ifPresent(card -> {
            text.append("\ndelay, s");
            report.configurations()
                    .forEach(c -> text.append(" | ").append(c.outcome().trial().name()));
            text.append('\n');
            for (var i = 0; i < card.events().size(); i++) {
                episode(i);
            }
        });
        return text.toString();
    }

    private List<Column> columns() {
        return List.of(
                new Column("thresholds", false, BacktestText::name),
                new Column(
                        "incidents",
                        false,
                        r -> Integer.toString(r.outcome().incidents().size())),
                new Column("a month", false, r -> number(r.outcome().incidents().size() / report.months(), 2)),
                new Column("confirmed", false, r -> Long.toString(confirmed(r))),
                new Column(
                        "gained",
                        false,
                        r -> Integer.toString(r.comparison().gained().size())),
                new Column(
                        "lost",
                        false,
                        r -> Integer.toString(r.comparison().lost().size())),
                new Column(
                        "recall",
                        true,
                        r -> score(r, s -> number(s.recallVisible().value(), 3))),
                new Column("delay p50, p95", true, r -> score(r, s -> delays(s.timeToDetect()))),
                new Column("false alarms a month", true, r -> score(r, BacktestText::falseAlarms)));
    }

    private static String name(TrialReport report) {
        return report.outcome().trial().name() + (report.outcome().complete() ? "" : " (cut short)");
    }

    private static long confirmed(TrialReport report) {
        return report.outcome().incidents().stream()
                .filter(i -> i.certainty() == Incident.Certainty.CONFIRMED)
                .count();
    }

    private static String falseAlarms(Score score) {
        return "%s (%s to %s)"
                .formatted(
                        number(score.falseAlarmsPerMonth(), 2),
                        number(score.falseAlarmsInterval().low(), 2),
                        number(score.falseAlarmsInterval().high(), 2));
    }

    private static String score(TrialReport report, Function<Score, String> value) {
        return report.score().map(value).orElse(NONE);
    }

    private static String delays(Quantiles quantiles) {
        return number(quantiles.median(), 0) + ", " + number(quantiles.p95(), 0);
    }

    private void table(List<TrialReport> reports) {
        var known = reports.stream().anyMatch(r -> r.card().isPresent());
        var columns = columns().stream().filter(c -> known || !c.ofTruth()).toList();
        var rows = new ArrayList<List<String>>();
        rows.add(columns.stream().map(Column::name).toList());
        for (var each : reports) {
            rows.add(columns.stream().map(c -> c.value().apply(each)).toList());
        }
        for (var row : rows) {
            var line = new StringBuilder();
            for (var i = 0; i < row.size(); i++) {
                var column = i;
                var width = rows.stream()
                        .mapToInt(r -> r.get(column).length())
                        .max()
                        .orElse(0);
                var pad = " ".repeat(width - row.get(i).length());
                line.append(i == 0 ? row.get(i) + pad : "  " + pad + row.get(i));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
    }

    private void differences(TrialReport configuration) {
        var name = configuration.outcome().trial().name();
        text.append('\n').append(name).append('\n');
        configuration.comparison().gained().forEach(i -> incident("  + ", i));
        configuration.comparison().lost().forEach(i -> incident("  - ", i));
        configuration.comparison().kept().forEach(i -> incident("    ", i));
    }

    private void labels(TrialReport each, Known.Tally tally) {
        text.append('\n')
                .append(each.outcome().trial().name())
                .append(", by labels: %d of %d found, %d known false alarms, %d of which nothing is known\n"
                        .formatted(tally.found(), tally.episodes().size(), tally.falseAlarms(), tally.unlabelled()));
        for (var episode : tally.episodes()) {
            var delay = episode.delayMillis();
            text.append("  ")
                    .append(Times.format(episode.incident().started()))
                    .append(' ')
                    .append(episode.incident().kind().word())
                    .append(" | ")
                    .append(delay.isPresent() ? number(delay.getAsLong() / 1000.0, 0) : "missed")
                    .append('\n');
        }
    }

    private void incident(String mark, Incident incident) {
        var ended = incident.ended();
        text.append(mark)
                .append(Times.format(incident.detected()))
                .append(' ')
                .append(incident.kind().word())
                .append(' ')
                .append(incident.certainty().word())
                .append(", ")
                .append(incident.area())
                .append(", ")
                .append(String.join(" ", incident.networks()))
                .append(", ")
                .append(incident.places().size())
                .append(incident.places().size() == 1 ? " place, " : " places, ")
                .append(ended == null ? "open" : (ended - incident.started()) / 1000 + " s")
                .append(", ")
                .append(incident.id())
                .append('\n');
    }

    private void episode(int number) {
        var first = outcome(report.configurations().get(0), number);
        text.append("  ")
                .append(Times.format(first.event().start()))
                .append(' ')
                .append(first.event().kind().word())
                .append(first.visible() ? "" : " (not visible)");
        for (var configuration : report.configurations()) {
            text.append(" | ").append(delay(outcome(configuration, number)));
        }
        text.append('\n');
    }

    private static EventOutcome outcome(TrialReport report, int number) {
        return report.card().orElseThrow().events().get(number);
    }

    private static String delay(EventOutcome outcome) {
        return outcome.found().map(found -> number(found.delay() / 1000, 0)).orElse("missed");
    }

    private static String number(double value, int digits) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%." + digits + "f", value) : NONE;
    }
}
