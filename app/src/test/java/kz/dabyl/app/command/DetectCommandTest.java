package kz.dabyl.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import kz.dabyl.model.Access;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.RecordingWriter;
import kz.dabyl.model.Report;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetectCommandTest {

    private static final long NINE = 1_619_254_800_000L;
    private static final List<String> PLACES = List.of("8820e60003fffff", "8820e60005fffff", "8820e6001bfffff");
    private static final String RECORDING = rally();

    @TempDir
    private Path folder;

    /** Twenty minutes of three places; in the last five the mobile networks of one are silent. */
    private static String rally() {
        var bytes = new ByteArrayOutputStream();
        try (var recording = new RecordingWriter(bytes)) {
            for (var second = 0L; second < 1_200; second++) {
                var now = NINE + second * 1_000;
                for (var probe = second % 30; probe < 180; probe += 30) {
                    var place = PLACES.get((int) (probe % 3));
                    var network = probe % 2 == 0 ? "401-01" : "401-02";
                    var access = probe / 30 < 4 ? Access.MOBILE : Access.FIXED;
                    if (second < 900 || access == Access.FIXED || !place.equals(PLACES.get(0))) {
                        recording.write(new LogEntry.Received(
                                now + 500, "c", report("p-" + probe, second / 30, now, place, network, access)));
                    }
                }
                recording.write(new LogEntry.Tick(now + 1_000, "c"));
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static Report report(String probe, long seq, long at, String place, String network, Access access) {
        return new Report(probe, seq, at, 30, place, network, access, null, null, null, List.of());
    }

    @Test
    void printsEveryRevisionAsOneLineOfJson() throws IOException {
        var run = Run.with("detect -", RECORDING, Map.of());

        var first = new ObjectMapper().readTree(run.out().lines().findFirst().orElse(""));
        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(first.path("revision").asInt()).isEqualTo(1);
        assertThat(first.path("kind").asText()).isEqualTo("shutdown");
        assertThat(first.path("places").toString()).contains(PLACES.get(0)).doesNotContain(PLACES.get(1));
    }

    @Test
    void takesThresholdsFromAFile() throws IOException {
        var config = Files.writeString(folder.resolve("thresholds.yaml"), "min_probes: 1000\n");

        var run = Run.with("detect - --config " + config, RECORDING, Map.of());

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEmpty();
    }

    @Test
    void takesRalliesFromAFile() throws IOException {
        var rallies = Files.writeString(folder.resolve("rallies.json"), """
                [{"id":"2021-04-24-almaty","title":"Rally","from":"2021-04-24T08:00:00Z",
                  "until":"2021-04-24T12:00:00Z","places":["%s"]}]""".formatted(PLACES.get(0)));

        var run = Run.with("detect - --rallies " + rallies, RECORDING, Map.of());

        assertThat(run.out()).contains("\"rally\":\"2021-04-24-almaty\"");
    }

    @Test
    void takesRalliesBehindAByteOrderMark() throws IOException {
        var rallies = Files.writeString(folder.resolve("rallies.json"), "\ufeff[]");

        assertThat(Run.with("detect - --rallies " + rallies, RECORDING, Map.of())
                        .exitCode())
                .isZero();
    }

    @Test
    void takesNoRalliesInAnotherEncoding() throws IOException {
        var title = "Митинг".getBytes(Charset.forName("windows-1251"));
        var rallies = Files.write(folder.resolve("rallies.json"), title);

        assertThat(Run.of("detect - --rallies " + rallies))
                .isEqualTo(new Run(2, "", "dabyl: " + rallies + ": is not UTF-8\n"));
    }

    @Test
    void readsAGzipMemberBehindTheOther() throws IOException {
        var half = RECORDING.indexOf('\n', RECORDING.length() / 2) + 1;
        var recording = folder.resolve("recording.ndjson.gz");
        try (var out = Files.newOutputStream(recording)) {
            for (var part : List.of(RECORDING.substring(0, half), RECORDING.substring(half))) {
                var member = new GZIPOutputStream(out);
                member.write(part.getBytes(StandardCharsets.UTF_8));
                member.finish();
            }
        }

        assertThat(Run.of("detect " + recording)).isEqualTo(Run.with("detect -", RECORDING, Map.of()));
    }

    @Test
    void takesRalliesOfACalendarAndSaysWhatItSkips(@TempDir Path folder) throws IOException {
        var rallies = Files.writeString(folder.resolve("rallies.ics"), """
                BEGIN:VCALENDAR
                VERSION:2.0
                BEGIN:VEVENT
                UID:nowhere
                DTSTART:20210424T060000Z
                DTEND:20210424T110000Z
                END:VEVENT
                END:VCALENDAR
                """);

        var run = Run.with("detect - --rallies " + rallies, RECORDING, Map.of());

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).contains("rallies.ics: event 'nowhere' is skipped: it has neither GEO nor LOCATION");
    }

    @Test
    void namesTheFileAndTheFieldThatIsWrong() throws IOException {
        var config = Files.writeString(folder.resolve("thresholds.yaml"), "min_probes: none\n");
        var rallies = Files.writeString(folder.resolve("rallies.json"), "{}");

        assertThat(Run.of("detect - --config " + config).err())
                .startsWith("dabyl: " + config + ": /min_probes: ")
                .hasLineCount(1);
        assertThat(Run.of("detect - --rallies " + rallies))
                .isEqualTo(new Run(2, "", "dabyl: " + rallies + ": expected an array of rallies\n"));
    }

    @Test
    void namesTheLineOfARecordingThatIsWrong() {
        var run = Run.with("detect -", RECORDING.lines().findFirst().orElse("") + "\n{\"tick\":7}\n", Map.of());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("dabyl: -: line 2").hasLineCount(1);
    }
}
