package kz.dabyl.detector.core;

import static kz.dabyl.detector.core.world.TestWorld.HOP;
import static kz.dabyl.detector.core.world.TestWorld.mobile;
import static kz.dabyl.detector.core.world.TestWorld.probes;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import kz.dabyl.detector.core.world.TestWorld;
import kz.dabyl.model.Access;
import kz.dabyl.model.Cell;
import kz.dabyl.model.Places;
import kz.dabyl.model.Thresholds;
import org.junit.jupiter.api.Test;

class ReachesTest {

    private static final List<String> COUNTRY = List.copyOf(new TreeSet<>(Places.disk(TestCity.CENTRE, 6)));

    private final TestWorld town = new TestWorld();
    private final Reaches reaches = new Reaches();

    @Test
    void looksAtWhatIsNewAtOnceAndAtAHundredPlacesAtMost() {
        COUNTRY.forEach(place -> town.with(mobile(place, "401-01"), probes(5, 1)));

        refresh(HOP);
        var first = known();
        refresh(HOP + 1);

        assertThat(first).isEqualTo(100);
        assertThat(known()).isEqualTo(COUNTRY.size()).isGreaterThan(100);
    }

    @Test
    void looksAgainAtAFewPlacesAtATimeAndAtAllWithinTwoMinutes() {
        COUNTRY.forEach(place -> town.with(mobile(place, "401-01"), probes(5, 1)));
        refresh(HOP);
        refresh(HOP + 1);

        // Who has seen that the probes stay silent sees nothing any more.
        var blind = new ArrayList<Long>();
        for (var later = 2; later <= 26; later++) {
            refresh(HOP + later);
            blind.add(COUNTRY.stream()
                    .filter(place -> seen(place).network().isEmpty())
                    .count());
        }

        assertThat(blind).isSorted().endsWith((long) COUNTRY.size());
        for (var i = 1; i < blind.size(); i++) {
            assertThat(blind.get(i) - blind.get(i - 1)).isLessThanOrEqualTo(8);
        }
    }

    @Test
    void looksAgainAfterTwoMinutes() {
        var cell = mobile(TestCity.CENTRE, "401-01");
        town.with(cell, probes(5, 1));
        refresh(HOP);
        var before = reaches.of(cell).orElseThrow();

        // The probes stay silent, so that later there is nobody left to see anything.
        refresh(HOP + 23);
        var sooner = reaches.of(cell).orElseThrow();
        refresh(HOP + 24);

        assertThat(before.isNone()).isFalse();
        assertThat(sooner).isEqualTo(before);
        assertThat(reaches.of(cell).orElseThrow().isNone()).isTrue();
    }

    @Test
    void looksAtOnceAtANetworkThatIsNewInItsPlace() {
        town.with(mobile(TestCity.CENTRE, "401-01"), probes(5, 1));
        refresh(HOP);

        var joined = mobile(TestCity.CENTRE, "401-02");
        town.with(joined, probes(5, 1));
        refresh(HOP + 1);

        assertThat(reaches.of(joined)).isPresent();
    }

    @Test
    void seesTheAreaWhereItHasMorePlaces() {
        var thin = mobile(TestCity.CENTRE, "401-01");
        for (var place : List.of(TestCity.CENTRE, TestCity.WEST)) {
            town.with(mobile(place, "401-01"), probes(1, 3)).with(mobile(place, "401-02"), probes(1, 2));
        }
        refresh(HOP);

        var reach = reaches.of(thin).orElseThrow();

        assertThat(reach.half()).isEmpty();
        assertThat(reach.network()).isEmpty();
        assertThat(reach.place()).isEmpty();
        assertThat(reach.area()).isPresent();
    }

    @Test
    void seesTheSameInAPlaceThatIsItsArea() {
        var cell = new Cell("KZ-75", "401-01", Access.MOBILE);
        town.with(cell, probes(5, 3)).with(new Cell("KZ-75", "401-02", Access.MOBILE), probes(5, 3));
        refresh(HOP);

        var reach = reaches.of(cell).orElseThrow();

        assertThat(reach.area()).isPresent().isEqualTo(reach.place());
    }

    private void refresh(long hop) {
        var world = town.at(hop);
        var rehearsal = new Rehearsal(world, Thresholds.DEFAULT, List.of(), List.of());
        reaches.refresh(world.watchedAreas(Thresholds.DEFAULT), hop, rehearsal);
    }

    private Reach seen(String place) {
        return reaches.of(mobile(place, "401-01")).orElseThrow();
    }

    private long known() {
        return COUNTRY.stream()
                .filter(place -> reaches.of(mobile(place, "401-01")).isPresent())
                .count();
    }
}
