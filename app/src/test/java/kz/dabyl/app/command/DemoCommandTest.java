package kz.dabyl.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {

    @TempDir
    private Path folder;

    @Test
    void tellsWhatASubscriberHearsOfTheAfternoon() {
        var run = Run.of("demo --speed max --http-port 0 --http-host 127.0.0.1 --data " + folder.resolve("data"));

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .startsWith("ready http://127.0.0.1:")
                .containsPattern("\n13:0[0-9]:[0-9]{2}  webhook  incident.opened: \\S.*Almaty")
                .containsPattern("\n13:[0-9]{2}:[0-9]{2}  webhook  incident.closed: \\S")
                .containsPattern("\n[0-9]+ reports were taken; [0-9]+ webhook messages came, all rightly signed");
        assertThat(Files.exists(folder.resolve("data/operator-token"))).isTrue();
    }

    @Test
    void refusesASpeedThatIsNone() {
        var run = Run.of("demo --speed fast");

        assertThat(run).isEqualTo(new Run(2, "", "dabyl: --speed: expected a factor such as 60 or max, was fast\n"));
    }
}
