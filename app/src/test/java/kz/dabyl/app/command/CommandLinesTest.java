package kz.dabyl.app.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLinesTest {

    private static final String LOG =
            "[{\"prb_id\":7,\"timestamp\":100,\"event\":\"connect\",\"controller\":\"c\",\"asn\":9198}]";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "backtest --help",
                "detect --help",
                "import --help",
                "import ooni --help",
                "import ripe-atlas --help",
                "import ripe-atlas-connections --help",
                "record --help",
                "replay --help",
                "simulate --help",
                "run --help",
                "demo --help"
            })
    void explainsEveryCommandOnStandardOutput(String line) {
        var run = Run.of(line);

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("Usage: dabyl");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void saysItsVersion() {
        var run = Run.of("--version");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("dabyl ");
    }

    @Test
    void refusesToTellTimesByRulesOfBefore2024() {
        var err = new ByteArrayOutputStream();
        var terminal = new Terminal(
                InputStream.nullInputStream(),
                OutputStream.nullOutputStream(),
                new PrintStream(err, true, UTF_8),
                Map.of());
        var old = new TimeZones(Runtime.Version.parse("17.0.2"), ZoneRules.of(ZoneOffset.ofHours(6)));

        var exitCode = CommandLines.of(terminal, old).execute("detect", "-");

        assertThat(exitCode).isEqualTo(1);
        assertThat(err.toString(UTF_8))
                .startsWith("dabyl: the time zones of this JDK (17.0.2) are older than 2024a")
                .contains("17.0.11")
                .hasLineCount(1);
    }

    @Test
    void takesTheTimeZonesOfThisJdk() {
        assertThat(TimeZones.of(Runtime.version()).fault()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "import",
                "import ripe-atlas-connections",
                "import ripe-atlas-connections - --interval-s soon",
                "import ripe-atlas-connections - --interval-s 0",
                "import ripe-atlas-connections - --unknown",
                "import ripe-atlas-connections no-such-file",
                "import ripe-atlas-connections .",
                "import ripe-atlas-connections - --probes no-such-file"
            })
    void answersAWrongCommandLineWithCode2AndOneLine(String line) {
        var run = Run.of(line);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("dabyl: ").hasLineCount(1);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void namesTheFileAndThePlaceInItThatIsWrong() throws IOException {
        var file = Files.writeString(folder.resolve("log.json"), LOG + "\n{\"prb_id\":7}");

        var run = Run.of("import ripe-atlas-connections " + file);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .isEqualTo("dabyl: " + file + ": line 2, event 2/event: expected connect or disconnect, was none\n");
    }

    @Test
    void takesAFileCutOffInItsCompressionForWrongInput() throws IOException {
        var packed = gzip(LOG);
        var file = Files.write(folder.resolve("log.json.gz"), java.util.Arrays.copyOf(packed, packed.length - 12));

        var run = Run.of("import ripe-atlas-connections " + file);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("dabyl: " + file + ": cannot be read: ");
    }

    @Test
    void readsStandardInputAndCompressedFilesAlike() throws IOException {
        var file = Files.write(folder.resolve("log.json.gz"), gzip(LOG));

        var fromFile = Run.of("import ripe-atlas-connections " + file);
        var fromInput = Run.with("import ripe-atlas-connections -", LOG, Map.of());

        assertThat(fromFile.exitCode()).isZero();
        assertThat(fromFile.out()).isEqualTo(fromInput.out()).contains("\"probe\":\"atlas-7\"");
    }

    @Test
    void takesOptionsFromTheEnvironmentUnlessTheyAreGiven() {
        var environment = Map.of("DABYL_INTERVAL_S", "300", "DABYL_PROBES", "");

        var fromEnvironment = Run.with("import ripe-atlas-connections -", LOG, environment);
        var given = Run.with("import ripe-atlas-connections - --interval-s 30", LOG, environment);

        assertThat(fromEnvironment.out()).contains("\"interval_s\":300");
        assertThat(given.out()).contains("\"interval_s\":30,");
    }

    @Test
    void takesTheVersionOfAnImageForNoWishToSeeOurs() {
        var run =
                Run.with("import ripe-atlas-connections -", LOG, Map.of("DABYL_VERSION", "0.1.0", "DABYL_HELP", "yes"));

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("\"probe\":\"atlas-7\"");
    }

    @Test
    void takesTheAddressOfAProbesCollectorForNoTime() {
        var run = Run.with("record --data " + folder, "", Map.of("DABYL_TO", "https://dabyl.example.org"));

        assertThat(run.err()).contains("there is no log in " + folder);
    }

    @Test
    void takesTheTimesOfARecordingFromVariablesOfItsOwn() {
        var run = Run.with("record --data " + folder, "", Map.of("DABYL_RECORD_TO", "soon"));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--to");
    }

    @Test
    void failsWithCode1WhenTheResultCannotBeWritten() {
        var full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("no space left");
            }
        };

        var run = Run.into(full, "import ripe-atlas-connections -", LOG, Map.of());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).isEqualTo("dabyl: no space left\n");
    }

    private static byte[] gzip(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var packed = new GZIPOutputStream(bytes)) {
            packed.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }
}
