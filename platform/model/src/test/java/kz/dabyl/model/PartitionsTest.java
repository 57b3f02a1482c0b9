package kz.dabyl.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartitionsTest {

    /** Frozen: another value would send a probe's later reports to another partition than its earlier ones. */
    @ParameterizedTest(name = "{0} goes to {1} of 8")
    @CsvSource({"p-5f0c7e21, 7", "p-0, 4", "p-1, 1", "a, 0", "Z_-9, 4"})
    void sendsAProbeWhereItAlwaysWent(String probe, int partition) {
        assertThat(Partitions.of(probe, 8)).isEqualTo(partition);
    }

    @ParameterizedTest(name = "{0} partitions")
    @ValueSource(ints = {1, 2, 3, 8, 12, 64})
    void spreadsNumberedProbesEvenly(int partitions) {
        var probes = 64_000;
        var counts = new int[partitions];
        for (var i = 0; i < probes; i++) {
            counts[Partitions.of("p-" + i, partitions)]++;
        }

        // Five standard deviations of a fair draw.
        var fair = (double) probes / partitions;
        var slack = 5 * Math.sqrt(fair);
        assertThat(Arrays.stream(counts)).allMatch(count -> Math.abs(count - fair) < slack);
    }

    @Test
    void spreadsRandomNamesEvenly() {
        var random = new Random(42);
        var counts = new int[8];
        for (var i = 0; i < 64_000; i++) {
            counts[Partitions.of("p-%08x".formatted(random.nextInt()), 8)]++;
        }

        assertThat(Arrays.stream(counts)).allMatch(count -> Math.abs(count - 8_000) < 450);
    }
}
