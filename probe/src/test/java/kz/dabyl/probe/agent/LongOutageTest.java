package kz.dabyl.probe.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.stream.LongStream;
import kz.dabyl.probe.deliver.FakeClocks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An outage of which the disk may not hold all. */
class LongOutageTest {

    private static final String GIVEN_UP =
            " kept reports were given up: older than a week, or more than the disk may hold";

    @TempDir
    private Path folder;

    @Test
    void keepsTheNewestThatTheDiskMayHoldAndDeliversEachOfThemOnce() throws Exception {
        var collector = new HearingCollector();
        var bench = new Bench(folder, new FakeClocks(Bench.NOON), collector, 30, 7);
        bench.runFor(Duration.ofMinutes(10));
        collector.reached = false;
        var before = collector.seqs().size();

        var mostOnDisk = 0L;
        for (var hour = 0; hour < 24; hour++) {
            bench.runFor(Duration.ofHours(1));
            mostOnDisk = Math.max(mostOnDisk, bench.bytesOnDisk());
        }
        var made = bench.outbox.next();
        var dropped = bench.outbox.dropped();
        collector.reached = true;
        bench.runFor(Duration.ofHours(2));

        var late = collector.seqs().subList(before, collector.seqs().size());
        assertThat(mostOnDisk).isBetween(Bench.LIMIT / 2, Bench.LIMIT);
        assertThat(dropped).isGreaterThan(100);
        assertThat(bench.outbox.dropped()).isEqualTo(dropped);
        assertThat(bench.told).contains(dropped + GIVEN_UP);
        assertThat(late).doesNotHaveDuplicates();
        assertThat(new HashSet<>(late))
                .containsAll(LongStream.range(before + dropped, made).boxed().toList())
                .doesNotContainAnyElementsOf(
                        LongStream.range(before, before + dropped).boxed().toList());
    }
}
