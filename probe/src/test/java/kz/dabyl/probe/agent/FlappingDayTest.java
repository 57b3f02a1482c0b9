package kz.dabyl.probe.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import kz.dabyl.probe.deliver.FakeClocks;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A day on a line that comes and goes. */
class FlappingDayTest {

    /**
     * Of a day less six hours, in which 1,000 reports are made: 500 bytes of each that stayed behind would show. Before them
     * all that may befall a report has befallen one, and its code has been loaded.
     */
    private static final long LARGEST_GROWTH = 512 * 1024;

    private static final int WARM_HOURS = 6;

    /** The longest outage of three hours and what stands in its files beside it; that there is a bound shows {@link LongOutageTest}. */
    private static final long MOST_ON_DISK = 384 * 1024;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 7})
    void deliversEveryReportWithOneContentInBoundedDiskAndFlatMemory(long seed) throws Exception {
        var clocks = new FakeClocks(Bench.NOON);
        var collector = new FlappingCollector(clocks, new Random(seed));
        var bench = new Bench(folder, clocks, collector, 60, seed);
        bench.runFor(Duration.ofHours(WARM_HOURS));
        var heapWhenWarm = usedHeap();

        var mostOnDisk = 0L;
        for (var hour = WARM_HOURS; hour < 24; hour++) {
            bench.runFor(Duration.ofHours(1));
            if (hour % 7 == 0) {
                // Somebody sets the clock, forward and back.
                clocks.set(clocks.wall() + (hour % 2 == 0 ? 3 : -5) * 3_600_000L);
            }
            mostOnDisk = Math.max(mostOnDisk, bench.bytesOnDisk());
        }
        collector.settle();
        bench.runFor(Duration.ofHours(1));
        var grown = usedHeap() - heapWhenWarm;

        // The last one may not be due yet, or may have been taken and the answer lost.
        var made = bench.outbox.next() - bench.outbox.size();
        assertThat(collector.outages).isGreaterThan(5);
        assertThat(made).isGreaterThan(1400);
        assertThat(bench.outbox.size()).isLessThanOrEqualTo(1);
        assertThat(bench.outbox.dropped()).isZero();
        assertThat(collector.taken.nextClearBit(0)).isGreaterThanOrEqualTo((int) made);
        assertThat(collector.taken.length()).isLessThanOrEqualTo((int) bench.outbox.next());
        assertThat(collector.wrong).isEmpty();
        assertThat(mostOnDisk).isLessThan(MOST_ON_DISK);
        assertThat(bench.outbox.bytes()).isLessThan(200_000);
        assertThat(grown).isLessThan(LARGEST_GROWTH);
    }

    private static long usedHeap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
