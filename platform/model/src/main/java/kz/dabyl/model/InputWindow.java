package kz.dabyl.model;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The stretch of a stream that is in memory, with the line and column at which it begins. Behind it stands what
 * {@link Cursor} asks for. Reads no more than the stream has ready, so that lines are seen as they come. Not thread-safe.
 */
final class InputWindow {

    private static final int FIRST_BYTES = 64 * 1024;
    private static final int MOST_BYTES = 1024 * 1024;

    /** Jackson looks at so many bytes to tell UTF-8, UTF-16 and UTF-32 apart. */
    private static final int ENCODING_BYTES = 4;

    private final InputStream in;
    private byte[] bytes = new byte[FIRST_BYTES];
    private int from;
    private int to;
    private long line = 1;
    private long column;

    InputWindow(InputStream in) {
        this.in = in;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Where in {@link #bytes} the stretch begins. */
    int from() {
        return from;
    }

    /** Where in {@link #bytes} it ends: the index behind the last of it. */
    int to() {
        return to;
    }

    /** Line at which the stretch begins, from 1. */
    long line() {
        return line;
    }

    /** Leaves out what stands before {@code index}, a part of the present line. */
    void advanceTo(int index) {
        column += index - from;
        from = index;
    }

    /** Reads more behind the stretch. False at the end of the stream, or if the stretch is as long as it may be. */
    boolean fill() throws IOException {
        if (from > 0) {
            System.arraycopy(bytes, from, bytes, 0, to - from);
            to -= from;
            from = 0;
        }
        if (to == bytes.length - Cursor.SLACK) {
            if (bytes.length == MOST_BYTES) {
                return false;
            }
            bytes = Arrays.copyOf(bytes, 2 * bytes.length);
        }
        var read = in.read(bytes, to, bytes.length - Cursor.SLACK - to);
        to += Math.max(read, 0);
        bytes[to] = 0;
        return read >= 0;
    }

    /** Whether the stream begins with an object in what must be UTF-8 without a byte order mark. */
    boolean beginsPlainly() throws IOException {
        while (to - from < ENCODING_BYTES) {
            if (!fill()) {
                return false;
            }
        }
        return plain();
    }

    /** Whether an object begins here, and its first bytes do not look like another encoding. */
    boolean plain() {
        if (from == to || bytes[from] != '{') {
            return false;
        }
        for (var i = from; i < Math.min(to, from + ENCODING_BYTES); i++) {
            if (bytes[i] == 0) {
                return false;
            }
        }
        return true;
    }

    /** Goes past white space, as JSON knows it; false if nothing else is left. */
    boolean skipSpace() throws IOException {
        while (from < to || fill()) {
            var letter = bytes[from];
            if (letter == '\n' || (letter == '\r' && !lineFeedFollows())) {
                from++;
                line++;
                column = 0;
            } else if (letter == ' ' || letter == '\t' || letter == '\r') {
                advanceTo(from + 1);
            } else {
                return true;
            }
        }
        return false;
    }

    private boolean lineFeedFollows() throws IOException {
        return (from + 1 < to || fill()) && bytes[from + 1] == '\n';
    }

    /** Where in {@link #bytes} the present line ends, be it that its newline is not there yet. */
    int lineEnd() {
        var end = from;
        while (end < to && bytes[end] != '\n') {
            end++;
        }
        return end;
    }

    /** Whether the present line's newline is there. */
    boolean hasWholeLine() {
        return lineEnd() < to;
    }

    /**
     * All from here on, behind as many empty lines and spaces as there were lines and columns, so that who reads it names
     * places rightly.
     */
    InputStream rest() {
        var stretch = new ByteArrayInputStream(bytes, from, to - from);
        if (line == 1 && column == 0) {
            return new SequenceInputStream(stretch, in);
        }
        // A few spaces on a line that is over, lest what follows them looks like another encoding.
        var before = line == 1 ? InputStream.nullInputStream() : new Blank(' ', ENCODING_BYTES);
        return new SequenceInputStream(Collections.enumeration(
                List.of(before, new Blank('\n', line - 1), new Blank(' ', column), stretch, in)));
    }

    /** One character many times. */
    private static final class Blank extends InputStream {

        private final byte letter;
        private long left;

        Blank(char letter, long count) {
            this.letter = (byte) letter;
            this.left = count;
        }

        @Override
        public int read() {
            return left-- > 0 ? letter : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            var count = (int) Math.min(length, left);
            Arrays.fill(target, offset, offset + count, letter);
            left -= count;
            return count;
        }
    }
}
