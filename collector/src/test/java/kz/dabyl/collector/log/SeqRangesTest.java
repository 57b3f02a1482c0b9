package kz.dabyl.collector.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SeqRangesTest {

    private final SeqRanges ranges = new SeqRanges();

    @Property
    void holdsWhatWasAddedAndNothingElse(@ForAll @Size(max = 200) List<@LongRange(min = 0, max = 60) Long> seqs) {
        var added = new HashSet<Long>();
        var fresh = new SeqRanges();

        for (var seq : seqs) {
            fresh.add(seq);
            added.add(seq);

            for (var any = 0L; any <= 61; any++) {
                assertThat(fresh.contains(any)).isEqualTo(added.contains(any));
            }
        }
    }

    @Property
    void neverHoldsWhatWasNotAdded(@ForAll @Size(max = 300) List<@LongRange(min = 0, max = 1000) Long> seqs) {
        var added = new HashSet<>(seqs);
        var fresh = new SeqRanges();
        seqs.forEach(fresh::add);

        for (var any = 0L; any <= 1001; any++) {
            assertThat(added.contains(any) || !fresh.contains(any)).isTrue();
        }
    }

    @Test
    void forgetsTheLowestRangeWhenThereAreTooMany() {
        for (var i = 0; i <= SeqRanges.MAX_RANGES; i++) {
            ranges.add(i * 2L);
        }

        assertThat(ranges.contains(0)).isFalse();
        assertThat(ranges.contains(2)).isTrue();
        assertThat(ranges.contains(SeqRanges.MAX_RANGES * 2L)).isTrue();
    }

    @Test
    void takesTheLargestNumberThereIs() {
        ranges.add(Long.MAX_VALUE);
        ranges.add(Long.MAX_VALUE - 1);
        ranges.add(0);

        assertThat(ranges.contains(Long.MAX_VALUE)).isTrue();
        assertThat(ranges.contains(Long.MAX_VALUE - 1)).isTrue();
        assertThat(ranges.contains(Long.MAX_VALUE - 2)).isFalse();
        assertThat(ranges.contains(0)).isTrue();
    }

    @Test
    void keepsALongLifeInOrderAsOneRange() {
        for (var seq = 0L; seq < 1_000_000; seq++) {
            ranges.add(seq);
        }

        assertThat(ranges.contains(0)).isTrue();
        assertThat(ranges.contains(999_999)).isTrue();
        assertThat(ranges.contains(1_000_000)).isFalse();
    }
}
