package kz.dabyl.detector.core.probes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class SequenceProperties {

    /** Of 61 numbers at most 30 ranges can be missing: nothing is ever given up. */
    @Property(tries = 300)
    void agreesWithASetOfAllMissingNumbers(
            @ForAll @Size(min = 1, max = 120) List<@IntRange(min = 0, max = 60) Integer> numbers) {
        var sequence = new Sequence();
        var missing = new TreeSet<Integer>();
        var highest = -1;

        for (int number : numbers) {
            var sight = sequence.see(number);

            if (highest < 0 || number > highest) {
                for (var left = highest + 1; highest >= 0 && left < number; left++) {
                    missing.add(left);
                }
                highest = number;
                assertThat(sight).isEqualTo(Sequence.Sight.LIVE);
            } else {
                assertThat(sight).isEqualTo(missing.remove(number) ? Sequence.Sight.KEPT : Sequence.Sight.DUPLICATE);
            }
        }
    }

    @Property(tries = 100)
    void countsNoReportTwiceHoweverManyRangesAreGivenUp(
            @ForAll @Size(min = 50, max = 400) List<@IntRange(min = 0, max = 1000) Integer> numbers) {
        var sequence = new Sequence();
        var counted = new HashSet<Integer>();

        for (int number : numbers) {
            if (sequence.see(number) != Sequence.Sight.DUPLICATE) {
                assertThat(counted.add(number)).as("%d counted once", number).isTrue();
            }
        }
    }
}
