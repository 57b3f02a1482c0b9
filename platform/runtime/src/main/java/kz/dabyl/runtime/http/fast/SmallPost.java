package kz.dabyl.runtime.http.fast;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.Optional;

/**
 * A POST request that came whole: what a {@link SmallPosts} may ask of it. It shows bytes that the next request overwrites,
 * so it is good for as long as the call that it is given to.
 */
public final class SmallPost {

    private final byte[] bytes;
    private final Optional<Text> authorization;
    private final Optional<Text> contentType;
    private final Optional<Text> contentEncoding;
    private final int bodyFrom;
    private final int bodyBytes;

    /** The value of a header field, without white space around it. */
    public static final class Text {

        private final byte[] bytes;
        private final int from;
        private final int to;

        Text(byte[] bytes, int from, int to) {
            this.bytes = bytes;
            this.from = from;
            this.to = to;
        }

        /** A copy, to be kept. */
        public byte[] copy() {
            return Arrays.copyOfRange(bytes, from, to);
        }

        /** Whether these are the bytes; takes as long for those that are nearly so as for any others of that length. */
        public boolean is(byte[] others) {
            var difference = others.length ^ (to - from);
            for (var i = 0; i < others.length && i < to - from; i++) {
                difference |= others[i] ^ bytes[from + i];
            }
            return difference == 0;
        }

        @Override
        public String toString() {
            return new String(bytes, from, to - from, ISO_8859_1);
        }
    }

    SmallPost(
            byte[] bytes,
            Optional<Text> authorization,
            Optional<Text> contentType,
            Optional<Text> contentEncoding,
            int bodyFrom,
            int bodyBytes) {
        this.bytes = bytes;
        this.authorization = authorization;
        this.contentType = contentType;
        this.contentEncoding = contentEncoding;
        this.bodyFrom = bodyFrom;
        this.bodyBytes = bodyBytes;
    }

    public Optional<Text> authorization() {
        return authorization;
    }

    public Optional<Text> contentType() {
        return contentType;
    }

    public Optional<Text> contentEncoding() {
        return contentEncoding;
    }

    public int bodyBytes() {
        return bodyBytes;
    }

    /** Writes the body to the beginning of {@code target}. */
    public void copyBody(byte[] target) {
        System.arraycopy(bytes, bodyFrom, target, 0, bodyBytes);
    }
}
