package kz.dabyl.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogDirectoryTest {

    @TempDir
    private Path logs = Path.of("");

    @Test
    void hasNoIdentityBeforeItIsFormatted() throws Exception {
        assertThat(LogDirectory.clusterId(logs)).isEmpty();
    }

    @Test
    void keepsItsIdentityWhenItIsFormattedAlready() throws Exception {
        LogDirectory.formatIfNew(logs);
        var identity = LogDirectory.clusterId(logs);

        LogDirectory.formatIfNew(logs);

        assertThat(identity).isPresent().isEqualTo(LogDirectory.clusterId(logs));
    }

    @Test
    void finishesAFormattingThatWasCutShort() throws Exception {
        LogDirectory.formatIfNew(logs);
        Files.delete(logs.resolve("meta.properties"));

        LogDirectory.formatIfNew(logs);

        assertThat(LogDirectory.clusterId(logs)).isPresent();
    }

    @Test
    void isNotFormattedOverLogsThatLostTheirIdentity() throws Exception {
        Files.createDirectory(logs.resolve("reports-0"));

        assertThatThrownBy(() -> LogDirectory.formatIfNew(logs))
                .isInstanceOf(BrokerStartException.class)
                .hasMessage(logs + " holds logs, but its meta.properties is gone: "
                        + "put it back from a backup, or move the directory away to start anew");
    }

    @Test
    void saysWhatIsWrongWithIt() throws Exception {
        var file = Files.createFile(logs.resolve("file"));

        assertThat(LogDirectory.problem(logs.resolve("none"))).isEqualTo("it is gone");
        assertThat(LogDirectory.problem(file)).isEqualTo("it is not a directory any more");
        assertThat(LogDirectory.problem(logs)).isEqualTo("a read or write failed, the log says which");
        assertThat(logs).isDirectoryNotContaining("glob:**probe*");
    }
}
