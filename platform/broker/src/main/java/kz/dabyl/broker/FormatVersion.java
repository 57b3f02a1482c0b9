package kz.dabyl.broker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * The version of the layout of a data directory, in {@code format.version}: a number on the first line. A version that
 * this code does not know may say on the second line which Dabyl reads it.
 */
final class FormatVersion {

    private static final int CURRENT = 1;
    private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,8}");

    private FormatVersion() {}

    /** Passes for a directory that this code can read, and marks a new one. */
    static void check(Path data) throws IOException {
        var file = data.resolve("format.version");
        var text = SmallFile.read(file);
        if (text.isEmpty()) {
            SmallFile.write(file, Integer.toString(CURRENT));
            return;
        }
        var lines = text.get().lines().map(String::strip).toList();
        if (lines.isEmpty() || !NUMBER.matcher(lines.get(0)).matches()) {
            throw new BrokerStartException(file + " should hold a version number, but holds '" + text.get()
                    + "': put it back from a backup, or write " + CURRENT + " into it");
        }
        var version = Integer.parseInt(lines.get(0));
        if (version > CURRENT) {
            var reader = lines.size() > 1 ? lines.get(1) : "a newer Dabyl, the one that wrote it or a later one";
            throw new BrokerStartException(data + " has format " + version + ", and this Dabyl reads format " + CURRENT
                    + " at most: it needs " + reader);
        }
    }
}
