package kz.dabyl.detector.core.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kz.dabyl.model.Ailment;
import kz.dabyl.model.Thresholds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlownessTest {

    @ParameterizedTest
    @CsvSource({"1.9, 0", "2, 1", "2.9, 1", "3, 2", "5, 3", "8, 4", "100, 4"})
    void stepsWithRoundTripsOfTwiceTheUsualAndMore(double times, int step) {
        assertThat(Slowness.stepOfRtt(times)).isEqualTo(step);
    }

    @ParameterizedTest
    @CsvSource({"1.9, 0", "2, 1", "5, 2", "10, 3", "20, 4", "100, 4"})
    void stepsWithThroughputOfHalfTheUsualAndLess(double times, int step) {
        assertThat(Slowness.stepOfKbps(times)).isEqualTo(step);
    }

    @ParameterizedTest
    @CsvSource({
        "SLOW_2, 3, 0.2, false",
        "SLOW_3, 3, 0.2, true",
        "SLOW_8, 3, 0.2, true",
        "SLOW_3, 3.1, 0.2, false",
        "SLOW_5, 3.1, 0.2, true",
        "SLOW_8, 50, 0.2, true",
        "THIN_2, 3, 0.2, false",
        "THIN_5, 3, 0.2, true",
        "THIN_5, 3, 0.15, false",
        "THIN_10, 3, 0.15, true",
        "THIN_2, 3, 0.5, true",
        "SLOW_2, 2, 0.2, true"
    })
    void countsAsThrottledFromTheNextStepOn(Ailment ailment, double rttFactor, double kbpsFactor, boolean counts) {
        var thresholds = new Thresholds(1, 3, List.of("KZ"), 60, 120, 20, rttFactor, kbpsFactor, 1);

        assertThat(Slowness.of(ailment).reaches(thresholds)).isEqualTo(counts);
    }

    @Test
    void isToldAsAnAilmentOfItsOwnForEachStep() {
        assertThat(Slowness.ailment(false, 1)).isEqualTo(Ailment.SLOW_2);
        assertThat(Slowness.ailment(true, 4)).isEqualTo(Ailment.THIN_20);
    }
}
