package kz.dabyl.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The command line of Dabyl as a process of its own, on the classes that were just built. */
public final class Program {

    private static final long LIMIT_SECONDS = 120;

    private Program() {}

    /** What a command left behind. */
    public record Result(int exit, String out, String err) {

        public List<String> lines() {
            return out.lines().toList();
        }
    }

    public static ProcessBuilder command(String... arguments) {
        return java("kz.dabyl.app.Main", arguments);
    }

    /** Any program of the classes that were built. */
    public static ProcessBuilder java(String main, String... arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // Most of these processes live for seconds: the second compiler would cost them more than it saves.
        command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(main);
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }

    /** Runs a command to its end. */
    public static Result run(String... arguments) throws IOException, InterruptedException {
        var process = command(arguments).start();
        process.getOutputStream().close();
        var out = text(process.getInputStream());
        var err = text(process.getErrorStream());
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("no end after " + LIMIT_SECONDS + " s: " + String.join(" ", arguments));
        }
        return new Result(process.exitValue(), out.join(), err.join());
    }

    private static CompletableFuture<String> text(InputStream stream) {
        return CompletableFuture.supplyAsync(() -> {
            try (stream) {
                return new String(stream.readAllBytes(), UTF_8);
            } catch (IOException e) {
                throw new IllegalStateException("the program's output cannot be read", e);
            }
        });
    }
}
