package kz.dabyl.collector;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/** A body as it came, piece by piece: put together once, when all of it is there. Not thread-safe. */
final class Chunks {

    private List<Buffer> chunks = new ArrayList<>(2);
    private int length;

    void add(Buffer chunk) {
        chunks.add(chunk);
        length += chunk.length();
    }

    int length() {
        return length;
    }

    /** Forgets what has come. */
    void drop() {
        chunks = new ArrayList<>(0);
        length = 0;
    }

    /** Writes all of it to the beginning of {@code target}. */
    void copyTo(byte[] target) {
        var at = 0;
        for (var chunk : chunks) {
            chunk.getBytes(0, chunk.length(), target, at);
            at += chunk.length();
        }
    }

    byte[] bytes() {
        var bytes = new byte[length];
        copyTo(bytes);
        return bytes;
    }

    Buffer buffer() {
        return chunks.size() == 1 ? chunks.get(0) : Buffer.buffer(bytes());
    }
}
