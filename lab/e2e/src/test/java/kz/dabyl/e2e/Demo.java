package kz.dabyl.e2e;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code dabyl demo} as a process, at its visible speed. */
final class Demo implements AutoCloseable {

    private static final String READY = "ready ";

    private final Process process;
    private final URI base;

    private Demo(Process process, URI base) {
        this.process = process;
        this.base = base;
    }

    /** Starts it and waits until it says where it is. */
    static Demo start(Path folder, String... flags) throws IOException {
        var out = folder.resolve("demo.out");
        var arguments = new ArrayList<>(List.of("demo", "--http-host", "127.0.0.1", "--http-port", "0"));
        arguments.addAll(List.of(flags));
        var builder = Program.command(arguments.toArray(String[]::new))
                .redirectOutput(out.toFile())
                .redirectError(folder.resolve("demo.log").toFile());
        builder.environment().put("DABYL_RELAY_TOKEN", Service.RELAY);
        var process = builder.start();
        var line = await().atMost(Duration.ofSeconds(90))
                .until(
                        () -> Files.readAllLines(out).stream().findFirst().orElse(""),
                        first -> first.startsWith(READY) || !process.isAlive());
        if (!line.startsWith(READY)) {
            throw new IllegalStateException("did not start: " + Files.readString(folder.resolve("demo.log")));
        }
        return new Demo(process, URI.create(line.substring(READY.length())));
    }

    URI base() {
        return base;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
