package kz.dabyl.detector.core.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import kz.dabyl.detector.core.TestCity;
import org.junit.jupiter.api.Test;

class WorldTest {

    @Test
    void showsItsCellsButLetsNobodyElseChangeThem() {
        var cell = TestWorld.mobile(TestCity.CENTRE, "401-01");
        var test = new TestWorld().with(cell, TestWorld.probes(5, 1));
        var cells = test.world.cells();
        test.now();

        assertThat(cells).containsOnlyKeys(cell);
        assertThatThrownBy(cells::clear).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void showsWhichPlacesAreNotCountedButLetsNobodyElseChangeThem() {
        var world = new TestWorld().world;
        var uncounted = world.uncounted();
        world.leaveUncounted(TestCity.CENTRE);

        assertThat(uncounted).containsExactly(TestCity.CENTRE);
        assertThatThrownBy(uncounted::clear).isInstanceOf(UnsupportedOperationException.class);
    }
}
