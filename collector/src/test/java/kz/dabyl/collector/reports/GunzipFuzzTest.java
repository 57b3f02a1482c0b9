package kz.dabyl.collector.reports;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import kz.dabyl.model.GzipStream;

/** {@code JAZZER_FUZZ=1 mvn test -Dtest=GunzipFuzzTest} explores; otherwise the saved inputs run. */
class GunzipFuzzTest {

    private static final int LIMIT = 4096;
    private static final int MOST_PLAIN = 64 * 1024 * 1024;

    @FuzzTest(maxDuration = "60s")
    void anyBytesBecomeNoMoreThanTheLimitOrAreRefused(byte[] bytes) throws Exception {
        try {
            var plain = Gunzip.inflate(bytes, LIMIT, more -> true);

            plain.ifPresent(held -> assertThat(held).hasSizeLessThanOrEqualTo(LIMIT));
            assertThat(Gunzip.inflate(bytes, LIMIT - 1, more -> true).map(ByteBuffer::wrap))
                    .isEqualTo(plain.filter(held -> held.length < LIMIT).map(ByteBuffer::wrap));
        } catch (IOException e) {
            // No gzip: refused.
        }
        assertThat(Gunzip.inflate(gzip(bytes), bytes.length, more -> true))
                .map(ByteBuffer::wrap)
                .contains(ByteBuffer.wrap(bytes));
    }

    /**
     * A checksum stands before everything: so members are built from the bytes, with right sums. Each is what the JDK makes of
     * it alone, however the whole comes in.
     */
    @FuzzTest(maxDuration = "60s")
    void membersAreWhatEachHoldsAlone(byte[] bytes) throws Exception {
        var built = GzipMembers.of(bytes);
        var whole = built.whole();

        var read = trickled(whole, built.step());

        assertThat(read).isEqualTo(built.plain().map(ByteBuffer::wrap));
        assertThat(inflated(whole, MOST_PLAIN)).isEqualTo(read);
        if (read.isPresent() && read.get().hasRemaining()) {
            var length = read.get().remaining();
            assertThat(Gunzip.inflate(whole, length, more -> true).map(ByteBuffer::wrap))
                    .isEqualTo(read);
            assertThat(Gunzip.inflate(whole, length - 1, more -> true)).isEmpty();
        }
    }

    /** Empty where it is refused. */
    private static Optional<ByteBuffer> inflated(byte[] compressed, int limit) throws Exception {
        try {
            return Optional.of(ByteBuffer.wrap(
                    Gunzip.inflate(compressed, limit, more -> true).orElseThrow()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<ByteBuffer> trickled(byte[] compressed, int step) {
        var slow = new FilterInputStream(new ByteArrayInputStream(compressed)) {
            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                return super.read(into, offset, Math.min(length, step));
            }
        };
        try (var in = new GzipStream(slow)) {
            return Optional.of(ByteBuffer.wrap(in.readAllBytes()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static byte[] gzip(byte[] plain) throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(plain);
        }
        return bytes.toByteArray();
    }
}
