package kz.dabyl.collector.reports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import kz.dabyl.collector.http.Refusal;
import org.junit.jupiter.api.Test;

public class GunzipTest {

    @Test
    void givesBackWhatWasCompressed() throws Exception {
        assertThat(Gunzip.inflate(gzip("reports".getBytes(UTF_8)), 7, more -> true))
                .hasValueSatisfying(
                        plain -> assertThat(new String(plain, UTF_8)).isEqualTo("reports"));
    }

    @Test
    void stopsAtItsLimit() throws Exception {
        assertThat(Gunzip.inflate(gzip(new byte[8]), 7, more -> true)).isEmpty();
    }

    @Test
    void asksForRoomBeforeItTakesIt() throws Exception {
        var zeros = gzip(new byte[1 << 20]);

        assertThatThrownBy(() -> Gunzip.inflate(zeros, 8 << 20, more -> more < 100_000))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void doesNotUnpackAHundredMegabytesOfZeros() throws Exception {
        var bomb = gzip(new byte[100 << 20]);
        var before = allocated();

        var plain = Gunzip.inflate(bomb, 1 << 20, more -> true);

        assertThat(plain).isEmpty();
        assertThat(allocated() - before).isLessThan(8 << 20);
    }

    @Test
    void readsMembersOneAfterTheOther() throws Exception {
        var both = new ByteArrayOutputStream();
        both.write(gzip("one".getBytes(UTF_8)));
        both.write(gzip("two".getBytes(UTF_8)));

        assertThat(Gunzip.inflate(both.toByteArray(), 100, more -> true))
                .hasValueSatisfying(
                        plain -> assertThat(new String(plain, UTF_8)).isEqualTo("onetwo"));
    }

    @Test
    void readsMembersThatHoldNothingHoweverManyThereAre() throws Exception {
        var empty = gzip(new byte[0]);
        var many = new ByteArrayOutputStream();
        for (var i = 0; i < 100_000; i++) {
            many.write(empty);
        }
        many.write(gzip("end".getBytes(UTF_8)));

        assertThat(Gunzip.inflate(many.toByteArray(), 100, more -> true))
                .hasValueSatisfying(
                        plain -> assertThat(new String(plain, UTF_8)).isEqualTo("end"));
    }

    @Test
    void refusesWhatIsNoGzip() {
        assertThatThrownBy(() -> Gunzip.inflate("{\"probe\":1}".getBytes(UTF_8), 100, more -> true))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> Gunzip.inflate(new byte[0], 100, more -> true)).isInstanceOf(IOException.class);
    }

    @Test
    void refusesWhatIsCutShortOrDamaged() throws Exception {
        var whole = gzip("reports".getBytes(UTF_8));
        var damaged = whole.clone();
        damaged[damaged.length - 6] ^= 1;

        assertThatThrownBy(() -> Gunzip.inflate(Arrays.copyOf(whole, whole.length - 1), 100, more -> true))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> Gunzip.inflate(damaged, 100, more -> true)).isInstanceOf(IOException.class);
    }

    private static long allocated() {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return threads.getCurrentThreadAllocatedBytes();
    }

    public static byte[] gzip(byte[] plain) throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(plain);
        }
        return bytes.toByteArray();
    }
}
