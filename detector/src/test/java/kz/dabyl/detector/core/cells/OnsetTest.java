package kz.dabyl.detector.core.cells;

import static kz.dabyl.detector.core.world.TestWorld.HOP;
import static kz.dabyl.detector.core.world.TestWorld.mobile;
import static kz.dabyl.detector.core.world.TestWorld.newcomers;
import static kz.dabyl.detector.core.world.TestWorld.probes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import kz.dabyl.detector.core.TestCity;
import kz.dabyl.detector.core.world.TestWorld;
import kz.dabyl.model.Cell;
import kz.dabyl.model.CellSummary;
import org.junit.jupiter.api.Test;

class OnsetTest {

    private static final Cell CELL = mobile(TestCity.CENTRE, "401-01");
    private static final long RAMP = 60_000;
    private static final double LN_LEAK = Math.log(0.05);

    @Test
    void addsUpWhatTheSilentHaveGainedSinceTheyKeptTheirPromises() {
        var view = view(probes(4, 10), probes(2, 11));
        var one = view.presences().get(0);

        var onset = Onset.at(view.presences(), HOP - 10, RAMP);

        assertThat(one.evidence()).isGreaterThan(3);
        assertThat(onset.nats()).isCloseTo(6 * one.evidence(), within(1e-9));
        assertThat(onset.newly()).isEqualTo(6);
        assertThat(onset.most()).isTrue();
    }

    @Test
    void chargesTheLeakForEveryProbeHeardSince() {
        var whole = Onset.at(view(probes(6, 10)).presences(), HOP - 10, RAMP);

        var leaky = Onset.at(view(probes(6, 10), probes(1, 2)).presences(), HOP - 10, RAMP);

        assertThat(leaky.nats()).isCloseTo(whole.nats() + LN_LEAK, within(1e-9));
    }

    @Test
    void letsNoCellSpeakAgainstAnOnsetForMoreThanFifteen() {
        var onset = Onset.at(view(probes(500, 1)).presences(), HOP - 10, RAMP);

        assertThat(onset.nats()).isEqualTo(-15);
        assertThat(onset.most()).isFalse();
    }

    @Test
    void isNotMostWhereHalfWereHeardSince() {
        assertThat(Onset.at(view(probes(5, 10), probes(5, 1)).presences(), HOP - 10, RAMP)
                        .most())
                .isFalse();
        assertThat(Onset.at(view(probes(6, 10), probes(4, 1)).presences(), HOP - 10, RAMP)
                        .most())
                .isTrue();
    }

    @Test
    void countsThoseWhoHadBeenSilentLongBeforeForNothing() {
        var view = view(probes(6, 150));

        var onset = Onset.at(view.presences(), HOP - 10, RAMP);

        assertThat(onset.newly()).isZero();
        assertThat(onset.nats()).isCloseTo(0, within(0.1));
    }

    @Test
    void findsTheOnsetThatTheSilentShare() {
        var view = view(probes(1, 100), probes(5, 12), probes(3, 14));

        var best = view.best(RAMP);

        assertThat(best.hop()).isEqualTo(HOP - 12);
        assertThat(best.onset().newly()).isEqualTo(8);
    }

    @Test
    void takesACrowdOfNewcomersForNoProof() {
        var onset = Onset.at(view(newcomers(50, 10)).presences(), HOP - 10, RAMP);

        assertThat(onset.newly()).isZero();
        assertThat(onset.newlyWeight()).isCloseTo(2, within(1e-9));
    }

    @Test
    void believesHalfOfACellOfSixteenAndMore() {
        assertThat(part(8, 8).most()).isTrue();
        assertThat(part(20, 20).most()).isTrue();
    }

    @Test
    void doesNotBelieveThreeInTenWithTheFewWhoFellAsleepMeanwhile() {
        assertThat(part(14, 26).most()).isFalse();
        assertThat(part(18, 22).most()).isTrue();
    }

    @Test
    void holdsThreeInTenAgainstThoseTooWhoAreAsleep() {
        var few = view(probes(13, 30), probes(13, 1));
        var fewAwake = view(probes(13, 30), probes(13, 1), probes(14, 200));

        assertThat(Onset.at(few.presences(), HOP - 30, RAMP).most()).isTrue();
        assertThat(Onset.at(fewAwake.presences(), HOP - 30, RAMP).most()).isFalse();
    }

    @Test
    void believesATenthOfALargeCellWhereFortyAreSilentForLong() {
        assertThat(part(40, 300).most()).isTrue();
        assertThat(part(39, 300).most()).isFalse();
        assertThat(part(40, 400).most()).isFalse();
    }

    private static Onset part(int silent, int speaking) {
        return Onset.at(view(probes(silent, 30), probes(speaking, 1)).presences(), HOP - 30, RAMP);
    }

    private static CellView view(CellSummary.Cohort... cohorts) {
        var world = new TestWorld().with(CELL, cohorts);
        world.now();
        return world.view(CELL);
    }
}
