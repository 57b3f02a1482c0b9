package kz.dabyl.detector.core.scopes;

import static kz.dabyl.detector.core.world.TestWorld.HOP;
import static kz.dabyl.detector.core.world.TestWorld.mobile;
import static kz.dabyl.detector.core.world.TestWorld.probes;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kz.dabyl.detector.core.TestCity;
import kz.dabyl.detector.core.world.TestWorld;
import kz.dabyl.model.Cell;
import org.junit.jupiter.api.Test;

class StartEstimateTest {

    private static final Cell CELL = mobile(TestCity.CENTRE, "401-01");

    @Test
    void isTheHopInWhichTheLastOfThemWereHeard() {
        var world = new TestWorld();
        for (var ago = 14; ago <= 19; ago++) {
            world.with(CELL, probes(4, ago));
        }

        assertThat(start(world, HOP - 18)).isBetween(HOP - 14, HOP - 13);
    }

    @Test
    void isNotMovedByAFewWhoLeakThrough() {
        var world = new TestWorld().with(CELL, probes(1, 9)).with(CELL, probes(1, 11));
        for (var ago = 24; ago <= 29; ago++) {
            world.with(CELL, probes(6, ago));
        }

        assertThat(start(world, HOP - 28)).isBetween(HOP - 25, HOP - 22);
    }

    @Test
    void isNotMovedByThoseWhoHadLongBeenAsleep() {
        var world = new TestWorld().with(CELL, probes(2, 70)).with(CELL, probes(1, 55));
        for (var ago = 14; ago <= 19; ago++) {
            world.with(CELL, probes(4, ago));
        }

        assertThat(start(world, HOP - 18)).isBetween(HOP - 15, HOP - 13);
    }

    @Test
    void isTheBeginningWhereTheyFellOneByOneOverMinutes() {
        var world = new TestWorld();
        for (var ago = 10; ago <= 70; ago += 2) {
            world.with(CELL, probes(1, ago));
        }

        assertThat(start(world, HOP - 30)).isBetween(HOP - 76, HOP - 60);
    }

    @Test
    void isNeverAfterItWasPublished() {
        var world = new TestWorld();
        for (var ago = 14; ago <= 19; ago++) {
            world.with(CELL, probes(4, ago));
        }
        world.now();

        assertThat(StartEstimate.of(List.of(world.view(CELL)), HOP - 18, HOP - 17, new StartEstimate.Memory()))
                .isLessThanOrEqualTo(HOP - 17);
    }

    @Test
    void tellsASlopeFromACliff() {
        var slope = new TestWorld();
        for (var ago = 10; ago <= 60; ago += 5) {
            slope.with(CELL, probes(1, ago));
        }
        var cliff = new TestWorld();
        for (var ago = 14; ago <= 19; ago++) {
            cliff.with(CELL, probes(2, ago));
        }
        slope.now();
        cliff.now();

        assertThat(StartEstimate.raggedness(List.of(slope.view(CELL)), HOP - 30, HOP))
                .isGreaterThan(3);
        assertThat(StartEstimate.raggedness(List.of(cliff.view(CELL)), HOP - 18, HOP))
                .isLessThan(-5);
    }

    @Test
    void isTheSameWhereTheyAreRemembered() {
        var world = new TestWorld();
        for (var ago = 10; ago <= 70; ago += 2) {
            world.with(CELL, probes(1, ago));
        }
        world.now();
        var memory = new StartEstimate.Memory();
        var views = List.of(world.view(CELL));

        var first = StartEstimate.of(views, HOP - 30, HOP, memory);

        assertThat(StartEstimate.of(views, HOP - 30, HOP, memory)).isEqualTo(first);
        assertThat(StartEstimate.of(views, HOP - 30, HOP, new StartEstimate.Memory()))
                .isEqualTo(first);
    }

    private static long start(TestWorld world, long onset) {
        world.now();
        return StartEstimate.of(List.of(world.view(CELL)), onset, HOP, new StartEstimate.Memory());
    }
}
