package kz.dabyl.detector.core.scopes;

import static kz.dabyl.detector.core.world.TestWorld.HOP;
import static kz.dabyl.detector.core.world.TestWorld.mobile;
import static kz.dabyl.detector.core.world.TestWorld.newcomers;
import static kz.dabyl.detector.core.world.TestWorld.probes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import kz.dabyl.detector.core.TestCity;
import kz.dabyl.detector.core.cells.Onset;
import kz.dabyl.detector.core.cells.Presence;
import kz.dabyl.detector.core.rules.Family;
import kz.dabyl.detector.core.troubles.Standing;
import kz.dabyl.detector.core.world.TestWorld;
import kz.dabyl.model.Ailment;
import kz.dabyl.model.Cell;
import kz.dabyl.model.CellSummary;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.Thresholds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AfflictionsTest {

    private static final String TARGET = "site/vlast.kz";
    private static final Cell CELL = mobile(TestCity.CENTRE, "401-01");
    private static final long RAMP = 60_000;

    @Test
    void takeABadResultForABrokenPromiseAndAUsualOneForAKeptOne() {
        var presences = presences(Family.FAILING, tally(4, trouble(Ailment.RESET, 12, 2, 3)));

        assertThat(presences).hasSize(2);
        assertThat(presences.get(0).keepsPromises()).isTrue();
        assertThat(presences.get(0).weight()).isEqualTo(4);
        assertThat(presences.get(1).broken()).isEqualTo(2);
        assertThat(presences.get(1).lastHeard()).isEqualTo(HOP - 12);
        assertThat(presences.get(1).probes()).isEqualTo(3);
    }

    @Test
    void giveMoreEvidenceForTwoBadResultsThanForOneAndBoundIt() {
        var one = gain(trouble(Ailment.RESET, 6, 1, 1));
        var two = gain(trouble(Ailment.RESET, 12, 2, 1));
        var many = gain(trouble(Ailment.RESET, 90, 15, 1));

        assertThat(one).isBetween(4.0, 5.0);
        assertThat(two).isBetween(5.5, 6.5);
        assertThat(many).isLessThan(7);
    }

    @Test
    void giveLessEvidenceForAProbeWhoseResultsAreOftenBad() {
        var often = new CellSummary.Trouble(Ailment.RESET, HOP - 12, 2, 4, 1, 100, false);

        assertThat(gain(often)).isLessThan(2.5);
    }

    @Test
    void giveNothingForWhatHasLastedForHours() {
        var old = presences(Family.FAILING, tally(0, trouble(Ailment.RESET, 3000, 15, 1)));

        assertThat(old.get(0).gainSince(HopSummary.startOf(HOP - 20) - RAMP, RAMP))
                .isLessThan(0.1);
    }

    @ParameterizedTest(name = "{1} is {2} to who looks for {0}")
    @CsvSource({
        "FAILING, DNS, ailing", "FAILING, FOREIGN_ISSUER, well", "FAILING, SLOW_8, well",
        "FOREIGN, DNS, unknown", "FOREIGN, FOREIGN_ISSUER, ailing", "FOREIGN, THIN_20, well",
        "SLOW, DNS, unknown", "SLOW, FOREIGN_ISSUER, well", "SLOW, SLOW_2, well",
        "SLOW, SLOW_3, ailing", "SLOW, THIN_2, well", "SLOW, THIN_5, ailing"
    })
    void tellOneSortOfTroubleFromTheOthers(Family family, Ailment ailment, String is) {
        var presences = presences(family, tally(0, trouble(ailment, 12, 2, 3)));

        var seen = presences.isEmpty() ? "unknown" : presences.get(0).keepsPromises() ? "well" : "ailing";
        assertThat(seen).isEqualTo(is);
    }

    @Test
    void believeNoCrowdOfNewcomersThatAllIsWell() {
        var test = new TestWorld()
                .with(CELL, probes(4, 1), newcomers(40, 1))
                .trying(
                        CELL,
                        new CellSummary.TargetTally(TARGET, 40, 4000, 4000, List.of(trouble(Ailment.RESET, 12, 2, 4))));

        var onset = Onset.at(of(test, Family.FAILING), HOP - 12, RAMP);

        assertThat(onset.since()).isLessThan(6);
        assertThat(onset.newlyWeight()).isCloseTo(4, within(1e-9));
    }

    @Test
    void takeACrowdOfAilingNewcomersForNoProof() {
        var test = new TestWorld()
                .with(CELL, probes(4, 1), newcomers(40, 1))
                .trying(
                        CELL,
                        new CellSummary.TargetTally(
                                TARGET,
                                4,
                                400,
                                0,
                                List.of(new CellSummary.Trouble(Ailment.RESET, HOP - 12, 2, 0, 40, 4000, true))));

        var onset = Onset.at(of(test, Family.FAILING), HOP - 12, RAMP);

        assertThat(onset.newly()).isZero();
        assertThat(onset.most()).isFalse();
    }

    @Test
    void leaveOutCellsInWhichNobodyTriesTheTarget() {
        var world = new TestWorld().with(CELL, probes(4, 1)).now();

        assertThat(new HopView(world)
                        .landscape(Signal.of(Family.FAILING, TARGET), Thresholds.DEFAULT)
                        .cells())
                .isEmpty();
    }

    @Test
    void countEachProbeOnceForEveryTarget() {
        var other = new CellSummary.TargetTally("site/other.kz", 3, 300, 0, List.of());
        var world = new TestWorld()
                .with(CELL, probes(4, 1))
                .trying(CELL, tally(4), other)
                .now();

        var both = new HopView(world)
                .landscape(Signal.of(Family.SLOW, List.of(TARGET, "site/other.kz")), Thresholds.DEFAULT);

        assertThat(Standing.of(both, p -> true)).isEqualTo(new Standing(7, 0));
    }

    private static double gain(CellSummary.Trouble trouble) {
        return presences(Family.FAILING, tally(0, trouble))
                .get(0)
                .gainSince(HopSummary.startOf(trouble.since() + 1) - RAMP, RAMP);
    }

    private static CellSummary.Trouble trouble(Ailment ailment, long hopsAgo, int results, int probes) {
        return new CellSummary.Trouble(ailment, HOP - hopsAgo, results, 0, probes, 100 * probes, false);
    }

    private static CellSummary.TargetTally tally(int well, CellSummary.Trouble... troubles) {
        return new CellSummary.TargetTally(TARGET, well, 100 * well, 0, List.of(troubles));
    }

    private static List<Presence> presences(Family family, CellSummary.TargetTally tally) {
        return of(new TestWorld().with(CELL, probes(10, 1)).trying(CELL, tally), family);
    }

    private static List<Presence> of(TestWorld test, Family family) {
        var landscape = new HopView(test.now()).landscape(Signal.of(family, TARGET), Thresholds.DEFAULT);
        return landscape.cells().values().stream()
                .flatMap(population -> population.presences().stream())
                .toList();
    }
}
