package kz.dabyl.simulator.event;

import static kz.dabyl.simulator.event.Samples.ELSEWHERE;
import static kz.dabyl.simulator.event.Samples.FIXED;
import static kz.dabyl.simulator.event.Samples.MOBILE;
import static kz.dabyl.simulator.event.Samples.at;
import static kz.dabyl.simulator.event.Samples.occurrence;
import static kz.dabyl.simulator.event.Samples.share;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import kz.dabyl.model.IncidentKind;
import org.junit.jupiter.api.Test;

class CutTest {

    private static final Cut TOTAL = cut(0, 0, Cut.Flapping.STEADY);

    private static Cut cut(long rampMillis, double leak, Cut.Flapping flapping) {
        return new Cut(occurrence(), IncidentKind.SHUTDOWN, rampMillis, leak, flapping);
    }

    @Test
    void takesNoPacketsFromItsStartToItsEnd() {
        assertThat(TOTAL.connects(at(99, MOBILE, 1))).isTrue();
        assertThat(TOTAL.connects(at(100, MOBILE, 1))).isFalse();
        assertThat(TOTAL.connects(at(199, MOBILE, 1))).isFalse();
        assertThat(TOTAL.connects(at(200, MOBILE, 1))).isTrue();
    }

    @Test
    void touchesTheCellsOfItsScopeOnly() {
        assertThat(TOTAL.connects(at(150, FIXED, 1))).isFalse();
        assertThat(TOTAL.connects(at(150, ELSEWHERE, 1))).isTrue();
    }

    @Test
    void losesProbeAfterProbeOverItsRamp() {
        var slow = cut(40_000, 0, Cut.Flapping.STEADY);

        assertThat(share(110, slow::connects)).isCloseTo(0.75, within(0.05));
        assertThat(share(130, slow::connects)).isCloseTo(0.25, within(0.05));
        assertThat(share(140, slow::connects)).isZero();
    }

    @Test
    void leaksTheShareThatItIsTold() {
        var leaky = cut(0, 0.1, Cut.Flapping.STEADY);

        assertThat(share(150, leaky::connects)).isCloseTo(0.1, within(0.03));
    }

    @Test
    void comesBackForAPauseInEachPeriod() {
        var flapping = cut(0, 0, new Cut.Flapping(20_000, 0.25));

        assertThat(flapping.connects(at(114, MOBILE, 1))).isFalse();
        assertThat(flapping.connects(at(115, MOBILE, 1))).isTrue();
        assertThat(flapping.connects(at(119, MOBILE, 1))).isTrue();
        assertThat(flapping.connects(at(120, MOBILE, 1))).isFalse();
    }
}
