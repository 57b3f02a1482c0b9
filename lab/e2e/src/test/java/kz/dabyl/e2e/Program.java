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
import java.util.function.Predicate;
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

    /** Whatever was built, this module's own classes among it: they stand last, behind those that the archive knows. */
    public static List<String> built() {
        return fromArchive(entries(entry -> !entry.startsWith(OWN))
                + File.pathSeparator
                + entries(entry -> entry.startsWith(OWN)));
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

    /** The program's classes alone: jars only, in the order that the archive was made of. */
    public static List<String> archived() {
        return fromArchive(entries(entry -> !entry.startsWith(OWN)));
    }

    private static String entries(Predicate<String> wanted) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(wanted)
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Where there is no archive, the JVM goes without. */
    private static List<String> fromArchive(String path) {
        return List.of(
                "-XX:SharedArchiveFile=" + System.getProperty("dabyl.classes", "none"),
                "-Xlog:cds*=off,class+path=off",
                "-cp",
                path);
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
