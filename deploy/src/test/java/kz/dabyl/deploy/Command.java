package kz.dabyl.deploy;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A program of others, run to its end. */
final class Command {

    /** How it ended, and what it said on both outputs. */
    record Result(int exit, String output) {}

    private Command() {}

    /** Skips the test where there is no program of that name. */
    static Result run(Path folder, String program, String... arguments) throws IOException, InterruptedException {
        var found = Stream.of(System.getenv("PATH").split(":", -1))
                .map(place -> Path.of(place, program))
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(found.isPresent(), "skipped: there is no " + program + " on the path");
        var line = new ArrayList<>(List.of(found.orElseThrow().toString()));
        line.addAll(List.of(arguments));
        var output = Files.createTempFile("command", ".txt");
        try {
            var process = new ProcessBuilder(line)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            return new Result(process.waitFor(), Files.readString(output));
        } finally {
            Files.delete(output);
        }
    }
}
