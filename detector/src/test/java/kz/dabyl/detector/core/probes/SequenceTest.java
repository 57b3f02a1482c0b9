package kz.dabyl.detector.core.probes;

import static kz.dabyl.detector.core.probes.Sequence.Sight.DUPLICATE;
import static kz.dabyl.detector.core.probes.Sequence.Sight.KEPT;
import static kz.dabyl.detector.core.probes.Sequence.Sight.LIVE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import kz.dabyl.model.WireInput;
import kz.dabyl.model.WireOutput;
import org.junit.jupiter.api.Test;

class SequenceTest {

    private final Sequence sequence = new Sequence();

    @Test
    void takesTheHighestAsLiveAndTheSameAgainAsADuplicate() {
        assertThat(see(7, 8, 8, 7, 9)).containsExactly(LIVE, LIVE, DUPLICATE, DUPLICATE, LIVE);
    }

    @Test
    void takesNumbersFromBeforeTheFirstAsDuplicates() {
        assertThat(see(7, 6, 0)).containsExactly(LIVE, DUPLICATE, DUPLICATE);
    }

    @Test
    void countsWhatAJumpLeavesOutAndTakesEachOfThemOnce() {
        see(10);
        var sight = sequence.see(14);
        var gap = sequence.gap();

        assertThat(sight).isEqualTo(LIVE);
        assertThat(gap).isEqualTo(3);
        assertThat(see(12, 12, 11, 13, 11, 13)).containsExactly(KEPT, DUPLICATE, KEPT, KEPT, DUPLICATE, DUPLICATE);
    }

    @Test
    void forgetsTheGapWithTheNextSight() {
        see(10, 14, 11);

        assertThat(sequence.gap()).isZero();
    }

    @Test
    void keepsThirtyTwoRangesAndGivesUpTheOldest() {
        LongStream.rangeClosed(0, 33).forEach(i -> sequence.see(2 * i));

        assertThat(see(1, 3, 65)).containsExactly(DUPLICATE, KEPT, KEPT);
    }

    @Test
    void makesRoomForASplitByGivingUpTheOldest() {
        see(0);
        LongStream.rangeClosed(1, 32).forEach(i -> sequence.see(4 * i));

        assertThat(see(126)).containsExactly(KEPT);
        assertThat(see(1, 2, 3)).containsOnly(DUPLICATE);
        assertThat(see(125, 127, 5)).containsOnly(KEPT);
    }

    @Test
    void givesUpTheOldestRangeEvenWhereItIsTheOneThatSplits() {
        see(0);
        LongStream.rangeClosed(1, 32).forEach(i -> sequence.see(4 * i));

        assertThat(see(2)).containsExactly(KEPT);
        assertThat(see(2, 1, 3)).containsOnly(DUPLICATE);
        assertThat(see(5, 6, 7)).containsOnly(KEPT);
    }

    @Test
    void takesAJumpOfOneHundredThousandAsLossAndALongerOneAsANewCounter() {
        see(0);

        assertThat(see(100_000)).containsExactly(LIVE);
        assertThat(sequence.gap()).isEqualTo(99_999);
        assertThat(see(200_001)).containsExactly(LIVE);
        assertThat(sequence.gap()).isZero();
        assertThat(see(200_000)).containsExactly(DUPLICATE);
    }

    @Test
    void takesReportsOfTheCounterBeforeAsDuplicates() {
        see(1000, 1005, 1_619_244_000);

        assertThat(see(1005, 1003, 1_619_244_001)).containsExactly(DUPLICATE, DUPLICATE, LIVE);
    }

    @Test
    void takesACounterThatStartsAgainFarBelowAsNew() {
        assertThat(see(1_619_244_000, 0, 1, 0)).containsExactly(LIVE, LIVE, LIVE, DUPLICATE);
    }

    @Test
    void isTheSameAfterBeingStored() {
        see(0, 5, 9, 7, 200_000, 200_004);
        var out = new WireOutput();
        sequence.write(out);

        var stored = Sequence.read(new WireInput(out.toByteArray()));

        assertThat(List.of(stored.see(200_002), stored.see(200_002), stored.see(9), stored.see(200_005)))
                .containsExactly(KEPT, DUPLICATE, DUPLICATE, LIVE);
    }

    @Test
    void storesNoRangeThatIsSoFarBackThatItsReportsWouldBeginANewCounter() {
        see(0, 2, 4, 100_001);
        var all = stored();
        see(100_002);

        assertThat(all).isEqualTo(3);
        assertThat(stored()).isEqualTo(2);
        assertThat(see(3, 100_000)).containsExactly(KEPT, KEPT);
    }

    private int stored() {
        var out = new WireOutput();
        sequence.write(out);
        var in = new WireInput(out.toByteArray());
        in.varint();
        in.varint();
        return in.varint32();
    }

    private List<Sequence.Sight> see(long... numbers) {
        return LongStream.of(numbers).mapToObj(sequence::see).toList();
    }
}
