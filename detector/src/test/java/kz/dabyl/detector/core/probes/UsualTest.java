package kz.dabyl.detector.core.probes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import kz.dabyl.model.WireInput;
import kz.dabyl.model.WireOutput;
import org.junit.jupiter.api.Test;

class UsualTest {

    private static final int EVERY_HALF_MINUTE = 6;
    private static final int AN_HOUR = 120;

    private long usual = Usual.NOTHING;

    @Test
    void isReadyAfterEightValues() {
        learn(80, 7, false);
        assertThat(Usual.ready(usual)).isFalse();

        learn(80, 1, false);

        assertThat(Usual.ready(usual)).isTrue();
        assertThat((double) Usual.mean(usual)).isCloseTo(80, within(0.01));
    }

    @Test
    void takesNoSingleValueForMoreThanAThirdOff() {
        learn(80, 30, false);

        learn(5000, 1, false);

        assertThat((double) Usual.mean(usual)).isBetween(80.0, 81.0);
    }

    @Test
    void staysWhereItWasThroughAnHourOfBadValues() {
        learn(80, 60, false);

        learn(480, AN_HOUR, true);

        assertThat((double) Usual.mean(usual)).isBetween(80.0, 86.0);
    }

    @Test
    void followsWhatLastsForDays() {
        learn(80, 60, false);

        learn(480, 14 * 24 * AN_HOUR, true);

        assertThat((double) Usual.mean(usual)).isGreaterThan(400);
    }

    @Test
    void followsTheHourOfTheDay() {
        learn(80, 60, false);

        learn(100, 2 * AN_HOUR, false);

        assertThat((double) Usual.mean(usual)).isCloseTo(100, within(3.0));
    }

    @Test
    void learnsByTimeAndNotByTheNumberOfValues() {
        learn(80, 60, false);
        var eager = usual;

        learn(100, 20, false);
        for (var i = 0; i < 120; i++) {
            eager = Usual.learn(eager, 100, 1, false);
        }

        assertThat(Usual.mean(eager)).isCloseTo(Usual.mean(usual), within(0.5f));
    }

    @Test
    void isRestoredBitForBit() {
        learn(81.37, 11, false);
        var out = new WireOutput();
        Usual.write(usual, out);

        var restored = Usual.read(new WireInput(out.toByteArray()));

        assertThat(restored).isEqualTo(usual);
        assertThat(Usual.ready(restored)).isTrue();
    }

    private void learn(double value, int times, boolean bad) {
        for (var i = 0; i < times; i++) {
            usual = Usual.learn(usual, value, EVERY_HALF_MINUTE, bad);
        }
    }
}
