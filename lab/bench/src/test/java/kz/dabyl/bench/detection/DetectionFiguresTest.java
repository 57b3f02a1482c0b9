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

/** What is asked of the detector, over the whole development set with one of the seeds that are for reporting. */
@Tag("long")
class DetectionFiguresTest {

    @Test
    void reachesWhatIsAskedForOverTheWholeSet(@TempDir Path folder) throws IOException {
        var file = folder.resolve("figures.json");
        var command = new DetectionCommand(
                OutputStream.nullOutputStream(), new PrintStream(OutputStream.nullOutputStream(), true, UTF_8));

        assertThat(new CommandLine(command).execute("--seeds", "101", "--json", file.toString()))
                .isZero();

        var tree = new ObjectMapper().readTree(Files.readString(file));
        var set = tree.path("rules").path(Trial.DABYL);
        assertThat(set.path("events_visible").asInt()).isGreaterThan(100);
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
