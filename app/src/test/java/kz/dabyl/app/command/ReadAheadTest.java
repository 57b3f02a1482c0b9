package kz.dabyl.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReadAheadTest {

    @Test
    void givesEveryByteInItsOrder() throws IOException {
        var bytes = new byte[3_000_001];
        new Random(1).nextBytes(bytes);

        try (var ahead = ReadAhead.of(new ByteArrayInputStream(bytes))) {
            assertThat(ahead.read()).isEqualTo(bytes[0] & 0xFF);
            assertThat(ahead.readNBytes(bytes.length)).isEqualTo(Arrays.copyOfRange(bytes, 1, bytes.length));
            assertThat(ahead.read()).isEqualTo(-1);
            assertThat(ahead.read()).isEqualTo(-1);
        }
    }

    @Test
    void handsOnWhatIsThereWithoutWaitingForMore() throws IOException {
        var writer = new PipedOutputStream();
        try (var ahead = ReadAhead.of(new PipedInputStream(writer))) {
            writer.write(new byte[] {7, 8});
            writer.flush();

            assertThat(ahead.readNBytes(2)).containsExactly(7, 8);
        }
    }

    @Test
    void failsWhereTheOtherFailsAndAsItDoes() throws IOException {
        for (var failure : new Exception[] {new ZipException("cut"), new BadInputException("bad")}) {
            var source = new SequenceInputStream(new ByteArrayInputStream(new byte[200_000]), failing(failure));

            try (var ahead = ReadAhead.of(source)) {
                assertThat(ahead.readNBytes(200_000)).hasSize(200_000);
                assertThatThrownBy(ahead::read).isSameAs(failure);
                assertThatThrownBy(ahead::read).isSameAs(failure);
            }
        }
    }

    @Test
    void closesItsSourceThoughNobodyReadToTheEnd() throws Exception {
        var closed = new CountDownLatch(1);
        var endless = new InputStream() {
            @Override
            public int read() {
                return 1;
            }

            @Override
            public void close() {
                closed.countDown();
            }
        };

        ReadAhead.of(endless).close();

        assertThat(closed.await(50, TimeUnit.SECONDS)).isTrue();
    }

    private static InputStream failing(Exception failure) {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                if (failure instanceof IOException e) {
                    throw e;
                }
                throw (RuntimeException) failure;
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                return read();
            }
        };
    }
}
