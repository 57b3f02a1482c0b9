package kz.dabyl.detector.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import kz.dabyl.model.WireInput;
import kz.dabyl.model.WireOutput;
import org.junit.jupiter.api.Test;

class UsualTest {

    private static final int EVERY_HALF_MINUTE = 6;
    private static final int AN_HOUR = 120;

    private final Usual usual = new Usual();

    @Test
    void isReadyAfterEightValues() {
        learn(80, 7, false);
        assertThat(usual.ready()).isFalse();

        learn(80, 1, false);

        assertThat(usual.ready()).isTrue();
        assertThat(usual.mean()).isCloseTo(80, within(0.01));
    }

    @Test
    void takesNoSingleValueForMoreThanAThirdOff() {
        learn(80, 30, false);

        learn(5000, 1, false);

        assertThat(usual.mean()).isBetween(80.0, 81.0);
    }

    @Test
    void staysWhereItWasThroughAnHourOfBadValues() {
        learn(80, 60, false);

        learn(480, AN_HOUR, true);

        assertThat(usual.mean()).isBetween(80.0, 86.0);
    }

    @Test
    void followsWhatLastsForDays() {
        learn(80, 60, false);

        learn(480, 14 * 24 * AN_HOUR, true);

        assertThat(usual.mean()).isGreaterThan(400);
    }

    @Test
    void followsTheHourOfTheDay() {
        learn(80, 60, false);

        learn(100, 2 * AN_HOUR, false);

        assertThat(usual.mean()).isCloseTo(100, within(3.0));
    }

    @Test
    void learnsByTimeAndNotByTheNumberOfValues() {
        var eager = new Usual();
        for (var i = 0; i < 60; i++) {
            usual.learn(80, EVERY_HALF_MINUTE, false);
            eager.learn(80, EVERY_HALF_MINUTE, false);
        }

        learn(100, 20, false);
        for (var i = 0; i < 120; i++) {
            eager.learn(100, 1, false);
        }

        assertThat(eager.mean()).isCloseTo(usual.mean(), within(0.5));
    }

    @Test
    void isRestoredBitForBit() {
        learn(81.37, 11, false);
        var out = new WireOutput();
        usual.write(out);

        var restored = new Usual();
        restored.read(new WireInput(out.toByteArray()));

        assertThat(restored.mean()).isEqualTo(usual.mean());
        assertThat(restored.ready()).isTrue();
    }

    private void learn(double value, int times, boolean bad) {
        for (var i = 0; i < times; i++) {
            usual.learn(value, EVERY_HALF_MINUTE, bad);
        }
    }
}
