package kz.dabyl.detector.core.scopes;

import static kz.dabyl.detector.core.world.TestWorld.HOP;
import static kz.dabyl.detector.core.world.TestWorld.mobile;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import kz.dabyl.detector.core.cells.CellView;
import kz.dabyl.detector.core.cells.Population;
import kz.dabyl.detector.core.rules.Family;
import kz.dabyl.detector.core.world.TestWorld;
import kz.dabyl.model.CellSummary;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.Places;
import org.junit.jupiter.api.Test;

class SleepWaveTest {

    /** What one of five areas or so has to reach. */
    private static final double BAR = 13;

    private static final List<String> NETWORKS = List.of("401-01", "401-02", "401-77");
    private static final List<String> PLACES = IntStream.range(0, 6)
            .mapToObj(i -> Places.at(43.10 + 0.06 * i, 76.90, 7))
            .toList();

    /** Ten phones a cell, of which five fell asleep within the last quarter of an hour, one by one. */
    private static final CellSummary.Cohort[] FALLING_ASLEEP = {
        phones(5, 1), phones(1, 90), phones(1, 115), phones(1, 140), phones(1, 165), phones(1, 190)
    };

    private static final CellSummary.Cohort[] AWAKE = {phones(10, 1)};

    private static final CellSummary.Cohort[] SLOWLY = {
        phones(1, 14), phones(1, 22), phones(1, 33), phones(1, 45), phones(1, 2)
    };

    @Test
    void takesASlowFallForSleepWhereTheCountryFallsAsleep() {
        var city = city(FALLING_ASLEEP, SLOWLY);

        assertThat(scan(city))
                .hasValueSatisfying(scope -> assertThat(scope.score()).isGreaterThan(1.5 * BAR));
        assertThat(bounded(city, elsewhere(FALLING_ASLEEP)).score()).isLessThan(BAR);
    }

    @Test
    void believesItMoreWhereTheRestOfTheCountryIsAwake() {
        var city = city(FALLING_ASLEEP, SLOWLY);

        assertThat(bounded(city, elsewhere(AWAKE)).score())
                .isGreaterThan(2 + bounded(city, elsewhere(FALLING_ASLEEP)).score());
    }

    @Test
    void believesItWhereTheCityIsAwake() {
        var city = city(AWAKE, phones(1, 14), phones(1, 22), phones(1, 33), phones(1, 45), phones(1, 52));

        assertThat(bounded(city, elsewhere(AWAKE)).score()).isGreaterThan(BAR);
        assertThat(bounded(city, elsewhere(FALLING_ASLEEP)).score()).isGreaterThan(BAR);
    }

    @Test
    void believesACutWithinAMinuteThoughTheCountryFallsAsleep() {
        var city = city(FALLING_ASLEEP, phones(5, 9));

        assertThat(bounded(city, elsewhere(FALLING_ASLEEP)).score()).isGreaterThan(1.5 * BAR);
    }

    @Test
    void bringsNoScopeMoreThanItHad() {
        var city = city(AWAKE, phones(10, 9));

        assertThat(bounded(city, elsewhere(AWAKE)).score())
                .isLessThanOrEqualTo(scan(city).orElseThrow().score());
    }

    @Test
    void takesNothingFromWhatFellSilentOnTheMains() {
        var city = city(FALLING_ASLEEP, new CellSummary.Cohort(HOP - 20, 30, 1, 2, 0, 0, 5, 500, false, false, true));

        assertThat(bounded(city, elsewhere(FALLING_ASLEEP)).score())
                .isEqualTo(scan(city).orElseThrow().score());
    }

    private static Scope bounded(List<CellView> city, List<CellView> others) {
        return new SleepWave(city, falls(others), HOP).bound(scan(city).orElseThrow(), SleepWaveTest::scan);
    }

    private static List<List<SleepWave.Falls>> falls(List<CellView> cells) {
        return cells.stream().map(cell -> SleepWave.falls(cell, HOP)).toList();
    }

    private static Optional<Scope> scan(List<? extends Population> cells) {
        return new ScopeScan(cells, HopSummary.startOf(HOP + 1), Family.SILENCE, view -> true).best();
    }

    /** All places as they say, but the first, of which the five who were awake longest are as {@code last}. */
    private static List<CellView> city(CellSummary.Cohort[] everywhere, CellSummary.Cohort... last) {
        var world = new TestWorld();
        for (var network : NETWORKS) {
            world.with(mobile(PLACES.get(0), network), last);
            for (var place : PLACES.subList(1, PLACES.size())) {
                world.with(mobile(place, network), everywhere);
            }
        }
        return new ArrayList<>(world.now().cells().values());
    }

    private static List<CellView> elsewhere(CellSummary.Cohort[] everywhere) {
        return city(everywhere, everywhere);
    }

    private static CellSummary.Cohort phones(int count, long hopsAgo) {
        return TestWorld.probes(count, hopsAgo);
    }
}
