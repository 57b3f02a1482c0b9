package kz.dabyl.detector.core;

import static kz.dabyl.detector.core.TestWorld.mobile;
import static kz.dabyl.detector.core.TestWorld.probes;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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

        assertThat(Suspicion.of(world.now(), Presence::collector)).containsExactly("c1");
    }

    @Test
    void fallsOnNobodyWhereAllOfThePlacesGoSilent() {
        var world = new TestWorld();
        for (var place : PLACES) {
            world.with(mobile(place, "401-01"), "c1", probes(6, 20)).with(mobile(place, "401-01"), "c2", probes(4, 20));
        }

        assertThat(Suspicion.of(world.now(), Presence::collector)).isEmpty();
    }

    @Test
    void fallsOnNobodyForOneCityAlone() {
        var world = new TestWorld()
                .with(mobile(TestCity.CENTRE, "401-01"), "c1", probes(6, 20))
                .with(mobile(TestCity.CENTRE, "401-01"), "c2", probes(4, 1))
                .with(mobile(TestCity.WEST, "401-01"), "c1", probes(6, 20))
                .with(mobile(TestCity.WEST, "401-01"), "c2", probes(4, 1));

        assertThat(Suspicion.of(world.now(), Presence::collector)).isEmpty();
    }

    @Test
    void fallsOnAVersionThatGoesSilentEverywhere() {
        var world = new TestWorld();
        for (var place : PLACES) {
            world.with(mobile(place, "401-01"), probes(4, 20, 7), probes(4, 1, 8));
        }

        assertThat(Suspicion.of(world.now(), Presence::version)).containsExactly("7");
    }

    @Test
    void comparesNoPhonesWithFixedLines() {
        var world = new TestWorld();
        for (var place : PLACES) {
            world.with(mobile(place, "401-01"), probes(4, 20, 7)).with(TestWorld.fixed(place), probes(4, 1, 8));
        }

        assertThat(Suspicion.of(world.now(), Presence::version)).isEmpty();
    }
}
