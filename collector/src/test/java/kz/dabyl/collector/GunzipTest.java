package kz.dabyl.collector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class GunzipTest {

    @Test
    void givesBackWhatWasCompressed() throws IOException {
        assertThat(Gunzip.inflate(gzip("reports".getBytes(UTF_8)), 7))
                .hasValueSatisfying(
                        plain -> assertThat(new String(plain, UTF_8)).isEqualTo("reports"));
    }

    @Test
    void stopsAtItsLimit() throws IOException {
        assertThat(Gunzip.inflate(gzip(new byte[8]), 7)).isEmpty();
    }

    @Test
    void doesNotUnpackAHundredMegabytesOfZeros() throws IOException {
        var bomb = gzip(new byte[100 << 20]);
        var before = allocated();

        var plain = Gunzip.inflate(bomb, 1 << 20);

        assertThat(plain).isEmpty();
        assertThat(allocated() - before).isLessThan(8 << 20);
    }

    @Test
    void readsMembersOneAfterTheOther() throws IOException {
        var both = new ByteArrayOutputStream();
        both.write(gzip("one".getBytes(UTF_8)));
        both.write(gzip("two".getBytes(UTF_8)));

        assertThat(Gunzip.inflate(both.toByteArray(), 100))
                .hasValueSatisfying(
                        plain -> assertThat(new String(plain, UTF_8)).isEqualTo("onetwo"));
    }

    @Test
    void refusesWhatIsNoGzip() {
        assertThatThrownBy(() -> Gunzip.inflate("{\"probe\":1}".getBytes(UTF_8), 100))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> Gunzip.inflate(new byte[0], 100)).isInstanceOf(IOException.class);
    }

    @Test
    void refusesWhatIsCutShortOrDamaged() throws IOException {
        var whole = gzip("reports".getBytes(UTF_8));
        var damaged = whole.clone();
        damaged[damaged.length - 6] ^= 1;

        assertThatThrownBy(() -> Gunzip.inflate(Arrays.copyOf(whole, whole.length - 1), 100))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> Gunzip.inflate(damaged, 100)).isInstanceOf(IOException.class);
    }

    private static long allocated() {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return threads.getCurrentThreadAllocatedBytes();
    }

    static byte[] gzip(byte[] plain) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(plain);
        }
        return bytes.toByteArray();
    }
}
