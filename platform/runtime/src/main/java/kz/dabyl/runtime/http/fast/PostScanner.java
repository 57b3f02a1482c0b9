package kz.dabyl.runtime.http.fast;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds small POST requests in what comes over a connection. Strict: a head that could be read in more than one way, or that
 * asks for more than an answer on a connection that stays, is none, so that it is never two rules that tell
 * where a request ends. Keeps what it found until it looks again. Not thread-safe.
 */
final class PostScanner {

    /** A request with its head. */
    static final int LARGEST_BYTES = 64 * 1024;

    /** What is returned instead of a position. */
    private static final int NONE = -1;

    private static final int LENGTH_DIGITS = 5;

    /** What stands at the beginning of what has come. */
    enum Found {
        /** A small request. */
        WHOLE,
        /** The head of one, and some of its body. */
        BEGUN,
        /** Anything else. */
        OTHER
    }

    private static final boolean[] IN_NAME = inName();
    private static final byte[] KEEP_ALIVE = ascii("keep-alive");

    /** Who sends one of these wants more than an answer, or says in another way where the request ends. */
    private static final List<byte[]> BEYOND =
            List.of(ascii("transfer-encoding"), ascii("expect"), ascii("upgrade"), ascii("trailer"), ascii("te"));

    /** The first line of requests by their path. */
    private final Map<String, byte[]> lines = new HashMap<>();

    private final byte[] bytes = new byte[LARGEST_BYTES];
    private int end;

    private String path = "";
    private final Field host = new Field("host");
    private final Field connection = new Field("connection");
    private final Field contentLength = new Field("content-length");
    private final Field authorization = new Field("authorization");
    private final Field contentType = new Field("content-type");
    private final Field contentEncoding = new Field("content-encoding");
    private final List<Field> fields =
            List.of(authorization, contentType, contentLength, host, contentEncoding, connection);
    private int bodyFrom;
    private int bodyTo;

    /** A header field that says something to us, and where in the request its value stands. */
    private static final class Field {

        private final byte[] name;
        private int from;
        private int to;

        Field(String name) {
            this.name = ascii(name);
        }

        void forget() {
            from = NONE;
        }

        boolean given() {
            return from != NONE;
        }
    }

    /** @param paths those of requests that are looked for */
    PostScanner(Collection<String> paths) {
        paths.forEach(path -> lines.put(path, ascii("POST " + path + " HTTP/1.1\r\n")));
    }

    /** Looks at the beginning of what is to be read of {@code input}, which stays as it is. */
    Found look(ByteBuf input) {
        end = Math.min(input.readableBytes(), LARGEST_BYTES);
        input.getBytes(input.readerIndex(), bytes, 0, end);
        fields.forEach(Field::forget);
        var at = firstLine();
        while (at >= 0 && !endOfHead(at)) {
            at = field(at);
        }
        if (at < 0 || !body(at + 2)) {
            return Found.OTHER;
        }
        return bodyTo <= end ? Found.WHOLE : Found.BEGUN;
    }

    /** The path of the request that was found. */
    String path() {
        return path;
    }

    /** How many bytes the request takes that was found, whether they are all there or not. */
    int length() {
        return bodyTo;
    }

    /** The request that was found. */
    SmallPost post() {
        return new SmallPost(
                bytes, text(authorization), text(contentType), text(contentEncoding), bodyFrom, bodyTo - bodyFrom);
    }

    private Optional<SmallPost.Text> text(Field field) {
        return field.given() ? Optional.of(new SmallPost.Text(bytes, field.from, field.to)) : Optional.empty();
    }

    private int firstLine() {
        for (var line : lines.entrySet()) {
            var text = line.getValue();
            if (text.length <= end && Arrays.equals(text, 0, text.length, bytes, 0, text.length)) {
                path = line.getKey();
                return text.length;
            }
        }
        return NONE;
    }

    private boolean endOfHead(int at) {
        return at + 1 < end && bytes[at] == '\r' && bytes[at + 1] == '\n';
    }

    /** Reads a line of the head; where the next begins. */
    private int field(int nameFrom) {
        var nameTo = nameFrom;
        while (nameTo < end && bytes[nameTo] >= 0 && IN_NAME[bytes[nameTo]]) {
            nameTo++;
        }
        if (nameTo == nameFrom || nameTo == end || bytes[nameTo] != ':') {
            return NONE;
        }
        var from = nameTo + 1;
        var to = from;
        while (to < end && inValue(bytes[to])) {
            to++;
        }
        return endOfHead(to) && note(nameFrom, nameTo, from, to) ? to + 2 : NONE;
    }

    private static boolean inValue(byte one) {
        return (one >= ' ' && one != 0x7F) || one == '\t';
    }

    /** Keeps a field if it says something to us; false if the request is none for us. */
    private boolean note(int nameFrom, int nameTo, int valueFrom, int valueTo) {
        for (var field : fields) {
            if (is(field.name, nameFrom, nameTo)) {
                if (field.given()) {
                    return false;
                }
                var from = valueFrom;
                var to = valueTo;
                while (from < to && space(bytes[from])) {
                    from++;
                }
                while (from < to && space(bytes[to - 1])) {
                    to--;
                }
                field.from = from;
                field.to = to;
                return true;
            }
        }
        for (var name : BEYOND) {
            if (is(name, nameFrom, nameTo)) {
                return false;
            }
        }
        return true;
    }

    private static boolean space(byte one) {
        return one == ' ' || one == '\t';
    }

    private boolean is(byte[] lowerCase, int from, int to) {
        if (to - from != lowerCase.length) {
            return false;
        }
        for (var i = 0; i < lowerCase.length; i++) {
            // Of what may stand in a name nothing else becomes a letter or a hyphen.
            if ((bytes[from + i] | 0x20) != lowerCase[i]) {
                return false;
            }
        }
        return true;
    }

    /** Whether the head is one for us. */
    private boolean body(int from) {
        var length = number(contentLength);
        bodyFrom = from;
        bodyTo = from + length;
        return host.given()
                && host.from < host.to
                && (!connection.given() || is(KEEP_ALIVE, connection.from, connection.to))
                && length > 0
                && bodyTo <= LARGEST_BYTES;
    }

    private int number(Field field) {
        if (!field.given() || field.from == field.to || field.to - field.from > LENGTH_DIGITS) {
            return NONE;
        }
        var number = 0;
        for (var i = field.from; i < field.to; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return NONE;
            }
            number = 10 * number + bytes[i] - '0';
        }
        return number;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }

    /** RFC 9110, 5.6.2. */
    private static boolean[] inName() {
        var marks = new boolean[128];
        for (var one = '0'; one <= 'z'; one++) {
            marks[one] = Character.isLetterOrDigit(one);
        }
        for (var one : ascii("!#$%&'*+-.^_`|~")) {
            marks[one] = true;
        }
        return marks;
    }
}
