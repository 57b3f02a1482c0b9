package kz.dabyl.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoreCommandTest {

    private static final String TRUTH = """
            {"scenario":"almaty","start":"2021-04-24T04:00:00.000Z","duration_s":14400,"warmup_s":3600,
             "observed":[["8720e60a5ffffff","401-01"],["8720e60a5ffffff","401-02"],["8720e60a4ffffff","401-01"]],
             "events":[{"kind":"shutdown","start":"2021-04-24T06:00:00.000Z","end":"2021-04-24T07:00:00.000Z",
                        "cells":[["8720e60a5ffffff","401-01"],["8720e60a5ffffff","401-02"]]}]}""";

    @TempDir
    private Path folder;

    private Path truth;
    private Path incidents;

    @BeforeEach
    void writesFiles() throws IOException {
        truth = Files.writeString(folder.resolve("truth.json"), TRUTH);
        incidents = Files.writeString(
                folder.resolve("incidents.ndjson"),
                revision("A", 1, "open", "06:00:40", "null") + revision("A", 2, "closed", "07:02:05", "07:00:03"));
    }

    private static String revision(String id, int number, String state, String updated, String ended) {
        return """
                {"id":"%s","revision":%d,"kind":"shutdown","state":"%s","certainty":"confirmed","confidence":0.97,\
                "area":"Almaty","places":["8720e60a5ffffff"],"networks":["401-01","401-02"],"access":["mobile"],\
                "targets":[],"started":"2021-04-24T06:00:05.000Z","detected":"2021-04-24T06:00:40.000Z",\
                "updated":"2021-04-24T%s.000Z","ended":%s}
                """.formatted(
                        id, number, state, updated, ended.equals("null") ? ended : "\"2021-04-24T" + ended + ".000Z\"");
    }

    @Test
    void printsATable() {
        var run = Run.of("score --incidents " + incidents + " --truth " + truth);

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .containsPattern("recall of visible +1\\.000 \\[0\\.207, 1\\.000]")
                .containsPattern("time to detect, s +40 / 40 / 40")
                .containsPattern("closing after the end, s +125 / 125 / 125");
    }

    @Test
    void printsJson() throws IOException {
        var run = Run.of("score --json --incidents " + incidents + " --truth " + truth);

        var json = new ObjectMapper().readTree(run.out());
        assertThat(json.path("recall").asDouble()).isEqualTo(1);
        assertThat(json.path("precision").asDouble()).isEqualTo(1);
        assertThat(json.path("cell_f1").asDouble()).isEqualTo(1);
        assertThat(json.path("kind_accuracy").asDouble()).isEqualTo(1);
        assertThat(json.path("false_alarms_per_month").asDouble()).isZero();
        assertThat(json.path("time_to_detect_s").path("median").asDouble()).isEqualTo(40);
        assertThat(json.path("kinds")
                        .path("shutdown")
                        .path("ended_error_s")
                        .path("max")
                        .asDouble())
                .isEqualTo(3);
    }

    @Test
    void addsUpSeveralPairs() throws IOException {
        var nothing = Files.createFile(folder.resolve("nothing.ndjson"));

        var run = Run.of("score --json --incidents " + incidents + " --truth " + truth + " --incidents " + nothing
                + " --truth " + truth);

        assertThat(new ObjectMapper().readTree(run.out()).path("recall").asDouble())
                .isEqualTo(0.5);
    }

    @Test
    void readsStandardInputAndGzip() throws IOException {
        var gzipped = folder.resolve("truth.json.gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(gzipped))) {
            Files.copy(truth, out);
        }

        var run = Run.with("score --incidents - --truth " + gzipped, Files.readString(incidents), Map.of());

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("1 (1)");
    }

    @Test
    void namesTheFileAndTheLineThatIsWrong() throws IOException {
        Files.writeString(incidents, revision("A", 1, "open", "06:00:40", "null") + "{\"id\":7}\n");

        var run = Run.of("score --incidents " + incidents + " --truth " + truth);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .startsWith("dabyl: " + incidents + ": line 2: /id: ")
                .hasLineCount(1);
    }

    @Test
    void namesTheTruthThatIsWrong() throws IOException {
        Files.writeString(truth, "{}");

        var run = Run.of("score --incidents " + incidents + " --truth " + truth);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("dabyl: " + truth + ": /start: ").hasLineCount(1);
    }

    @Test
    void wantsFilesInPairs() {
        var run = Run.of("score --incidents " + incidents + " --incidents " + incidents + " --truth " + truth);

        assertThat(run).isEqualTo(new Run(2, "", "dabyl: expected as many --incidents as --truth, were 2 and 1\n"));
    }

    @Test
    void readsStandardInputOnce() {
        assertThat(Run.of("score --incidents - --truth -").err()).contains("standard input can be read once");
    }
}
