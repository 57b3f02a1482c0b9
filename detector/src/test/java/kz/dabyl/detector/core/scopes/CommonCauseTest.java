package kz.dabyl.detector.core.scopes;

import static kz.dabyl.detector.core.world.TestWorld.HOP;
import static kz.dabyl.detector.core.world.TestWorld.mobile;
import static kz.dabyl.detector.core.world.TestWorld.newcomers;
import static kz.dabyl.detector.core.world.TestWorld.probes;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import kz.dabyl.detector.core.TestCity;
import kz.dabyl.detector.core.world.TestWorld;
import kz.dabyl.model.Cell;
import kz.dabyl.model.CellSummary;
import org.junit.jupiter.api.Test;

class CommonCauseTest {

    private static final Cell CELL = mobile(TestCity.CENTRE, "401-01");
    private static final int OLD = 7;
    private static final int NEW = 8;
    private static final int FLYER = 5;
    private static final int OTHERS = 6;

    @Test
    void isACollectorWhoseProbesFellSilentWhileOthersOfTheSameCellLive() {
        var world = new TestWorld().with(CELL, "c1", probes(6, 10)).with(CELL, "c2", probes(6, 1));

        assertThat(explained(world)).isTrue();
    }

    @Test
    void isNotACollectorWhoseNeighboursFellSilentToo() {
        var world = new TestWorld().with(CELL, "c1", probes(6, 10)).with(CELL, "c2", probes(3, 10));

        assertThat(explained(world)).isFalse();
    }

    @Test
    void isAVersionWhoseProbesFellSilentWhileOthersOfTheSameCellLive() {
        var world = new TestWorld().with(CELL, probes(6, 10, OLD), probes(6, 1, NEW));

        assertThat(explained(world)).isTrue();
    }

    @Test
    void isNotAVersionOfWhichFewOthersSayThatAllIsWell() {
        var world = new TestWorld().with(CELL, probes(7, 10, OLD), probes(3, 1, NEW));

        assertThat(explained(world)).isFalse();
    }

    @Test
    void isNotACollectorBesideWhichFewSayThatAllIsWell() {
        var world = new TestWorld().with(CELL, "c1", probes(7, 10)).with(CELL, "c2", probes(3, 1));

        assertThat(explained(world)).isFalse();
    }

    @Test
    void isNothingThatNewcomersDeny() {
        var world = new TestWorld().with(CELL, "c1", probes(7, 10)).with(CELL, "c2", newcomers(20, 1));

        assertThat(explained(world)).isFalse();
    }

    @Test
    void isNotAVersionThatNobodyNames() {
        var world = new TestWorld().with(CELL, probes(6, 10, 0), probes(3, 1, NEW));

        assertThat(explained(world)).isFalse();
    }

    @Test
    void isAVersionThatAilsInUnrelatedPlaces() {
        var world = new TestWorld().with(CELL, probes(6, 10, OLD));
        for (var place : List.of(TestCity.WEST, TestCity.ASTANA)) {
            for (var network : List.of("401-01", "401-02")) {
                world.with(mobile(place, network), probes(2, 10, OLD), probes(2, 1, OLD), probes(4, 1, NEW));
            }
        }

        assertThat(explained(world)).isTrue();
    }

    @Test
    void isSeveralCollectorsThatFailTogetherInUnrelatedPlaces() {
        var world = twoOfThreeSilent(CELL);
        for (var place : List.of(TestCity.WEST, TestCity.ASTANA)) {
            for (var network : List.of("401-01", "401-02")) {
                twoOfThreeSilent(world, mobile(place, network));
            }
        }

        assertThat(explained(world)).isTrue();
    }

    @Test
    void isNotSeveralCollectorsWhereOnlyOneCellAils() {
        assertThat(explained(twoOfThreeSilent(CELL))).isFalse();
    }

    @Test
    void isNotCollectorsThatFailAlreadyWhereTheOthersTellOfACut() {
        var world = new TestWorld();
        for (var place : List.of(TestCity.WEST, TestCity.ASTANA, TestCity.SHYMKENT)) {
            for (var collector : List.of("c1", "c2", "c3")) {
                world.with(mobile(place, "401-01"), collector, probes(4, 70));
            }
            world.with(mobile(place, "401-01"), "c4", probes(4, 1));
        }
        for (var collector : List.of("c1", "c2", "c3")) {
            world.with(CELL, collector, probes(4, 70));
        }
        world.with(CELL, "c4", probes(4, 10));
        world.now().health().suspect(Set.of("c1", "c2", "c3"), Set.of());

        assertThat(explained(world)).isFalse();
    }

    @Test
    void isNotAVersionThatMostRunWhoseCollectorsFailAlready() {
        var world = new TestWorld();
        for (var place : List.of(TestCity.WEST, TestCity.ASTANA, TestCity.SHYMKENT)) {
            world.with(mobile(place, "401-01"), "c1", probes(12, 70, OLD), probes(2, 70, NEW))
                    .with(mobile(place, "401-01"), "c4", probes(4, 1, OLD), probes(2, 1, NEW));
        }
        world.with(CELL, "c1", probes(12, 70, OLD), probes(2, 70, NEW)).with(CELL, "c4", probes(5, 10, OLD));
        world.now().health().suspect(Set.of("c1"), Set.of());

        assertThat(explained(world)).isFalse();
    }

    @Test
    void isAnInviteWhoseProbesFellSilentWhileOthersOfTheSameCellLive() {
        var world = new TestWorld().with(CELL, invited(4, 10, FLYER), invited(2, 1, OTHERS), invited(2, 1, 0));

        assertThat(explained(world)).isTrue();
    }

    @Test
    void isNotAnInviteOfWhichFewOthersSayThatAllIsWell() {
        var world = new TestWorld().with(CELL, invited(5, 10, FLYER), invited(4, 1, OTHERS));

        assertThat(explained(world)).isFalse();
    }

    @Test
    void isNotAnInviteThatNobodyNames() {
        var world = new TestWorld().with(CELL, invited(4, 10, 0), invited(4, 1, OTHERS));

        assertThat(explained(world)).isFalse();
    }

    @Test
    void isAnInviteThatAilsInTwoOtherCellsWhereSomeOthersLive() {
        var some = new TestWorld().with(CELL, invited(4, 10, FLYER), invited(1, 10, OTHERS), invited(2, 1, OTHERS));
        var none = new TestWorld().with(CELL, invited(4, 10, FLYER), invited(1, 10, OTHERS), invited(1, 1, OTHERS));
        for (var network : List.of("401-02", "401-77")) {
            some.with(mobile(TestCity.CENTRE, network), invited(4, 10, FLYER), invited(5, 1, OTHERS));
            none.with(mobile(TestCity.CENTRE, network), invited(4, 10, FLYER), invited(5, 1, OTHERS));
        }

        assertThat(explained(some)).isTrue();
        assertThat(explained(none)).isFalse();
    }

    /** Whoever holds it can have some fall silent elsewhere and invent a few here that live. */
    @Test
    void isNotAnInviteThatAilsElsewhereWhereLessThanHalfAsManyOthersLive() {
        var few = new TestWorld().with(CELL, invited(6, 10, FLYER), invited(2, 1, OTHERS));
        var half = new TestWorld().with(CELL, invited(6, 10, FLYER), invited(3, 1, OTHERS));
        for (var network : List.of("401-02", "401-77")) {
            few.with(mobile(TestCity.CENTRE, network), invited(4, 10, FLYER), invited(5, 1, OTHERS));
            half.with(mobile(TestCity.CENTRE, network), invited(4, 10, FLYER), invited(5, 1, OTHERS));
        }

        assertThat(explained(few)).isFalse();
        assertThat(explained(half)).isTrue();
    }

    @Test
    void isNotAnInviteByWhichOthersFallSilentElsewhere() {
        var world = new TestWorld().with(CELL, invited(6, 10, FLYER));
        for (var place : List.of(TestCity.WEST, TestCity.ASTANA)) {
            for (var network : List.of("401-01", "401-02")) {
                world.with(mobile(place, network), invited(2, 10, FLYER), invited(4, 1, OTHERS));
            }
        }

        assertThat(explained(world)).isFalse();
    }

    @Test
    void isNotAVersionThatAReleaseLeavesBehind() {
        var left = new TestWorld().with(CELL, probes(6, 10, OLD));
        var back = new TestWorld().with(CELL, probes(6, 10, OLD));
        for (var place : List.of(TestCity.WEST, TestCity.ASTANA)) {
            for (var network : List.of("401-01", "401-02")) {
                left.with(mobile(place, network), probes(1, 10, OLD), probes(9, 1, NEW));
                back.with(mobile(place, network), probes(1, 10, OLD), probes(9, 1, NEW))
                        .returning(mobile(place, network), 10, 9, 9);
            }
        }

        assertThat(explained(left)).isTrue();
        assertThat(explained(back)).isFalse();
    }

    @Test
    void isNotTheCollectorThatIsLeftWhereNothingIsKnownOfTheOthers() {
        var world = new TestWorld().with(CELL, "c1", probes(6, 10)).with(CELL, "c2", probes(6, 100));
        world.blinding("c2");

        assertThat(explained(world)).isFalse();
    }

    private static TestWorld twoOfThreeSilent(Cell cell) {
        return twoOfThreeSilent(new TestWorld(), cell);
    }

    private static TestWorld twoOfThreeSilent(TestWorld world, Cell cell) {
        return world.with(cell, "c1", probes(3, 10))
                .with(cell, "c2", probes(3, 10))
                .with(cell, "c3", probes(3, 1));
    }

    private static boolean explained(TestWorld world) {
        return CommonCause.explains(new Scope(HOP - 10, 60_000, 20, 20, 6, List.of(CELL)), world.now());
    }

    private static CellSummary.Cohort invited(int count, long hopsAgo, int invite) {
        return new CellSummary.Cohort(HOP - hopsAgo, 30, 1, 2, 0, invite, count, 100 * count, false, false, false);
    }
}
