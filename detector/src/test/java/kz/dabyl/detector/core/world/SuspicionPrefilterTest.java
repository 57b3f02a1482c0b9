package kz.dabyl.detector.core.world;

import static java.util.Objects.requireNonNull;
import static kz.dabyl.detector.core.world.TestWorld.HOP;
import static kz.dabyl.detector.core.world.TestWorld.mobile;
import static kz.dabyl.detector.core.world.TestWorld.newcomers;
import static kz.dabyl.detector.core.world.TestWorld.probes;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import kz.dabyl.detector.core.TestCity;
import kz.dabyl.detector.core.cells.TestSources;
import kz.dabyl.model.CellSummary;
import org.junit.jupiter.api.Test;

class SuspicionPrefilterTest {

    private static final List<String> PLACES =
            List.of(TestCity.CENTRE, TestCity.WEST, TestCity.ASTANA, TestCity.SHYMKENT);

    private final TestWorld world = new TestWorld();

    @Test
    void sendsForTheLookWhereACollectorLosesItsProbesInEveryCity() {
        everywhere("c1", probes(3, 20), probes(3, 1));
        everywhere("c2", probes(4, 1));

        assertThat(bound().collectorMayFail()).isTrue();
    }

    @Test
    void sendsForTheLookWhereAVersionFailsEverywhere() {
        everywhere("c1", probes(4, 20, 7), probes(4, 1, 8));

        assertThat(bound().versionMayFail()).isTrue();
        assertThat(bound().collectorMayFail()).isFalse();
    }

    @Test
    void sendsForTheLookWhereMostOfWhomACollectorHasLiveBesideAnotherThatFailsWithIt() {
        world.with(mobile("KZ-15", "401-01"), "c1", probes(200, 20));
        world.with(mobile("KZ-23", "401-01"), "c1", probes(100, 1))
                .with(mobile("KZ-23", "401-01"), "c2", probes(2, 20));
        everywhere("c1", probes(2, 20));
        everywhere("c3", probes(2, 1));

        var now = world.now();
        assertThat(suspects(now, Trait.COLLECTOR)).containsExactly("c1");
        assertThat(bound(now).collectorMayFail()).isTrue();
    }

    @Test
    void countsTheOthersAlsoWhereThoseOfAVersionAreMissedForTooLong() {
        for (var place : List.of(TestCity.CENTRE, TestCity.ASTANA, TestCity.SHYMKENT)) {
            world.with(mobile(place, "401-01"), "c1", probes(3, 20, 7), probes(1, 1, 8));
        }
        world.with(mobile(TestCity.WEST, "401-01"), "c1", probes(3, 200, 7), probes(1, 1, 8));

        var now = world.now();
        assertThat(suspects(now, Trait.VERSION)).containsExactly("7");
        assertThat(bound(now).versionMayFail()).isTrue();
    }

    @Test
    void sendsForNoLookWhereAllFallSilentAlike() {
        everywhere("c1", probes(4, 20, 7), probes(4, 1, 8));
        everywhere("c2", probes(4, 20, 8), probes(4, 1, 7));

        assertThat(bound().collectorMayFail()).isFalse();
        assertThat(bound().versionMayFail()).isFalse();
    }

    @Test
    void sendsForNoLookBecauseOfOneNewcomer() {
        everywhere("c1", probes(4, 1, 7));
        everywhere("c2", probes(4, 1, 8));
        world.with(mobile(TestCity.CENTRE, "401-01"), "c1", newcomers(1, 1));

        assertThat(bound().collectorMayFail()).isFalse();
        assertThat(bound().versionMayFail()).isFalse();
    }

    @Test
    void sendsForNoLookBecauseOfACrowdOfOneInvite() {
        everywhere("c1", probes(4, 1, 7));
        everywhere("c2", probes(4, 1, 8));
        world.with(mobile(TestCity.CENTRE, "401-01"), "c1", invited(40, 1));

        assertThat(bound().collectorMayFail()).isFalse();
    }

    @Test
    void sendsForNoLookWhereSourcesThatNeverPromiseSpeakAsUsual() {
        everywhere("c1", probes(4, 1, 7));
        everywhere("c2", probes(4, 1, 8));
        var cell = mobile(TestCity.CENTRE, "401-01");
        var known = TestSources.cell(cell, 2, 0);
        world.withSources(cell, TestSources.KNOWN, requireNonNull(known.cadence()));

        assertThat(bound().collectorMayFail()).isFalse();
        assertThat(world.view(cell).sources()).isPresent();
    }

    private void everywhere(String collector, CellSummary.Cohort... cohorts) {
        PLACES.forEach(place -> world.with(mobile(place, "401-01"), collector, cohorts));
    }

    private static CellSummary.Cohort invited(int count, long hopsAgo) {
        return new CellSummary.Cohort(HOP - hopsAgo, 30, 1, 2, 7, 3, count, 100 * count, false, false, false);
    }

    private SuspicionPrefilter bound() {
        return bound(world.now());
    }

    private static Set<String> suspects(World now, Trait trait) {
        return Suspicion.of(now.cells.values(), HOP, trait, Set.of());
    }

    private static SuspicionPrefilter bound(World now) {
        var several = new Several();
        now.cells.values().forEach(view -> view.latest().forEach(several::see));
        return SuspicionPrefilter.of(now.cells.values(), HOP, now.health, several);
    }
}
