package kz.dabyl.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file system of its own for the log, which fills up. Needs root, which may mount one. */
class DiskFullTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int ENOUGH = 2_000;

    private Path disk;

    @BeforeEach
    void mount(@TempDir Path folder) throws Exception {
        disk = Files.createDirectory(folder.resolve("disk"));
        assumeThat(done("mount", "-t", "tmpfs", "-o", "size=96m", "tmpfs", disk.toString()))
                .as("a small file system could not be mounted: that needs root")
                .isTrue();
    }

    @AfterEach
    void unmount() throws Exception {
        done("umount", disk.toString());
    }

    private static boolean done(String... command) throws InterruptedException {
        try {
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void refusesReportsAndSaysWhyAndHasAllThatItAcknowledgedAfterARestartWithRoom() throws Exception {
        var data = disk.resolve("data");
        var ballast = disk.resolve("ballast");
        Set<String> acknowledged;
        Tally found;
        try (var full = Service.start(data);
                var load = Load.on(full)) {
            load.awaitMore(ENOUGH);
            fill(ballast);
            await().atMost(PATIENCE).until(() -> load.refused() > 0);
            await().atMost(PATIENCE).untilAsserted(() -> {
                var ready = full.get("/health/ready");
                assertThat(ready.statusCode()).isEqualTo(503);
                assertThat(ready.body()).contains("No space left on device");
            });
            assertThat(full.get("/health/live").statusCode()).isEqualTo(200);
            Files.delete(ballast);
            if (!full.terminate()) {
                full.kill();
            }
            try (var again = Service.start(data)) {
                load.goOnWith(again);
                load.awaitMore(ENOUGH);
                acknowledged = load.end();
                again.assertBounded();
                found = Tally.of(Program.run("record", "--data", data.toString(), "--raw"));
            }
        }

        found.assertHolds(acknowledged);
    }

    /** Writes until nothing more fits. */
    private static void fill(Path ballast) throws IOException {
        var block = new byte[64 * 1024];
        try (var out = Files.newOutputStream(ballast)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("No space left");
        }
    }
}
