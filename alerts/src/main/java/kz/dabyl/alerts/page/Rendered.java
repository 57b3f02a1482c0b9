package kz.dabyl.alerts.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * A document as it is sent, packed once for all who read it.
 *
 * @param tag names the content, for {@code ETag}
 */
record Rendered(Buffer plain, Buffer gzip, String tag) {

    static Rendered of(String document) {
        var bytes = document.getBytes(UTF_8);
        return new Rendered(Buffer.buffer(bytes), Buffer.buffer(pack(bytes)), Assets.hash(bytes));
    }

    static Rendered of(byte[] content) {
        return new Rendered(Buffer.buffer(content), Buffer.buffer(pack(content)), Assets.hash(content));
    }

    private static byte[] pack(byte[] content) {
        var out = new ByteArrayOutputStream();
        try (var gzip = new BestGzip(out)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail", e);
        }
        return out.toByteArray();
    }

    /** Packed once and sent often: as small as it gets. */
    private static final class BestGzip extends GZIPOutputStream {

        BestGzip(ByteArrayOutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }
}
