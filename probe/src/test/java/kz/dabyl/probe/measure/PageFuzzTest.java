package kz.dabyl.probe.measure;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;

/** {@code JAZZER_FUZZ=1 mvn test -Dtest=PageFuzzTest} explores; otherwise the saved inputs run. */
class PageFuzzTest {

    /** A head, a body, and what a buffer reads ahead. */
    private static final int MOST_READ = 400 * 1024;

    /** Longer than it takes to read so much. */
    private static final Duration LONG = Duration.ofMinutes(1);

    /** The last byte comes again and again for as long as it is read. */
    @FuzzTest(maxDuration = "60s")
    void anyAnswerIsAPageOrNoneAndIsNotReadForEver(byte[] bytes) throws IOException {
        var first = new Answering(bytes);
        var status = Page.get(first, "egov.kz", "/", null);
        var whole = new Answering(bytes);
        var page = Page.get(whole, "egov.kz", "/", LONG);

        assertThat(status.status()).isEqualTo(page.status()).matches(one -> one == 0 || (one >= 100 && one < 600));
        assertThat(status.kbps()).isNaN();
        assertThat(Double.isNaN(page.kbps()) || page.kbps() > 0).isTrue();
        assertThat(first.read).isLessThan(MOST_READ);
        assertThat(whole.read).isLessThan(MOST_READ);
        if (status.status() > 0) {
            assertThat(new String(bytes, ISO_8859_1).replace("\r", ""))
                    .contains("HTTP/1.")
                    .contains(Integer.toString(status.status()));
        }
        assertThat(whole.asked.toString(ISO_8859_1)).startsWith("GET / HTTP/1.1\r\nHost: egov.kz\r\n");
    }

    /** A server that says what it is told to. */
    private static final class Answering extends Socket {

        private final ByteArrayOutputStream asked = new ByteArrayOutputStream();
        private final byte[] bytes;
        private int read;

        Answering(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public OutputStream getOutputStream() {
            return asked;
        }

        @Override
        public InputStream getInputStream() {
            return new InputStream() {
                @Override
                public int read() {
                    if (bytes.length == 0 || read > MOST_READ) {
                        return -1;
                    }
                    return Byte.toUnsignedInt(bytes[Math.min(read++, bytes.length - 1)]);
                }

                @Override
                public int read(byte[] into, int offset, int length) {
                    var count = 0;
                    for (var one = count < length ? read() : -1; one >= 0; one = count < length ? read() : -1) {
                        into[offset + count++] = (byte) one;
                    }
                    return count == 0 && length > 0 ? -1 : count;
                }
            };
        }
    }
}
