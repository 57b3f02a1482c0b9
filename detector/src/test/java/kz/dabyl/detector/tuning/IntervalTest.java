package kz.dabyl.detector.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected values from published tables. */
class IntervalTest {

    @ParameterizedTest
    @CsvSource({"0, 0, 3.6889", "1, 0.0253, 5.5716", "5, 1.6235, 11.6683", "10, 4.7954, 18.3904", "50, 37.1110, 65.9183"
    })
    void poissonIsExact(long count, double low, double high) {
        var interval = Interval.poisson(count);

        assertThat(interval.low()).isCloseTo(low, within(1e-3));
        assertThat(interval.high()).isCloseTo(high, within(1e-3));
    }

    @Test
    void poissonOfManyIsNearlyNormal() {
        var interval = Interval.poisson(40_000);

        assertThat(interval.low()).isCloseTo(40_000 - 1.96 * 200, within(3.0));
        assertThat(interval.high()).isCloseTo(40_000 + 1.96 * 200, within(3.0));
    }

    @ParameterizedTest
    @CsvSource({"8, 10, 0.4902, 0.9433", "10, 10, 0.7225, 1", "0, 10, 0, 0.2775", "250, 250, 0.9849, 1"})
    void wilsonKeepsWithinTheShares(long hits, long trials, double low, double high) {
        var interval = Interval.wilson(hits, trials);

        assertThat(interval.low()).isCloseTo(low, within(1e-4));
        assertThat(interval.high()).isCloseTo(high, within(1e-4));
    }

    @Test
    void nothingTriedSaysNothing() {
        assertThat(Interval.wilson(0, 0)).isEqualTo(new Interval(0, 1));
    }
}
