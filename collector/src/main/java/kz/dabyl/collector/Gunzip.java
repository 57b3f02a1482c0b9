package kz.dabyl.collector;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** Decompresses bodies, never further than a limit. */
final class Gunzip {

    private Gunzip() {}

    /**
     * The plain bytes, or empty if there are more than {@code limit}.
     *
     * @throws IOException if these are no whole gzip members
     */
    static Optional<byte[]> inflate(byte[] compressed, int limit) throws IOException {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            var plain = in.readNBytes(limit + 1);
            return plain.length > limit ? Optional.empty() : Optional.of(plain);
        }
    }
}
