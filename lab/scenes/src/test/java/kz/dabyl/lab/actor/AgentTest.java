package kz.dabyl.lab.actor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentTest {

    private static final String SCRIPT =
            "test -e quiet || echo 'measuring every 5 s' >&2; echo begun >&2; exec sleep 600";

    @TempDir
    private Path folder;

    @Test
    void measuresOnlyOnceItHasSaidSoSinceItWasStartedLast() throws Exception {
        var log = folder.resolve("log");
        var command = new ProcessBuilder("sh", "-c", SCRIPT)
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        var agent = new Agent("one", log, command);
        await().atMost(Duration.ofMinutes(1)).until(agent::measuring);
        agent.kill();
        Files.createFile(folder.resolve("quiet"));

        agent.restart();
        await().atMost(Duration.ofMinutes(1))
                .until(() -> Files.readString(log).lines().count() == 3);
        var measuring = agent.measuring();
        agent.kill();

        assertThat(measuring).isFalse();
    }
}
