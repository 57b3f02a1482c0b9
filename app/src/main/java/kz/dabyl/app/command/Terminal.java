package kz.dabyl.app.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Map;

/**
 * What a command may touch of the process that runs it.
 *
 * @param out takes the result and nothing else; unbuffered, its failures are seen
 * @param err takes everything that is said to people
 */
public record Terminal(InputStream in, OutputStream out, PrintStream err, Map<String, String> environment) {

    public Terminal {
        environment = Map.copyOf(environment);
    }

    /** Writes a line of the result, at once. */
    void print(String line) throws IOException {
        out.write((line + "\n").getBytes(UTF_8));
        out.flush();
    }
}
