package kz.dabyl.app.recording;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpeedTest {

    @Test
    void readsFactorsAndMax() {
        assertThat(Speed.parse("60")).contains(new Speed(60));
        assertThat(Speed.parse("1")).contains(Speed.REAL);
        assertThat(Speed.parse("0.5")).contains(new Speed(0.5));
        assertThat(Speed.parse("max")).contains(Speed.MAX);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "fast", "NaN", "Infinity", "1e7"})
    void refusesWhatIsNoFactor(String text) {
        assertThat(Speed.parse(text)).isEmpty();
    }

    @Test
    void takesNoTimeAtMax() {
        assertThat(Speed.MAX.wallMillis(3_600_000)).isZero();
        assertThat(new Speed(60).wallMillis(3_600_000)).isEqualTo(60_000);
    }
}
