package kz.dabyl.probe.keep;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was said to be kept is there, and no number was given twice, though the process is killed in the middle. */
class KilledWriterTest {

    private static final int KILLS = 4;
    private static final int FEWEST = 40;

    @TempDir
    private Path folder;

    private final Set<Long> kept = new HashSet<>();
    private final Set<Long> done = new HashSet<>();

    @Test
    void losesNothingThatItSaidItKeeps() throws Exception {
        for (var kill = 0; kill < KILLS; kill++) {
            writeAndKill(FEWEST + 7 * kill);
        }

        var outbox = Outbox.open(folder.resolve("outbox"), OutboxKey.keptIn(folder.resolve("key")), 16 << 20, 0);

        var left = new HashSet<Long>();
        for (var report : outbox.oldest(Integer.MAX_VALUE, Integer.MAX_VALUE)) {
            assertThat(report.json()).isEqualTo("report " + report.seq());
            left.add(report.seq());
        }
        var expected = new HashSet<>(kept);
        expected.removeAll(done);
        // What was done last before a kill may not have been said to be.
        expected.removeAll(left);
        assertThat(expected).hasSizeLessThanOrEqualTo(KILLS).allMatch(seq -> seq % 10 == 9);
        assertThat(left.size()).isLessThanOrEqualTo(kept.size() - done.size() + KILLS);
        assertThat(outbox.next())
                .isGreaterThan(kept.stream().mapToLong(seq -> seq).max().orElseThrow());
    }

    private void writeAndKill(int records) throws Exception {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                note(line);
                if (kept.size() % records == 0 && line.startsWith("kept")) {
                    // The process itself would close the stream of what it said last.
                    process.toHandle().destroyForcibly();
                }
            }
        }
        process.waitFor();
    }

    private void note(String line) {
        var words = line.split(" ", 2);
        var seq = Long.parseLong(words[1]);
        switch (words[0]) {
            case "kept" -> assertThat(kept.add(seq)).as("number %s is new", seq).isTrue();
            case "done" -> done.add(seq);
            default -> assertThat(kept).allMatch(before -> before < seq);
        }
    }
}
