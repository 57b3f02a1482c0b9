package kz.dabyl.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class SpeedCommandTest {

    @Test
    void saysOfEveryStepWhatAReportCosts() {
        var out = new ByteArrayOutputStream();

        var code = new CommandLine(new SpeedCommand(new PrintStream(out, true, UTF_8)))
                .execute("--scenario", "demo", "--rounds", "1");

        assertThat(code).isZero();
        assertThat(out.toString(UTF_8))
                .containsPattern("\\| first fold \\| \\d+\\.\\d\\d \\| \\d+\\.\\d\\d \\| [\\d,]+ \\| [\\d,]+ \\|")
                .contains("| second fold |", "| both folds, log in memory |", "| from the gzipped recording on |");
    }
}
