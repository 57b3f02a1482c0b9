package kz.dabyl.app.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Map;

/** One run of a command line inside the test, and what came of it. */
record Run(int exitCode, String out, String err) {

    static Run of(String line) {
        return with(line, "", Map.of());
    }

    static Run with(String line, String input, Map<String, String> environment) {
        var out = new ByteArrayOutputStream();
        var run = into(out, line, input, environment);
        return new Run(run.exitCode, out.toString(UTF_8), run.err);
    }

    static Run into(OutputStream out, String line, String input, Map<String, String> environment) {
        var err = new ByteArrayOutputStream();
        var terminal = new Terminal(
                new ByteArrayInputStream(input.getBytes(UTF_8)), out, new PrintStream(err, true, UTF_8), environment);
        var exitCode = CommandLines.of(terminal).execute(line.isEmpty() ? new String[0] : line.split(" ", -1));
        return new Run(exitCode, "", err.toString(UTF_8));
    }
}
