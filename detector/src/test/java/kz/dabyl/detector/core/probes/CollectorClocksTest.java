package kz.dabyl.detector.core.probes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import kz.dabyl.model.HopSummary;
import org.junit.jupiter.api.Test;

class CollectorClocksTest {

    private final CollectorClocks clocks = new CollectorClocks();

    @Test
    void waitsForEveryCollector() {
        tick("c1", 0, 6);
        tick("c2", 0, 4);

        assertThat(clocks.passed(5_000)).isFalse();
        tick("c2", 5, 5);
        assertThat(clocks.passed(5_000)).isTrue();
    }

    @Test
    void isBlindToACollectorThatIsTenSecondsBehindItsUsualSpacing() {
        tick("c2", 0, 4);
        tick("c1", 0, 15);

        assertThat(clocks.passed(5_000)).isFalse();
        tick("c1", 16, 16);
        assertThat(clocks.passed(5_000)).isTrue();
        assertThat(blind(5_000)).containsExactly("c2");
    }

    @Test
    void isBlindToTheHopsOfAGapUntilTheCollectorIsBack() {
        tick("c1", 0, 10);
        tick("c1", 100, 101);

        assertThat(blind(10_000)).isNotEmpty();
        assertThat(blind(55_000)).containsExactly("c1");
        assertThat(blind(100_000)).containsExactly("c1");
        assertThat(blind(105_000)).containsExactly("c1");
        tick("c1", 102, 105);
        assertThat(blind(105_000)).isEmpty();
    }

    @Test
    void takesACollectorThatTicksEachMinuteAsItIs() {
        LongStream.rangeClosed(0, 10).forEach(minute -> clocks.tick("c1", minute * 60_000));

        assertThat(clocks.passed(600_000)).isTrue();
        assertThat(blind(545_000)).isEmpty();
        assertThat(blind(600_000)).isEmpty();
    }

    @Test
    void isBlindToTheGapOfACollectorThatTicksEachMinute() {
        LongStream.of(0, 1, 2, 3, 10).forEach(minute -> clocks.tick("c1", minute * 60_000));

        assertThat(blind(300_000)).containsExactly("c1");
    }

    @Test
    void ignoresTimeThatGoesBack() {
        assertThat(clocks.tick("c1", 5_000)).isTrue();
        assertThat(clocks.tick("c1", 4_000)).isFalse();
        assertThat(clocks.tick("c1", 5_000)).isFalse();
        assertThat(clocks.foremost()).isEqualTo(5_000);
    }

    @Test
    void waitsForANewCollectorFromItsFirstTickOn() {
        tick("c1", 0, 20);
        clocks.tick("c2", 17_000);

        assertThat(clocks.passed(15_000)).isTrue();
        assertThat(clocks.passed(20_000)).isFalse();
    }

    @Test
    void forgetsACollectorThatHasBeenGoneForAnHour() {
        tick("c2", 0, 10);
        LongStream.rangeClosed(0, 3700).forEach(second -> clocks.tick("c1", second * 1000));

        assertThat(blind(3_605_000)).containsExactly("c2");
        assertThat(clocks.at(3_615_000))
                .extracting(HopSummary.CollectorClock::collector)
                .containsExactly("c1");
    }

    private void tick(String collector, long fromSecond, long toSecond) {
        LongStream.rangeClosed(fromSecond, toSecond).forEach(second -> clocks.tick(collector, second * 1000));
    }

    private List<String> blind(long end) {
        return clocks.at(end).stream()
                .filter(HopSummary.CollectorClock::blind)
                .map(HopSummary.CollectorClock::collector)
                .toList();
    }
}
