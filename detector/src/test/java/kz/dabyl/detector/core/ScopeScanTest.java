package kz.dabyl.detector.core;

import static kz.dabyl.detector.core.TestWorld.HOP;
import static kz.dabyl.detector.core.TestWorld.mobile;
import static kz.dabyl.detector.core.TestWorld.probes;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import kz.dabyl.model.Places;
import org.junit.jupiter.api.Test;

class ScopeScanTest {

    private static final List<String> NETWORKS = List.of("401-01", "401-02", "401-77");
    private static final List<String> RING = List.copyOf(new TreeSet<>(Places.disk(TestCity.CENTRE, 1)));

    @Test
    void findsNothingWhereEverybodyLives() {
        assertThat(scan(Set.of(), Set.of())).isEmpty();
    }

    @Test
    void findsThePlaceWhoseNetworksFellTogether() {
        var scope = scan(Set.of(TestCity.CENTRE), Set.copyOf(NETWORKS)).orElseThrow();

        assertThat(scope.places()).containsExactly(TestCity.CENTRE);
        assertThat(scope.cells()).hasSize(3);
        assertThat(scope.onset()).isEqualTo(HOP - 10);
        assertThat(scope.silent()).isEqualTo(15);
    }

    @Test
    void findsNeighboursThatFellTogether() {
        var some = Set.copyOf(RING.subList(0, 4));

        var scope = scan(some, Set.copyOf(NETWORKS)).orElseThrow();

        assertThat(Set.copyOf(scope.places())).isEqualTo(some);
    }

    @Test
    void takesOnlyTheNetworksThatFell() {
        var scope = scan(Set.copyOf(RING), Set.of("401-01", "401-02")).orElseThrow();

        assertThat(scope.cells()).extracting(cell -> cell.network()).containsOnly("401-01", "401-02");
        assertThat(scope.places()).hasSize(RING.size());
    }

    @Test
    void boundsOneNetworkByItsOwnShortOutagesHoweverManyPlacesItTakes() {
        var one = scan(Set.of(TestCity.CENTRE), Set.of("401-01")).orElseThrow();
        var many = scan(Set.copyOf(RING), Set.of("401-01")).orElseThrow();
        var two = scan(Set.of(TestCity.CENTRE), Set.of("401-01", "401-02")).orElseThrow();

        assertThat(one.score()).isLessThan(10);
        assertThat(many.score()).isLessThan(10);
        assertThat(two.score()).isGreaterThan(14);
        assertThat(many.fit()).isGreaterThan(5 * one.fit());
    }

    @Test
    void leavesOutCellsThatAreTaken() {
        var world = world(Set.of(TestCity.CENTRE), Set.copyOf(NETWORKS));
        var scan = new ScopeScan(List.copyOf(world.cells.values()), world.now(), Family.SILENCE, view -> false);

        assertThat(scan.best()).isEmpty();
    }

    private static Optional<Scope> scan(Set<String> silentPlaces, Set<String> silentNetworks) {
        var world = world(silentPlaces, silentNetworks);
        return new ScopeScan(new ArrayList<>(world.cells.values()), world.now(), Family.SILENCE, view -> true).best();
    }

    private static World world(Set<String> silentPlaces, Set<String> silentNetworks) {
        var world = new TestWorld();
        for (var place : RING) {
            for (var network : NETWORKS) {
                var silent = silentPlaces.contains(place) && silentNetworks.contains(network);
                world.with(mobile(place, network), probes(5, silent ? 10 : 1));
            }
        }
        return world.now();
    }
}
