package kz.dabyl.detector.core.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SilenceTest {

    private static final double SLEEPS = 0.2;
    private static final double SLEPT_IN_30_S = 1 - Math.exp(-SLEEPS / 120);

    @ParameterizedTest(name = "{0} ms of silence at {1} s: {2} broken")
    @CsvSource({
        "0, 30, 0",
        "35999, 30, 0",
        "36000, 30, 1",
        "65999, 30, 1",
        "66000, 30, 2",
        "4099, 1, 0",
        "4100, 1, 1",
        "3962999, 3600, 0",
        "3963000, 3600, 1",
        "999999999, 1, 40",
        "-5000, 30, 0"
    })
    void countsAPromiseAsBrokenThreeSecondsAndATenthLate(long elapsed, int interval, int broken) {
        assertThat(Silence.brokenPromises(elapsed, interval)).isEqualTo(broken);
    }

    @Test
    void givesNoEvidenceBeforeAPromiseIsBroken() {
        assertThat(Silence.evidence(0, 0.02, SLEEPS, 30)).isZero();
    }

    @Test
    void weighsOneBrokenPromiseByLossOrSleep() {
        var surprise = SLEPT_IN_30_S + (1 - SLEPT_IN_30_S) * 0.02;

        assertThat(Silence.evidence(1, 0.02, SLEEPS, 30)).isCloseTo(-Math.log(surprise), within(1e-12));
    }

    @Test
    void weighsTwoBrokenPromisesByTheRecursion() {
        var awake = (1 - SLEPT_IN_30_S) * 0.02;
        var surprise = SLEPT_IN_30_S + awake * SLEPT_IN_30_S + awake * (1 - SLEPT_IN_30_S) * 0.02;

        assertThat(Silence.evidence(2, 0.02, SLEEPS, 30)).isCloseTo(-Math.log(surprise), within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"0.02, 0.2, 30", "0.3, 0.02, 30", "0.02, 6, 300"})
    void growsWithEveryBrokenPromiseTowardsTheSurpriseOfSleep(double loss, double sleeps, int interval) {
        var asleep = 1 - Math.exp(-sleeps / 3600 * interval);

        for (var k = 1; k < 40; k++) {
            assertThat(Silence.evidence(k + 1, loss, sleeps, interval))
                    .isGreaterThanOrEqualTo(Silence.evidence(k, loss, sleeps, interval));
        }
        assertThat(Silence.evidence(40, loss, sleeps, interval)).isLessThan(-Math.log(asleep) + 1e-9);
    }

    @Test
    void weighsLessTheMoreIsLostAndTheMoreTheProbeSleeps() {
        var usual = Silence.evidence(2, 0.02, 0.2, 30);

        assertThat(Silence.evidence(2, 0.2, 0.2, 30)).isLessThan(usual);
        assertThat(Silence.evidence(2, 0.02, 2, 30)).isLessThan(usual);
    }
}
