package kz.dabyl.collector.admission;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A body as it came, piece by piece: put together once, when all of it is there. Takes little more memory than its length,
 * however small the pieces are. Not thread-safe.
 */
public final class Chunks {

    /** Smaller pieces are gathered: to keep one takes some hundred bytes whatever it holds. */
    private static final int SMALL_BYTES = 8 * 1024;

    private static final int GATHERED_BYTES = 64 * 1024;

    private List<Buffer> chunks = new ArrayList<>(2);
    private @Nullable Buffer gathering;
    private int length;

    void add(Buffer chunk) {
        length += chunk.length();
        if (chunks.isEmpty() || chunk.length() >= SMALL_BYTES) {
            chunks.add(chunk);
            gathering = null;
        } else {
            gather(chunk);
        }
    }

    private void gather(Buffer chunk) {
        var into = gathering;
        if (into == null || into.length() >= GATHERED_BYTES) {
            into = Buffer.buffer(chunk.length());
            chunks.add(into);
            gathering = into;
        }
        into.appendBuffer(chunk);
    }

    public int length() {
        return length;
    }

    /** Forgets what has come. */
    public void drop() {
        chunks = new ArrayList<>(0);
        gathering = null;
        length = 0;
    }

    /** In how many pieces it is kept. */
    int pieces() {
        return chunks.size();
    }

    /** Writes all of it to the beginning of {@code target}. */
    public void copyTo(byte[] target) {
        var at = 0;
        for (var chunk : chunks) {
            chunk.getBytes(0, chunk.length(), target, at);
            at += chunk.length();
        }
    }

    public byte[] bytes() {
        var bytes = new byte[length];
        copyTo(bytes);
        return bytes;
    }

    Buffer buffer() {
        return chunks.size() == 1 ? chunks.get(0) : Buffer.buffer(bytes());
    }
}
