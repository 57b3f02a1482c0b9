package kz.dabyl.collector.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Runs the tests of what the browser probe decides and of what it asks of browsers, by Node's own test runner. Skips where there
 * is no Node.
 */
class ScriptsTest {

    private static final Path TESTS = Path.of("src/test/js");
    private static final long LIMIT_SECONDS = 120;

    @Test
    void passTheirOwnTests() throws IOException, InterruptedException {
        var node = node();
        assumeThat(node).as("node on the path, version 20 or newer").isPresent();

        var command = new ArrayList<>(List.of(node.orElseThrow().toString(), "--expose-internals", "--test"));
        try (var files = Files.list(TESTS)) {
            files.map(Path::toString).filter(file -> file.endsWith(".test.mjs")).forEach(command::add);
        }
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), UTF_8);

        assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        assertThat(said).containsPattern("pass [1-9][0-9]");
    }

    private static Optional<Path> node() throws IOException, InterruptedException {
        var found = Stream.of(System.getenv("PATH").split(":", -1))
                .map(folder -> Path.of(folder, "node"))
                .filter(Files::isExecutable)
                .findFirst();
        if (found.isEmpty()) {
            return found;
        }
        var process = new ProcessBuilder(found.get().toString(), "--version").start();
        var version = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
        process.waitFor();
        return found.filter(path -> Integer.parseInt(version.replaceFirst("v([0-9]+).*", "$1")) >= 20);
    }
}
