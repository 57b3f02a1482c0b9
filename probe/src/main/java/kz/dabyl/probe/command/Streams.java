package kz.dabyl.probe.command;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Map;

/**
 * What the commands may touch of the process that runs them.
 *
 * @param in whoever hosts the probe, where {@code person}
 * @param out takes results and nothing else
 * @param err takes what is said to people
 * @param person whether somebody sits there to be asked
 */
public record Streams(
        InputStream in, OutputStream out, PrintStream err, Map<String, String> environment, boolean person) {

    public Streams {
        environment = Map.copyOf(environment);
    }

    void say(String text) {
        err.println("dabyl-probe: " + text);
    }
}
