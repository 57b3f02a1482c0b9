package kz.dabyl.lab.net;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs short commands of the system to their end. Stateless. */
public final class Shell {

    private static final long LIMIT_SECONDS = 60;

    private Shell() {}

    /**
     * What {@code command} prints, both of its outputs as one.
     *
     * @param input what it reads
     * @throws IOException if it fails; the message says what it said
     */
    public static String run(String input, List<String> command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var out = process.getOutputStream()) {
            out.write(input.getBytes(UTF_8));
        }
        var said = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("no end after " + LIMIT_SECONDS + " s: " + String.join(" ", command));
        }
        if (process.exitValue() != 0) {
            throw new IOException(String.join(" ", command) + " failed: " + said.strip() + "\n" + input);
        }
        return said;
    }

    /** The same without input. */
    public static String run(String... command) throws IOException, InterruptedException {
        return run("", List.of(command));
    }

    /** Where a program stands on the path. */
    static Optional<Path> find(String program) {
        var path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.concat(Stream.of(path.split(":", -1)), Stream.of("/usr/sbin", "/sbin"))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
