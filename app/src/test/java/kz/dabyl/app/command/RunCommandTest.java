package kz.dabyl.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunCommandTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--http-port 99999|--http-port",
                "--http-port eighty|--http-port",
                "--time moon|--time",
                "--roles collector,cook|--roles",
                "--config no-such-file|no-such-file",
                "--rallies no-such-file|no-such-file",
                "--tls-cert no-such-file|--tls-key",
                "--tls-key no-such-file|--tls-cert",
                "--tls-cert no-such-file --tls-key no-key|no-such-file does not exist",
                "--tls-cert pom.xml --tls-key pom.xml|pom.xml",
                "--collector-id c/1|--collector-id"
            })
    void answersAWrongCommandLineWithCode2AndOneLine(String flags, String named) {
        var run = Run.of("run --data " + folder.resolve("data") + " " + flags);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("dabyl: ").contains(named).hasLineCount(1);
        assertThat(run.out()).isEmpty();
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void failsWithCode1WhereItCannotKeepItsData() throws IOException {
        var file = Files.createFile(folder.resolve("file"));

        var run = Run.with("run --http-port 0 --http-host 127.0.0.1 --data " + file, "", Map.of());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).startsWith("dabyl: cannot use " + file).hasLineCount(1);
    }
}
