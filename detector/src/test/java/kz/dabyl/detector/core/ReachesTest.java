package kz.dabyl.detector.core;

import static kz.dabyl.detector.core.world.TestWorld.HOP;
import static kz.dabyl.detector.core.world.TestWorld.mobile;
import static kz.dabyl.detector.core.world.TestWorld.probes;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import kz.dabyl.detector.core.world.TestWorld;
import kz.dabyl.model.Access;
import kz.dabyl.model.Cell;
import kz.dabyl.model.Places;
import kz.dabyl.model.Thresholds;
import org.junit.jupiter.api.Test;

class ReachesTest {

    private static final List<String> TOWN = List.copyOf(new TreeSet<>(Places.disk(TestCity.CENTRE, 2)));

    private final TestWorld town = new TestWorld();
    private final Reaches reaches = new Reaches();

    @Test
    void looksAtAFewPlacesAtATimeAndAtAllInTurn() {
        TOWN.forEach(place -> town.with(mobile(place, "401-01"), probes(5, 1)));

        refresh(HOP);
        var first = known();
        refresh(HOP + 1);
        refresh(HOP + 2);

        assertThat(first).isEqualTo(8);
        assertThat(known()).isEqualTo(TOWN.size());
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

    private long known() {
        return TOWN.stream()
                .filter(place -> reaches.of(mobile(place, "401-01")).isPresent())
                .count();
    }
}
