package kz.dabyl.detector.core.probes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BootsTest {

    @Test
    void standForWhatTheyStoodForWhenTheyWereStored() {
        assertThat(Boots.hash("a")).isEqualTo(0xAF63DC4C8601EC8CL);
        assertThat(Boots.hash("foobar")).isEqualTo(0x85944171F73967E8L);
        assertThat(Boots.hash("")).isEqualTo(Boots.UNKNOWN);
    }

    @Test
    void areToldApart() {
        var random = new Random(1);
        var hashes = new HashSet<Long>();

        for (var i = 0; i < 100_000; i++) {
            hashes.add(Boots.hash(new UUID(random.nextLong(), random.nextLong()).toString()));
            hashes.add(Boots.hash("boot-" + i));
        }

        assertThat(hashes).hasSize(200_000);
    }
}
