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
        var exitCode = run("--set demo,flapping --seeds 1");
        var one = result.toString(UTF_8);
        result.reset();
        run("--set demo,flapping --seeds 1 --threads 2");

        assertThat(exitCode).isZero();
        assertThat(result.toString(UTF_8)).isEqualTo(one);
        assertThat(one).contains("## By rule", "| Dabyl |", "| CUSUM, independent |", "| Lorden's bound |", "| demo |");
    }

    @Test
    void writesFilesIfAsked() throws IOException {
        var page = folder.resolve("page.md");
        var json = folder.resolve("figures.json");

        run("--set none --seeds 1 --null-days 1 --out " + page + " --json " + json);

        assertThat(result.size()).isZero();
        assertThat(page).content().contains("## When nothing happens");
        assertThat(new ObjectMapper()
                        .readTree(Files.readString(json))
                        .path("null_run")
                        .path(Trial.DABYL)
                        .path("judged_days")
                        .asDouble())
                .isGreaterThanOrEqualTo(0.9);
    }

    @Test
    void refusesScenariosAndSeedsThatAreNone() {
        assertThat(run("--set atlantis")).isEqualTo(2);
        assertThat(run("--seeds many")).isEqualTo(2);
        assertThat(run("--threads 0")).isEqualTo(2);
    }
}
