package kz.dabyl.bench.detection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DetectionCommandTest {

    private final ByteArrayOutputStream result = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    private int run(String line) {
        var quiet = new PrintStream(OutputStream.nullOutputStream(), true, UTF_8);
        return new CommandLine(new DetectionCommand(result, quiet))
                .setErr(new PrintWriter(Writer.nullWriter(), true))
                .execute(line.split(" ", -1));
    }

    @Test
    void makesTheSamePageHoweverManyThreadsThereAre() {
        var exitCode = run("--set demo --seeds 1-2");
        var one = result.toString(UTF_8);
        result.reset();
        run("--set demo --seeds 1-2 --threads 2");

        assertThat(exitCode).isZero();
        assertThat(result.toString(UTF_8)).isEqualTo(one);
        assertThat(one)
                .contains(
                        "## By rule",
                        "| Dabyl |",
                        "| CUSUM, independent |",
                        "| Lorden's bound |",
                        "| demo |",
                        "made with commit `");
    }

    @Test
    void writesFilesIfAsked() throws IOException {
        var page = folder.resolve("page.md");
        var json = folder.resolve("figures.json");

        run("--set demo --seeds 1 --out " + page + " --json " + json);

        assertThat(result.size()).isZero();
        assertThat(page).content().contains("## By rule");
        assertThat(new ObjectMapper()
                        .readTree(Files.readString(json))
                        .path("rules")
                        .path(Trial.DABYL)
                        .path("events")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void watchesNothingHappenForAsLongAsItIsAskedTo() {
        var quiet = ScenarioSet.of("quiet-day").get(0);

        var segments = DetectionCommand.nullRun(quiet, 10, 101);

        assertThat(segments).hasSize(11);
        assertThat(segments.stream().map(Trials.Wanted::seed).distinct()).hasSize(11);
        assertThat(DetectionCommand.nullRun(quiet, 0, 101)).isEmpty();
    }

    @Test
    void takesScenariosByWhatTheyTest() {
        assertThat(ScenarioSet.of("blackout,demo").stream().map(scenario -> scenario.name()))
                .contains("blackout", "demo", "episode-2022-01-05-blackout")
                .doesNotContain("quiet-day");
        assertThat(ScenarioSet.of(ScenarioSet.DEVELOPMENT)).hasSizeGreaterThanOrEqualTo(40);
    }

    @Test
    void refusesScenariosAndSeedsThatAreNone() {
        assertThat(run("--set atlantis")).isEqualTo(2);
        assertThat(run("--seeds many")).isEqualTo(2);
        assertThat(run("--threads 0")).isEqualTo(2);
        assertThat(run("--other-null-days -1")).isEqualTo(2);
    }
}
