package kz.dabyl.detector.tuning.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import kz.dabyl.detector.tuning.Finding;
import kz.dabyl.detector.tuning.Scoring;
import kz.dabyl.detector.tuning.Truth;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentKind;
import org.junit.jupiter.api.Test;

class BacktestReportTest {

    private static final long START = 1_619_236_800_000L;
    private static final long MONTH = 30 * 86_400_000L;
    private static final String PLACE = "8820e60003fffff";
    private static final Set<Truth.Cell> CELLS = Set.of(new Truth.Cell(PLACE, "401-01"));
    private static final Truth TRUTH = new Truth(
            "town",
            "KZ",
            START,
            (int) (MONTH / 1000),
            0,
            CELLS,
            List.of(
                    new Truth.Event(IncidentKind.SHUTDOWN, START, OptionalLong.of(START + 3_600_000), CELLS, true),
                    new Truth.Event(
                            IncidentKind.SHUTDOWN,
                            START + 100_000_000,
                            OptionalLong.of(START + 103_600_000),
                            CELLS,
                            true)));
    private static final Incident FOUND =
            ComparisonTest.incident("FOUND", PLACE, "401-01", START + 41_000, START + 3_600_000);
    private static final Incident MISSED =
            ComparisonTest.incident("MISSED", PLACE, "401-01", START + 100_030_000, START + 103_600_000);

    private static BacktestReport report(boolean complete) {
        var outcome = new Outcome(new Trial("a.yaml", TestLog.thresholds(1, 3, 120)), List.of(FOUND), complete);
        var comparison = Comparison.of(outcome.incidents(), List.of(MISSED));
        var card = Scoring.score(TRUTH, Finding.of(outcome.revisions()));
        var configuration = new TrialReport(outcome, comparison, Optional.of(card));
        var point = new TrialReport(
                new Outcome(new Trial("min_probes=9", TestLog.thresholds(1, 9, 120)), List.of(), true),
                Comparison.of(List.of(), List.of(MISSED)),
                Optional.empty());
        return new BacktestReport(START, START + MONTH, "defaults", List.of(configuration), List.of(point));
    }

    @Test
    void tellsPeopleWhatIsGainedAndLostAndHowFast() {
        var text = BacktestText.of(report(true));

        assertThat(text)
                .contains("30.00 days; held against defaults")
                .containsPattern("a\\.yaml +1 +1\\.00 +1 +1 +1 +0\\.500 +41, 41 +0\\.00 \\(0\\.00 to 3\\.69\\)")
                .containsPattern("min_probes=9 +0 +0\\.00 +0 +0 +1 +- +- +-")
                .contains("  + 2021-04-24T04:00:41.000Z shutdown confirmed, Almaty, 401-01, 1 place, 3559 s, FOUND")
                .containsPattern("  - .*MISSED")
                .contains("2021-04-24T04:00:00.000Z shutdown | 41")
                .contains("shutdown | missed")
                .doesNotContain("cut short");
    }

    @Test
    void saysWhereAnIncidentWasCutShort() {
        assertThat(BacktestText.of(report(false))).contains("a.yaml (cut short)");
    }

    @Test
    void tellsProgramsTheSame() {
        var tree = BacktestJson.tree(report(true));

        var configuration = tree.path("configurations").path(0);
        assertThat(configuration.path("gained").path(0).path("id").asText()).isEqualTo("FOUND");
        assertThat(configuration.path("lost").path(0).path("id").asText()).isEqualTo("MISSED");
        assertThat(configuration.path("kept")).isEmpty();
        assertThat(configuration.path("episodes").findValuesAsText("delay_s")).containsExactly("41.0", "null");
        assertThat(configuration.path("score").path("false_alarms_per_month").asDouble())
                .isZero();
        assertThat(configuration.path("thresholds").path("min_probes").asInt()).isEqualTo(3);
        assertThat(tree.path("curve").path(0).path("lost_count").asInt()).isEqualTo(1);
        assertThat(tree.path("curve").path(0).has("score")).isFalse();
    }
}
