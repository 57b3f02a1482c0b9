package kz.dabyl.detector.core.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kz.dabyl.model.HopSummary;
import org.junit.jupiter.api.Test;

class HopBarrierTest {

    private final HopBarrier barrier = new HopBarrier();

    @Test
    void waitsForAllPartitions() {
        barrier.add(summary(0, 5));
        var early = barrier.next();
        barrier.add(summary(1, 5));
        var whole = barrier.next();

        assertThat(early).isEmpty();
        assertThat(whole).contains(List.of(summary(0, 5), summary(1, 5)));
        assertThat(barrier.last()).isEqualTo(5);
    }

    @Test
    void givesHopsInOrderWhoeverRunsAhead() {
        List.of(5, 6, 7).forEach(hop -> barrier.add(summary(1, hop)));
        barrier.add(summary(0, 5));
        barrier.add(summary(0, 6));

        assertThat(barrier.next()).hasValueSatisfying(whole -> assertThat(whole).contains(summary(0, 5)));
        assertThat(barrier.next()).hasValueSatisfying(whole -> assertThat(whole).contains(summary(1, 6)));
        assertThat(barrier.next()).isEmpty();
        assertThat(barrier.waiting()).containsExactly(summary(1, 7));
    }

    @Test
    void doesNotWaitForAPartitionThatIsAlreadyFurther() {
        barrier.add(summary(0, 5));
        barrier.add(summary(1, 9));

        assertThat(barrier.next()).contains(List.of(summary(0, 5)));
    }

    @Test
    void ignoresHopsThatWereJudgedBefore() {
        barrier.startAfter(7);
        barrier.add(summary(0, 7));
        barrier.add(summary(0, 8));
        barrier.add(summary(1, 8));

        assertThat(barrier.next()).contains(List.of(summary(0, 8), summary(1, 8)));
        assertThat(barrier.next()).isEmpty();
    }

    private static HopSummary summary(int partition, long hop) {
        return new HopSummary(partition, 2, hop, List.of(), List.of());
    }
}
