package kz.dabyl.collector;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.zip.GZIPInputStream;

/** Decompresses bodies, never further than a limit. */
final class Gunzip {

    private static final int LEAST_BYTES = 1024;

    private Gunzip() {}

    /**
     * The plain bytes, or empty if there are more than {@code limit}.
     *
     * @param room asked before so many bytes more are held; false ends it
     * @throws IOException if these are no whole gzip members
     * @throws Refusal if there was no room
     */
    static Optional<byte[]> inflate(byte[] compressed, int limit, LongPredicate room) throws IOException, Refusal {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            var plain = new byte[claimed(Math.min(limit + 1, Math.max(LEAST_BYTES, 4 * compressed.length)), room)];
            var size = 0;
            for (var read = in.read(plain, 0, plain.length);
                    read >= 0;
                    read = in.read(plain, size, plain.length - size)) {
                size += read;
                if (size > limit) {
                    return Optional.empty();
                }
                if (size == plain.length) {
                    var larger = Math.min(limit + 1, 2 * size);
                    claimed(larger - size, room);
                    plain = Arrays.copyOf(plain, larger);
                }
            }
            return Optional.of(size == plain.length ? plain : Arrays.copyOf(plain, size));
        }
    }

    private static int claimed(int bytes, LongPredicate room) throws Refusal {
        if (!room.test(bytes)) {
            throw Refusal.unavailable("too much is being taken in at this moment, send the request again");
        }
        return bytes;
    }
}
