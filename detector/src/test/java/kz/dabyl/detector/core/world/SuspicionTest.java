package kz.dabyl.detector.core.world;

import static kz.dabyl.detector.core.world.TestWorld.HOP;
import static kz.dabyl.detector.core.world.TestWorld.mobile;
import static kz.dabyl.detector.core.world.TestWorld.probes;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import kz.dabyl.detector.core.TestCity;
import kz.dabyl.model.CellSummary;
import kz.dabyl.model.Places;
import org.junit.jupiter.api.Test;

class SuspicionTest {

    private static final List<String> PLACES =
            List.of(TestCity.CENTRE, TestCity.WEST, TestCity.ASTANA, Places.at(42.317, 69.590, 7));

    @Test
    void fallsOnACollectorWhoseProbesGoSilentInEveryCityWhileTheirNeighboursLive() {
        var world = new TestWorld();
        for (var place : PLACES) {
            world.with(mobile(place, "401-01"), "c1", probes(3, 20), probes(3, 1))
                    .with(mobile(place, "401-01"), "c2", probes(4, 1));
        }

        assertThat(Suspicion.of(world.now().cells.values(), HOP, Trait.COLLECTOR, Set.of()))
                .containsExactly("c1");
    }

    @Test
    void fallsOnSeveralCollectorsThatFailTogether() {
        var world = new TestWorld();
        for (var place : PLACES) {
            world.with(mobile(place, "401-01"), "c1", probes(4, 20))
                    .with(mobile(place, "401-01"), "c2", probes(4, 20))
                    .with(mobile(place, "401-01"), "c3", probes(4, 1));
        }

        assertThat(Suspicion.of(world.now().cells.values(), HOP, Trait.COLLECTOR, Set.of()))
                .containsExactly("c1", "c2");
    }

    @Test
    void fallsOnNoVersionThatIsLeftBehindByARelease() {
        var left = new TestWorld();
        var back = new TestWorld();
        for (var place : PLACES) {
            left.with(mobile(place, "401-01"), probes(2, 20, 7), probes(30, 1, 8));
            back.with(mobile(place, "401-01"), probes(2, 20, 7), probes(30, 1, 8))
                    .returning(mobile(place, "401-01"), 20, 30, 30);
        }

        assertThat(Suspicion.of(left.now().cells.values(), HOP, Trait.VERSION, Set.of()))
                .containsExactly("7");
        assertThat(Suspicion.of(back.now().cells.values(), HOP, Trait.VERSION, Set.of()))
                .isEmpty();
    }

    @Test
    void fallsOnNobodyWhereAllOfThePlacesGoSilent() {
        var world = new TestWorld();
        for (var place : PLACES) {
            world.with(mobile(place, "401-01"), "c1", probes(6, 20)).with(mobile(place, "401-01"), "c2", probes(4, 20));
        }

        assertThat(Suspicion.of(world.now().cells.values(), HOP, Trait.COLLECTOR, Set.of()))
                .isEmpty();
    }

    @Test
    void fallsOnNobodyForOneCityAlone() {
        var world = new TestWorld()
                .with(mobile(TestCity.CENTRE, "401-01"), "c1", probes(6, 20))
                .with(mobile(TestCity.CENTRE, "401-01"), "c2", probes(4, 1))
                .with(mobile(TestCity.WEST, "401-01"), "c1", probes(6, 20))
                .with(mobile(TestCity.WEST, "401-01"), "c2", probes(4, 1));

        assertThat(Suspicion.of(world.now().cells.values(), HOP, Trait.COLLECTOR, Set.of()))
                .isEmpty();
    }

    @Test
    void fallsOnAVersionThatGoesSilentEverywhere() {
        var world = new TestWorld();
        for (var place : PLACES) {
            world.with(mobile(place, "401-01"), probes(4, 20, 7), probes(4, 1, 8));
        }

        assertThat(Suspicion.of(world.now().cells.values(), HOP, Trait.VERSION, Set.of()))
                .containsExactly("7");
    }

    @Test
    void fallsOnNoVersionBecauseTheCollectorOfThoseWhoRunItIsBlind() {
        var ticking = new TestWorld();
        var blind = new TestWorld().blinding("c1");
        for (var world : List.of(ticking, blind)) {
            for (var place : PLACES) {
                world.with(mobile(place, "401-01"), "c1", probes(4, 20, 7))
                        .with(mobile(place, "401-01"), "c2", probes(4, 1, 8));
            }
        }

        assertThat(Suspicion.of(ticking.now().cells.values(), HOP, Trait.VERSION, Set.of()))
                .containsExactly("7");
        assertThat(Suspicion.of(blind.now().cells.values(), HOP, Trait.VERSION, Set.of()))
                .isEmpty();
    }

    @Test
    void comparesNoPhonesWithFixedLines() {
        var world = new TestWorld();
        for (var place : PLACES) {
            world.with(mobile(place, "401-01"), probes(4, 20, 7)).with(TestWorld.fixed(place), probes(4, 1, 8));
        }

        assertThat(Suspicion.of(world.now().cells.values(), HOP, Trait.VERSION, Set.of()))
                .isEmpty();
    }

    @Test
    void fallsOnNoVersionForTheCutOfOneDistrictBesideTheUsualAbsenteesOfOtherCities() {
        var world = new TestWorld().with(mobile(TestCity.CENTRE, "401-01"), probes(9, 9, 7), probes(1, 5, 8));
        for (var place : List.of(TestCity.WEST, TestCity.ASTANA, PLACES.get(3))) {
            for (var network : List.of("401-01", "401-02", "401-77")) {
                world.with(mobile(place, network), probes(9, 1, 7), probes(1, 1, 8));
            }
            world.with(mobile(place, "401-01"), probes(1, 20, 7));
        }

        assertThat(Suspicion.of(world.now().cells.values(), HOP, Trait.VERSION, Set.of()))
                .isEmpty();
    }

    @Test
    void takesNobodyForAliveWhoHasNotBeenDueSinceTheFirstWereMissed() {
        var world = new TestWorld();
        for (var place : PLACES) {
            world.with(mobile(place, "401-01"), probes(9, 12, 7), seldom(9, 14, 8), seldom(9, 30, 8));
        }

        assertThat(Suspicion.of(world.now().cells.values(), HOP, Trait.VERSION, Set.of()))
                .isEmpty();
    }

    @Test
    void staysOnWhoWasMissedLongAgoAndIsStillMissedWhileTheOthersLive() {
        var world = new TestWorld();
        for (var place : PLACES) {
            world.with(mobile(place, "401-01"), probes(4, 200, 7), probes(4, 1, 8));
        }

        assertThat(Suspicion.of(world.now().cells.values(), HOP, Trait.VERSION, Set.of()))
                .isEmpty();
        assertThat(Suspicion.of(world.world.cells.values(), HOP, Trait.VERSION, Set.of("7")))
                .containsExactly("7");
    }

    @Test
    void endsOnceTheOthersFollow() {
        var world = new TestWorld();
        for (var place : PLACES) {
            world.with(mobile(place, "401-01"), probes(4, 20, 7), probes(3, 20, 8), probes(1, 1, 8));
        }

        assertThat(Suspicion.of(world.now().cells.values(), HOP, Trait.VERSION, Set.of("7")))
                .isEmpty();
    }

    private static CellSummary.Cohort seldom(int count, long hopsAgo, int software) {
        return new CellSummary.Cohort(HOP - hopsAgo, 300, 1, 2, software, 0, count, 100 * count, false, false, false);
    }
}
