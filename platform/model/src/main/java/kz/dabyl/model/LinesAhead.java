package kz.dabyl.model;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * Which probes the next lines are of, so that what is known of all of them can be fetched together, see
 * {@link ReportScanner#fetch}. Where a line ends and where its probe stands is guessed from a line before, and may be wrong:
 * nothing that is read depends on it. Not thread-safe.
 */
final class LinesAhead {

    /** So many lines are looked for at once. */
    static final int LINES = 16;

    /** What stands before the name of a probe, eight bytes. */
    private static final long PROBE = Words.at("\"probe\":".getBytes(US_ASCII), 0);

    private final Cursor cursor = new Cursor();
    private final int[] hashes = new int[LINES];
    private int count;

    /** What most of a line takes: where it ends is looked for behind that. */
    private int mostOfLine;

    private int probeAt = Long.BYTES;

    /** A line has so many bytes, and the name of its probe so many before it, quote included. */
    void learn(int bytes, int before) {
        mostOfLine = bytes - bytes / 8;
        probeAt = before - 1;
    }

    /** Looks through the lines from {@code from} to before {@code to}; gives how many there are at least. */
    int look(byte[] input, int from, int to) {
        count = 0;
        var lines = 0;
        for (var at = from; lines < LINES && at + probeAt < to; at = nextLine(input, at, to)) {
            if (Words.at(input, at + probeAt - Long.BYTES) == PROBE) {
                cursor.start(input, at + probeAt);
                hashes[count++] = Dictionary.hash(cursor.text());
            }
            lines++;
        }
        return lines;
    }

    private int nextLine(byte[] input, int line, int to) {
        for (var at = line + mostOfLine; at < to; at += Long.BYTES) {
            var before = Words.beforeLineFeed(Words.at(input, at));
            if (before < Long.BYTES) {
                return at + before + 1;
            }
        }
        return to;
    }

    /** How many probes were found. */
    int count() {
        return count;
    }

    /** Hash of a name that was found, as {@link Dictionary} goes by. */
    int hash(int index) {
        return hashes[index];
    }
}
