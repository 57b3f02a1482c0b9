package kz.dabyl.bench.detection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What is asked of the detector, over the whole development set with some of the seeds that are for reporting, and over a month without events. */
@Tag("long")
class DetectionFiguresTest {

    @Test
    void reachesWhatIsAskedForOverTheWholeSet(@TempDir Path folder) throws IOException {
        var file = folder.resolve("figures.json");
        var command = new DetectionCommand(
                OutputStream.nullOutputStream(), new PrintStream(OutputStream.nullOutputStream(), true, UTF_8));

        assertThat(new CommandLine(command)
                        .execute(
                                "--seeds", "201-203", "--threads", "2", "--null-days", "30", "--json", file.toString()))
                .isZero();

        var tree = new ObjectMapper().readTree(Files.readString(file));
        var set = tree.path("rules").path(Trial.DABYL);
        assertThat(set.path("events_visible").asInt()).isGreaterThan(400);
        var softly = new SoftAssertions();
        for (var figure : new String[] {"recall", "precision"}) {
            softly.assertThat(set.path(figure).asDouble()).as(figure).isGreaterThanOrEqualTo(0.99);
        }
        for (var figure : new String[] {"cell_f1", "kind_accuracy"}) {
            softly.assertThat(set.path(figure).asDouble()).as(figure).isGreaterThanOrEqualTo(0.95);
        }
        softly.assertThat(set.path("closed_early").asInt(-1)).as("closed early").isZero();
        softly.assertThat(set.at("/closing_delay_s/p95").asDouble(Double.NaN))
                .as("closing, 95th percentile")
                .isBetween(120.0, 180.0);
        softly.assertThat(set.at("/ended_error_s/p95").asDouble(Double.NaN))
                .as("error of the end, 95th percentile")
                .isLessThanOrEqualTo(30);
        softly.assertThat(tree.path("false_shutdowns"))
                .as("shutdowns told, and not taken back, where nothing is to be found")
                .noneMatch(one -> !one.path("eventful").asBoolean()
                        && !one.path("retracted").asBoolean());
        softly.assertThat(tree.path("scenarios").properties())
                .filteredOn(scenario -> scenario.getKey().startsWith("forged-"))
                .as("what the invented raised or hid")
                .hasSizeGreaterThanOrEqualTo(8)
                .allSatisfy(scenario -> {
                    assertThat(scenario.getValue().path("false_alarms").asInt(-1))
                            .isZero();
                    assertThat(scenario.getValue().path("recall").asDouble(1)).isEqualTo(1);
                });
        // One a month is asked for: more than four are one in 270.
        softly.assertThat(tree.at("/null_runs/null-60/" + Trial.DABYL + "/false_alarms")
                        .asInt(-1))
                .as("false alarms in a month")
                .isBetween(0, 4);
        for (var yardstick : Yardstick.ALL) {
            var found = tree.path("yardsticks").path(yardstick.scenario()).path(Trial.DABYL);
            softly.assertThat(seconds(found, "median"))
                    .as(yardstick.question())
                    .isBetween(1.0, yardstick.wantedMedian());
            softly.assertThat(seconds(found, "p95"))
                    .as(yardstick.question())
                    .isLessThanOrEqualTo(yardstick.wantedP95());
        }
        softly.assertAll();
    }

    private static double seconds(JsonNode figures, String quantile) {
        return figures.at("/time_to_detect_s/" + quantile).asDouble(Double.NaN);
    }
}
