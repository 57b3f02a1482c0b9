package kz.dabyl.lab;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabCommandTest {

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @ParameterizedTest
    @CsvSource({"13, 13", "'0,9', 0", "'1,-2,99', '-2, 99'"})
    void refusesASceneThatThereIsNot(String numbers, String others) {
        var code = run("--scenes", numbers);

        assertThat(code).isEqualTo(2);
        assertThat(said.toString(UTF_8))
                .hasLineCount(1)
                .startsWith("dabyl: --scenes: expected numbers of 1 to 12, were [" + others + "]");
        assertThat(folder.resolve("lab")).doesNotExist();
    }

    @Test
    void refusesWhatIsNoNumber() {
        assertThat(run("--scenes", "blackout")).isEqualTo(2);
        assertThat(said.toString(UTF_8)).hasLineCount(1).contains("--scenes");
    }

    private int run(String... arguments) {
        var all = new ArrayList<>(List.of(
                "--probe", "no-such.jar", "--folder", folder.resolve("lab").toString()));
        all.addAll(List.of(arguments));
        return Main.line(new PrintStream(said, true, UTF_8)).execute(all.toArray(String[]::new));
    }
}
