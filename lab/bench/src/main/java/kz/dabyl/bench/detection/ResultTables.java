package kz.dabyl.bench.detection;

import static kz.dabyl.detector.tuning.ScoreText.interval;
import static kz.dabyl.detector.tuning.ScoreText.number;
import static kz.dabyl.detector.tuning.ScoreText.quantiles;
import static kz.dabyl.detector.tuning.ScoreText.share;

import java.util.Collection;
import kz.dabyl.detector.tuning.Reliability;
import kz.dabyl.detector.tuning.Score;
import kz.dabyl.model.IncidentKind;

/** Results as a page in Markdown. */
final class ResultTables {

    private static final String NONE = "-";

    private final Results results;
    private final StringBuilder page = new StringBuilder();

    private ResultTables(Results results) {
        this.results = results;
    }

    /**
     * @param command the command that gives this page again
     * @param commit the state of the sources that was measured
     */
    static String of(Results results, String command, String commit) {
        return new ResultTables(results).page(command, commit);
    }

    private String page(String command, String commit) {
        page.append("# Detection: results\n\nWritten by `")
                .append(command)
                .append("`, which gives the same again, made with commit `")
                .append(commit)
                .append("`. What the figures mean stands in\n[detection.md](detection.md). ")
                .append("Delays are seconds: median / 95th percentile / maximum; intervals are at 95 %.\n");
        if (!results.set().isEmpty()) {
            section("By rule", byRule());
            section("What was asked for", asked());
            if (!results.yardsticks().isEmpty()) {
                section("How soon", yardsticks());
            }
            section("By kind of event", byKind());
            section("By scenario", byScenario());
            section("Whether confidence means what it says", reliability());
        }
        if (!results.nullRun().isEmpty()) {
            section("When nothing happens", nullRun());
        }
        section("What went wrong", WrongWords.of(results));
        return page.toString();
    }

    private void section(String title, Object text) {
        page.append("\n## ").append(title).append("\n\n").append(text);
    }

    private MarkdownTable byRule() {
        var table = new MarkdownTable(
                "rule",
                "recall of visible",
                "of all",
                "of those by silence",
                "precision",
                "cell F1",
                "kind accuracy",
                "time to detect",
                "closing",
                "false alarms a month",
                "retracted",
                "false cells a cell and year");
        for (var rule : Results.rules(results.set())) {
            table.row(ofRule(rule));
        }
        return table.row(boundOfAll());
    }

    private String[] ofRule(String rule) {
        var score = Score.of(Results.card(results.set(), rule));
        return new String[] {
            rule,
            share(score.recallVisible()),
            number(score.recallAll().value(), 3),
            number(bySilence(rule).value(), 3),
            share(score.precision()),
            number(score.cells().f1(), 3),
            number(score.kindAccuracy().value(), 3),
            quantiles(score.timeToDetect()),
            quantiles(score.closing()),
            number(score.falseAlarmsPerMonth(), 1),
            Long.toString(score.retracted()),
            number(score.falseCellsPerCellYear(), 1)
        };
    }

    private String[] boundOfAll() {
        return new String[] {
            "Lorden's bound",
            "1",
            number(Results.visible(results.set()).value(), 3),
            NONE,
            NONE,
            NONE,
            NONE,
            quantiles(Results.bound(results.set(), bound -> true)),
            NONE,
            NONE,
            NONE,
            NONE
        };
    }

    /** Recall of the visible events that keep reports away: all that a rule over counts of reports can hope for. */
    private Score.Share bySilence(String rule) {
        var card = Results.card(results.set(), rule);
        return Score.of(card.where(
                        event -> !LordenBound.BY_PINGS.contains(event.event().kind()), alarm -> true))
                .recallVisible();
    }

    private MarkdownTable asked() {
        var card = Results.card(results.set(), Trial.DABYL);
        var score = Score.of(card);
        return new MarkdownTable("figure", "wanted", "measured")
                .row("recall of visible events", "≥ 0.99", share(score.recallVisible()))
                .row("precision", "≥ 0.99", share(score.precision()))
                .row("cell F1", "≥ 0.95", number(score.cells().f1(), 3))
                .row("kind accuracy", "≥ 0.95", share(score.kindAccuracy()))
                .row("closing after the true end", "≤ 180 s", quantiles(score.closing()))
                .row(
                        "closed before it, never closed",
                        "0, 0",
                        score.closedEarly() + ", " + score.unclosed() + " of "
                                + score.recallAll().hits())
                .row("error of `ended`", "≤ one interval", quantiles(score.endedError()))
                .row("error of `started`", "", quantiles(score.startedError()))
                .row(
                        "`shutdown` in any revision where nothing is to be found (of these retracted)",
                        "0",
                        shutdowns(results.quiet()))
                .row("the same about nothing where something else is to be found", "0", shutdowns(results.eventful()))
                .row("false alarms; retracted where nothing is to be found", "", alarmsOfNothing())
                .row(
                        "false alarms; retracted in the set (of these confirmed before)",
                        "",
                        score.falseAlarms() + "; " + score.retracted() + " (" + score.retractedConfirmed() + ")")
                .row("fragments", "", Long.toString(score.fragments()));
    }

    /** A crowd or a restart beside an event may be told as a cut as well as where there is nothing to find. */
    private String shutdowns(Collection<Trial> trials) {
        var shutdowns = trials.stream()
                .flatMap(trial -> trial.wronglyCalled(IncidentKind.SHUTDOWN).stream())
                .toList();
        return "%d (%d) in %d trials"
                .formatted(
                        shutdowns.size(),
                        shutdowns.stream().filter(Opening::retracted).count(),
                        trials.size());
    }

    private String alarmsOfNothing() {
        var score = Score.of(Results.card(results.quiet(), Trial.DABYL));
        return "%d; %d in %d trials"
                .formatted(
                        score.falseAlarms(), score.retracted(), results.quiet().size());
    }

    private MarkdownTable yardsticks() {
        var table =
                new MarkdownTable("what", "wanted", "rule", "found", "time to detect", "closing", "error of `ended`");
        results.yardsticks().forEach((yardstick, trials) -> {
            var wanted = "median ≤ " + number(yardstick.wantedMedian(), 0)
                    + (Double.isFinite(yardstick.wantedP95()) ? ", p95 ≤ " + number(yardstick.wantedP95(), 0) : "");
            for (var rule : Results.rules(trials)) {
                var score = Score.of(Results.card(trials, rule));
                table.row(
                        yardstick.question(),
                        wanted,
                        rule,
                        score.recallAll().hits() + " of " + score.recallAll().of(),
                        quantiles(score.timeToDetect()),
                        quantiles(score.closing()),
                        quantiles(score.endedError()));
            }
            table.row(
                    yardstick.question(),
                    wanted,
                    "Lorden's bound",
                    NONE,
                    quantiles(Results.bound(trials, bound -> true)),
                    NONE,
                    NONE);
        });
        return table;
    }

    private MarkdownTable byKind() {
        var table = new MarkdownTable(
                "kind",
                "found of visible",
                "all",
                "precision",
                "cell F1",
                "kind accuracy",
                "time to detect",
                "bound",
                "closing",
                "error of `ended`");
        var card = Results.card(results.set(), Trial.DABYL);
        for (var kind : card.kinds()) {
            var score = Score.of(card.ofKind(kind));
            table.row(
                    "`" + kind.word() + "`",
                    found(score),
                    Long.toString(score.recallAll().of()),
                    number(score.precision().value(), 3),
                    number(score.cells().f1(), 3),
                    number(score.kindAccuracy().value(), 3),
                    quantiles(score.timeToDetect()),
                    quantiles(
                            Results.bound(results.set(), bound -> bound.event().kind() == kind)),
                    quantiles(score.closing()),
                    quantiles(score.endedError()));
        }
        return table;
    }

    private MarkdownTable byScenario() {
        var table = new MarkdownTable(
                "scenario",
                "tests",
                "found of visible",
                "all",
                "false alarms",
                "retracted",
                "cell F1",
                "kind accuracy",
                "time to detect",
                "bound",
                "closing");
        Results.byScenario(results.set()).forEach((scenario, trials) -> {
            var score = Score.of(Results.card(trials, Trial.DABYL));
            table.row(
                    scenario,
                    ScenarioSet.tests(scenario),
                    found(score),
                    Long.toString(score.recallAll().of()),
                    Long.toString(score.falseAlarms()),
                    Long.toString(score.retracted()),
                    number(score.cells().f1(), 3),
                    number(score.kindAccuracy().value(), 3),
                    quantiles(score.timeToDetect()),
                    quantiles(Results.bound(trials, bound -> true)),
                    quantiles(score.closing()));
        });
        return table;
    }

    private static String found(Score score) {
        return score.recallVisible().hits() + " of " + score.recallVisible().of();
    }

    private String reliability() {
        var card = Results.card(results.set(), Trial.DABYL).plus(Results.card(results.nullRun(), Trial.DABYL));
        var last = Reliability.ofVerdicts(card);
        var first = Reliability.ofFirstWords(card);
        var table = new MarkdownTable(
                "confidence", "first revision: incidents", "mean", "real", "last revision: incidents", "mean", "real");
        for (var i = 0; i < last.buckets().size(); i++) {
            var early = first.buckets().get(i);
            var late = last.buckets().get(i);
            table.row(
                    late.from() + " to " + late.until(),
                    Long.toString(early.real().of()),
                    number(early.mean(), 3),
                    share(early.real()),
                    Long.toString(late.real().of()),
                    number(late.mean(), 3),
                    share(late.real()));
        }
        return table + "\nBrier score: first revision " + number(first.brier(), 4) + ", last revision "
                + number(last.brier(), 4)
                + ". Of an incident that was taken back the last is the one before, and it was not real.\n";
    }

    private MarkdownTable nullRun() {
        var table = new MarkdownTable(
                "scenario",
                "rule",
                "days",
                "false alarms",
                "a month",
                "interval",
                "false cells a cell and year",
                "taken back",
                "a month");
        Results.byScenario(results.nullRun()).forEach((scenario, trials) -> {
            for (var rule : Results.rules(trials)) {
                var score = Score.of(Results.card(trials, rule));
                table.row(
                        scenario,
                        rule,
                        number(score.judgedDays(), 1),
                        Long.toString(score.falseAlarms()),
                        number(score.falseAlarmsPerMonth(), 2),
                        interval(score.falseAlarmsInterval(), 2),
                        number(score.falseCellsPerCellYear(), 2),
                        Long.toString(score.retracted()),
                        number(score.perMonth(score.retracted()), 2));
            }
        });
        return table;
    }
}
