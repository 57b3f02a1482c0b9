package kz.dabyl.collector;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.GZIPOutputStream;

/** {@code JAZZER_FUZZ=1 mvn test -Dtest=GunzipFuzzTest} explores; otherwise the saved inputs run. */
class GunzipFuzzTest {

    private static final int LIMIT = 4096;

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

    private static byte[] gzip(byte[] plain) throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(plain);
        }
        return bytes.toByteArray();
    }
}
