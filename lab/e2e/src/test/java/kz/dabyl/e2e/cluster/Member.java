package kz.dabyl.e2e.cluster;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** One process of a cluster, which is started again at the place and the address that it had. Not thread-safe. */
class Member implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofMinutes(3);

    private final String name;
    private final List<String> command;
    private final Map<String, String> environment;
    private final Path log;
    private @Nullable Process process;

    /** @param log gets what it says */
    Member(String name, List<String> command, Map<String, String> environment, Path log) {
        this.name = name;
        this.command = List.copyOf(command);
        this.environment = Map.copyOf(environment);
        this.log = log;
    }

    /** A small JVM on the classes of this build. */
    static List<String> java(List<String> enter, List<String> classes, String main, List<String> arguments) {
        var command = new ArrayList<>(enter);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx320m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(classes);
        command.add(main);
        command.addAll(arguments);
        return command;
    }

    void begin() throws IOException {
        var builder = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        process = builder.start();
    }

    void awaitUntil(Callable<Boolean> ready) {
        await(name + " is ready, see " + log)
                .atMost(START_LIMIT)
                .ignoreExceptions()
                .until(() -> {
                    if (!running().isAlive()) {
                        throw new AssertionError(name + " has ended, see " + log);
                    }
                    return ready.call();
                });
    }

    /** What {@code kill -9} does. */
    void kill() throws InterruptedException {
        running().destroyForcibly().waitFor();
    }

    boolean alive() {
        return process != null && process.isAlive();
    }

    private Process running() {
        return Objects.requireNonNull(process, "not started");
    }

    @Override
    public String toString() {
        return name;
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
        }
    }
}
