package kz.dabyl.detector.core.cells;

import static org.assertj.core.api.Assertions.assertThat;

import kz.dabyl.detector.core.world.TestWorld;
import org.junit.jupiter.api.Test;

class PulseTest {

    private static final long MINUTE_HOPS = Population.MINUTE_HOPS;

    private final Pulse pulse = new Pulse();
    private long hop = TestWorld.HOP;

    @Test
    void expectsWhatGetsLostOfManyReportsAndAMarginMore() {
        go(60 * MINUTE_HOPS, 19, 1);

        assertThat(pulse.loss()).isBetween(0.06, 0.08);
    }

    @Test
    void believesWithinMinutesThatHalfGetsLostSinceACrowdCame() {
        go(60 * MINUTE_HOPS, 4, 0);

        go(6 * MINUTE_HOPS, 2, 2);

        assertThat(pulse.loss()).isGreaterThan(0.5);
    }

    @Test
    void forgetsACrowdWithinAQuarterOfAnHourAfterItLeft() {
        go(60 * MINUTE_HOPS, 2, 2);

        go(15 * MINUTE_HOPS, 4, 0);

        assertThat(pulse.loss()).isLessThan(0.1);
    }

    @Test
    void believesLittleOfTwoLostReportsWhereFewWereSeen() {
        go(1, 2, 2);

        assertThat(pulse.loss()).isLessThan(0.2);
    }

    @Test
    void staysAsItIsWhileNobodyIsHeard() {
        go(60 * MINUTE_HOPS, 9, 1);
        var before = pulse.loss();

        go(2 * MINUTE_HOPS, 0, 0);

        assertThat(pulse.loss()).isBetween(0.8 * before, before);
    }

    private void go(long hops, int reports, int losses) {
        for (var i = 0; i < hops; i++) {
            pulse.take(++hop, reports, losses);
        }
    }
}
