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

/**
 * What most probes run is silent wherever their collector is blind. That says nothing of the version, and nothing against a cut of
 * a cell whose probes run it too and have another collector.
 */
class VersionsBesideBlindCollectorsTest {

    private static final Cell CUT = mobile(TestCity.CENTRE, "401-01");
    private static final int OLD = 7;
    private static final int NEW = 8;

    private final TestWorld world = new TestWorld();

    @Test
    void areToBlameWhereTheirCollectorTicks() {
        mostAreSilentElsewhere();

        assertThat(explained()).isTrue();
    }

    @Test
    void areNotToBlameWhereItDoesNot() {
        mostAreSilentElsewhere();
        world.blinding("c1");

        assertThat(explained()).isFalse();
    }

    @Test
    void areNotToBlameWhereItsClockIsForgotten() {
        mostAreSilentElsewhere();
        world.forgetting("c1");

        assertThat(explained()).isFalse();
    }

    @Test
    void areToBlameThoughNothingIsKnownOfOthersWhoseCollectorIsForgotten() {
        world.with(CUT, "c2", probes(6, 10, OLD), probes(6, 1, NEW)).with(CUT, "c1", probes(9, 70, NEW));
        world.forgetting("c1");

        assertThat(explained()).isTrue();
    }

    @Test
    void areNotWhatMostOfACellShareBecauseOfThoseWhoseCollectorIsForgotten() {
        world.with(CUT, "c2", probes(4, 10, OLD), probes(4, 10, NEW)).with(CUT, "c1", probes(30, 70, OLD));
        for (var place : List.of(TestCity.WEST, TestCity.ASTANA, TestCity.SHYMKENT)) {
            world.with(mobile(place, "401-01"), "c2", probes(3, 10, OLD), probes(3, 1, OLD), probes(6, 1, NEW));
        }
        world.forgetting("c1");

        assertThat(explained()).isFalse();
    }

    private void mostAreSilentElsewhere() {
        world.with(CUT, "c2", probes(6, 10, OLD));
        for (var place : List.of(TestCity.WEST, TestCity.ASTANA, TestCity.SHYMKENT)) {
            world.with(mobile(place, "401-01"), "c1", probes(12, 70, OLD))
                    .with(mobile(place, "401-01"), "c2", probes(4, 1, OLD), probes(4, 1, NEW));
        }
    }

    private boolean explained() {
        return CommonCause.explains(new Scope(HOP - 10, 60_000, 20, 20, 6, List.of(CUT)), world.now());
    }
}
