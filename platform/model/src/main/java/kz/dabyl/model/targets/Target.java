package kz.dabyl.model.targets;

import java.util.regex.Pattern;
import kz.dabyl.model.InvalidInputException;
import kz.dabyl.model.ReportReader;

/**
 * Something that probes measure.
 *
 * @param name {@code class/name}, as reports call it
 * @param host name or address to connect to
 * @param path what is asked for where {@link Check#asksForAPage}
 * @param everySeconds how often it is measured, {@link #EACH_ROUND} in every report: an echo costs a hundred bytes, an
 *     agreement on TLS some thousands, and people pay for them
 * @param kbpsEverySeconds how often the answer's throughput is taken, {@link #NO_KBPS} never
 */
public record Target(
        String name, Check check, String host, int port, String path, int everySeconds, int kbpsEverySeconds) {

    public static final int EACH_ROUND = 0;
    public static final int NO_KBPS = 0;

    /** Downloads cost whoever pays for the line. */
    public static final int SHORTEST_KBPS_SECONDS = 600;

    private static final int LONGEST_SECONDS = 7 * 86_400;
    private static final int MAX_PORT = 65_535;

    /** Letters of names and of addresses; nothing that a shell, a header or a URL could take for something else. */
    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|[0-9A-Fa-f:.]{2,45}");

    private static final Pattern PATH = Pattern.compile("/[!-~&&[^\"<>\\\\^`{|}]]{0,255}");

    public Target {
        require(ReportReader.isTarget(name), "target", "expected class/name, was '" + name + "'");
        require(HOST.matcher(host).matches(), "host", "expected a host name or an address, was '" + host + "'");
        require(port >= 1 && port <= MAX_PORT, "port", "expected 1 to 65535, was " + port);
        require(PATH.matcher(path).matches(), "path", "expected a path such as /, was '" + path + "'");
        require(
                everySeconds >= EACH_ROUND && everySeconds <= LONGEST_SECONDS,
                "every_s",
                "expected 0 to 604800, was " + everySeconds);
        require(
                kbpsEverySeconds == NO_KBPS || (check.asksForAPage() && seldomEnough(kbpsEverySeconds)),
                "kbps_every_s",
                "expected 600 or more, of http or https only, was " + kbpsEverySeconds);
    }

    /** Checked in each round at its usual port and path, under its own name. */
    public static Target of(String name, Check check) {
        return new Target(name, check, hostOf(name), check.usualPort(), "/", EACH_ROUND, NO_KBPS);
    }

    /** The same, but not so often. */
    public Target every(int seconds) {
        return new Target(name, check, host, port, path, seconds, kbpsEverySeconds);
    }

    /** What stands behind the class. */
    static String hostOf(String name) {
        return name.substring(name.indexOf('/') + 1);
    }

    private static boolean seldomEnough(int seconds) {
        return seconds >= SHORTEST_KBPS_SECONDS && seconds <= LONGEST_SECONDS;
    }

    private static void require(boolean good, String field, String detail) {
        if (!good) {
            throw new InvalidInputException("/" + field, detail);
        }
    }
}
