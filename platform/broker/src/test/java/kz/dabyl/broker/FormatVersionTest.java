package kz.dabyl.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FormatVersionTest {

    @TempDir
    private Path data = Path.of("");

    @Test
    void marksANewDirectoryAndTakesItAgain() throws Exception {
        FormatVersion.check(data);

        assertThat(data.resolve("format.version")).hasContent("1");
        assertThatCode(() -> FormatVersion.check(data)).doesNotThrowAnyException();
    }

    @Test
    void refusesANewerFormat() throws Exception {
        Files.writeString(data.resolve("format.version"), "2\n");

        assertThatThrownBy(() -> FormatVersion.check(data))
                .isInstanceOf(BrokerStartException.class)
                .hasMessage(data + " has format 2, and this Dabyl reads format 1 at most: "
                        + "it needs a newer Dabyl, the one that wrote it or a later one");
    }

    @Test
    void saysWhichDabylIsNeededWhenTheNewerFormatTells() throws Exception {
        Files.writeString(data.resolve("format.version"), "3\nDabyl 0.4.0 or later\n");

        assertThatThrownBy(() -> FormatVersion.check(data)).hasMessageEndingWith("it needs Dabyl 0.4.0 or later");
    }

    @Test
    void refusesWhatIsNotAVersion() throws Exception {
        Files.writeString(data.resolve("format.version"), "one");

        assertThatThrownBy(() -> FormatVersion.check(data))
                .isInstanceOf(BrokerStartException.class)
                .hasMessage(data.resolve("format.version") + " should hold a version number, but holds 'one': "
                        + "put it back from a backup, or write 1 into it");
    }
}
