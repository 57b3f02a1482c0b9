package kz.dabyl.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The command line of Dabyl as a process of its own, on the classes that were just built. */
public final class Program {

    private static final long LIMIT_SECONDS = 120;

    /** What this module is made of; the program does without. */
    private static final String OWN = Path.of("target").toAbsolutePath() + File.separator;

    private Program() {}

    /** What a command left behind. */
    public record Result(int exit, String out, String err) {

        public List<String> lines() {
            return out.lines().toList();
        }
    }

    public static ProcessBuilder command(String... arguments) {
        return java(archived(), "kz.dabyl.app.Main", arguments);
    }

    /** Any program of the classes that were built. */
    public static ProcessBuilder java(String main, String... arguments) {
        return java(built(), main, arguments);
    }

    /** Whatever was built, this module's own classes among it. */
    public static List<String> built() {
        return List.of("-cp", System.getProperty("java.class.path"));
    }

    private static ProcessBuilder java(List<String> classes, String main, String... arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // Most of these processes live for seconds: the second compiler would cost them more than it saves.
        command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(classes);
        command.add(main);
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }

    /**
     * The program's classes, for a JVM that takes them from the archive: jars only, in the order that it was made of. Where
     * there is none, the JVM goes without.
     */
    public static List<String> archived() {
        var jars = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !entry.startsWith(OWN))
                .collect(Collectors.joining(File.pathSeparator));
        return List.of(
                "-XX:SharedArchiveFile=" + System.getProperty("dabyl.classes", "none"),
                "-Xlog:cds*=off,class+path=off",
                "-cp",
                jars);
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
