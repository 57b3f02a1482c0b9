package kz.dabyl.collector.reports;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.LongPredicate;
import kz.dabyl.collector.http.Refusal;
import kz.dabyl.model.GzipStream;

/** Decompresses bodies, never further than a limit. */
final class Gunzip {

    private static final int LEAST_BYTES = 1024;

    private final GzipStream in;
    private final int limit;
    private final LongPredicate room;
    private byte[] plain;

    private Gunzip(GzipStream in, int limit, int guess, LongPredicate room) throws Refusal {
        this.in = in;
        this.limit = limit;
        this.room = room;
        plain = new byte[claimed(Math.min(limit + 1L, guess))];
    }

    /**
     * The plain bytes, or empty if there are more than {@code limit}.
     *
     * @param room asked before so many bytes more are held; false ends it
     * @throws IOException if these are no whole gzip members
     * @throws Refusal if there was no room
     */
    static Optional<byte[]> inflate(byte[] compressed, int limit, LongPredicate room) throws IOException, Refusal {
        var guess = (int) Math.min(limit + 1L, Math.max(LEAST_BYTES, 4L * compressed.length));
        try (var in = new GzipStream(compressed)) {
            return new Gunzip(in, limit, guess, room).inflate();
        }
    }

    private Optional<byte[]> inflate() throws IOException, Refusal {
        var size = 0;
        for (var more = 0; more >= 0; more = in.read(plain, size, plain.length - size)) {
            size += more;
            if (size > limit) {
                return Optional.empty();
            }
            if (size == plain.length) {
                var larger = Math.min(limit + 1L, 2L * size);
                claimed(larger - size);
                plain = Arrays.copyOf(plain, (int) larger);
            }
        }
        return Optional.of(size == plain.length ? plain : Arrays.copyOf(plain, size));
    }

    private int claimed(long bytes) throws Refusal {
        if (!room.test(bytes)) {
            throw Refusal.unavailable("too much is being taken in at this moment, send the request again");
        }
        return (int) bytes;
    }
}
