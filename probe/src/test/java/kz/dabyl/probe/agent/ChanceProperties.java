package kz.dabyl.probe.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What a schedule leaves to chance: a fleet that kept one rhythm would be known by it, and come all at once. */
class ChanceProperties {

    /** Where reports come faster, what a collector lets pass leaves nothing to chance. */
    private static final int SHORTEST = 15;

    private static final int DRAWS = 100;

    @Property(tries = 100)
    void drawsEachPauseAnew(@ForAll @IntRange(min = SHORTEST, max = 3600) int interval, @ForAll long seed) {
        var schedule = onAGoodLine(interval, seed);

        var pauses = LongStream.generate(schedule::pauseMillis).limit(DRAWS).toArray();

        var spread = LongStream.of(pauses).max().orElseThrow()
                - LongStream.of(pauses).min().orElseThrow();
        assertThat(LongStream.of(pauses).distinct().count()).isGreaterThan(DRAWS / 2);
        assertThat(spread).isGreaterThan(15L * interval);
    }

    @Property(tries = 100)
    void givesNoTwoProbesTheSameRhythm(@ForAll @IntRange(min = SHORTEST, max = 3600) int interval, @ForAll long seed) {
        var one = onAGoodLine(interval, seed);
        var other = onAGoodLine(interval, seed + 1);

        var alike = LongStream.generate(() -> one.pauseMillis() - other.pauseMillis())
                .limit(DRAWS)
                .filter(apart -> apart == 0)
                .count();

        assertThat(alike).isLessThan(DRAWS / 4);
    }

    @Property(tries = 100)
    void letsChanceDecideWhenWhatWasKeptGoes(
            @ForAll @IntRange(min = 1, max = 3600) int lateSeconds, @ForAll long seed) {
        var schedule = new Schedule(30, lateSeconds, new Random(seed));

        var waits = LongStream.generate(schedule::lateMillis).limit(DRAWS).toArray();

        var least = LongStream.of(waits).min().orElseThrow();
        var most = LongStream.of(waits).max().orElseThrow();
        assertThat(least).isGreaterThanOrEqualTo(100L * lateSeconds);
        assertThat(most).isLessThanOrEqualTo(1000L * lateSeconds);
        assertThat(most - least).isGreaterThan(500L * lateSeconds);
        assertThat(LongStream.of(waits).distinct().count()).isGreaterThan(DRAWS / 2);
    }

    private static Schedule onAGoodLine(int interval, long seed) {
        var schedule = new Schedule(interval, new Random(seed));
        for (var i = 0; i < 12; i++) {
            schedule.delivered(i % 2 == 0 ? 60 : 90);
        }
        return schedule;
    }
}
