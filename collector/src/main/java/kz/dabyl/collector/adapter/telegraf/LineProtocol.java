package kz.dabyl.collector.adapter.telegraf;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import kz.dabyl.model.Quoted;

/**
 * Reads InfluxDB's line protocol, a line at a time:
 * {@code measurement[,tag=value…] field=value[,field=value…] [timestamp]}.
 *
 * <p>A backslash before comma, equals sign or blank makes it an ordinary letter; texts stand in quotes and may run over
 * several lines. What is wrong with one line leaves the next untouched, unless quotes are left open again and again: then
 * lines that they swallowed are lost, for the time that a text takes must not grow with its square. Not thread-safe.
 */
final class LineProtocol {

    static final int MAX_PARTS = 256;

    /** How many times its own length of a text is read again at most. */
    static final int MAX_READ_AGAIN = 8;

    private static final int END = -1;

    private final String text;
    private int position;
    private int line = 1;
    private int begun;
    private long again;

    LineProtocol(String text) {
        this.text = text;
    }

    /** Whether another line follows; passes over empty lines and comments. */
    boolean hasNext() {
        while (position < text.length()) {
            var letter = peek();
            if (letter == '\n') {
                line++;
                position++;
            } else if (letter == '#') {
                skipLine();
            } else if (letter == ' ' || letter == '\r' || letter == '\t') {
                position++;
            } else {
                return true;
            }
        }
        return false;
    }

    /** Where the line of the last {@link #next} began, from 1. */
    int line() {
        return begun;
    }

    /**
     * The next line.
     *
     * @throws SyntaxException if it is none; the one after it can be read all the same
     */
    Point next() throws SyntaxException {
        begun = line;
        var from = position;
        try {
            var measurement = name(",", " ");
            var tags = new HashMap<String, String>();
            while (taken(',')) {
                var key = key();
                bounded(tags).put(key, name(",", " "));
            }
            blanks();
            var fields = new HashMap<String, Object>();
            do {
                var key = key();
                bounded(fields).put(key, value());
            } while (taken(','));
            blanks();
            var point = new Point(measurement, tags, fields, timestamp());
            if (peek() != END) {
                skipLine();
            }
            return point;
        } catch (SyntaxException e) {
            again += position - from;
            if (again <= (long) MAX_READ_AGAIN * text.length()) {
                // A quote that was never closed may have swallowed lines that are good.
                position = from;
                line = begun;
            }
            skipLine();
            throw e;
        }
    }

    private static <T> Map<String, T> bounded(Map<String, T> parts) throws SyntaxException {
        if (parts.size() == MAX_PARTS) {
            throw new SyntaxException("expected at most " + MAX_PARTS + " tags and as many fields");
        }
        return parts;
    }

    private int peek() {
        return position < text.length() ? text.charAt(position) : END;
    }

    private boolean taken(char expected) {
        if (peek() != expected) {
            return false;
        }
        position++;
        return true;
    }

    private void blanks() {
        while (peek() == ' ') {
            position++;
        }
    }

    private void skipLine() {
        var end = text.indexOf('\n', position);
        position = end < 0 ? text.length() : end + 1;
        line++;
    }

    private String key() throws SyntaxException {
        var key = name("=", "");
        if (!taken('=')) {
            throw new SyntaxException("expected '=' after " + Quoted.of(key));
        }
        return key;
    }

    /** Letters up to one of {@code ends}, a blank among {@code blanks} or the end of the line; never empty. */
    private String name(String ends, String blanks) throws SyntaxException {
        var name = new StringBuilder();
        while (true) {
            var letter = peek();
            if (letter == END || letter == '\n' || letter == '\r' || ends.indexOf(letter) >= 0) {
                break;
            }
            if (letter == ' ') {
                if (blanks.isEmpty()) {
                    throw new SyntaxException("expected '=' before a blank");
                }
                break;
            }
            if (letter == '\\' && escaped()) {
                position++;
                letter = peek();
            }
            name.append((char) letter);
            position++;
        }
        if (name.isEmpty()) {
            throw new SyntaxException("expected a name");
        }
        return name.toString();
    }

    private boolean escaped() {
        var next = position + 1 < text.length() ? text.charAt(position + 1) : '\n';
        return next == ',' || next == '=' || next == ' ';
    }

    private Object value() throws SyntaxException {
        if (taken('"')) {
            return quoted();
        }
        var from = position;
        while (peek() != END && ",\n\r ".indexOf(peek()) < 0) {
            position++;
        }
        return Point.value(text.substring(from, position));
    }

    private String quoted() throws SyntaxException {
        var value = new StringBuilder();
        while (true) {
            var letter = peek();
            if (letter == END) {
                throw new SyntaxException("expected the end of a text in quotes");
            }
            position++;
            if (letter == '"') {
                return value.toString();
            }
            if (letter == '\\' && (peek() == '"' || peek() == '\\')) {
                letter = peek();
                position++;
            }
            if (letter == '\n') {
                line++;
            }
            value.append((char) letter);
        }
    }

    private OptionalLong timestamp() throws SyntaxException {
        var from = position;
        while (peek() != END && peek() != '\n') {
            position++;
        }
        var time = text.substring(from, position).strip();
        if (time.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(time));
        } catch (NumberFormatException e) {
            throw new SyntaxException("expected a time as an integer, was " + Quoted.of(time));
        }
    }
}
