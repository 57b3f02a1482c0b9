package kz.dabyl.detector.core.scopes;

import static kz.dabyl.detector.core.world.TestWorld.HOP;
import static kz.dabyl.detector.core.world.TestWorld.mobile;
import static kz.dabyl.detector.core.world.TestWorld.probes;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import kz.dabyl.detector.core.TestCity;
import kz.dabyl.detector.core.cells.CellView;
import kz.dabyl.detector.core.cells.Population;
import kz.dabyl.detector.core.cells.TestSources;
import kz.dabyl.detector.core.rules.Family;
import kz.dabyl.detector.core.world.TestWorld;
import kz.dabyl.detector.core.world.World;
import kz.dabyl.model.HopSummary;
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
    void findsTheSameInOnePlaceWhetherItLooksForItOrKnows() {
        var cells = place(TestCity.CENTRE);

        var known = new ScopeScan(cells, HopSummary.startOf(HOP + 1), Family.SILENCE, view -> true).whole();

        assertThat(known).isPresent().isEqualTo(scan(cells));
    }

    @Test
    void takesPlacesAsOneWhereAllAreKnownToHaveFallen() {
        var world = world(Set.copyOf(RING), Set.copyOf(NETWORKS));
        var cells = List.copyOf(world.cells().values());

        var whole = new ScopeScan(cells, world.nowMillis(), Family.SILENCE, view -> true)
                .whole()
                .orElseThrow();

        var found = scan(cells).orElseThrow();
        assertThat(whole.cells()).hasSameSizeAs(cells);
        assertThat(whole.score()).isBetween(found.score() - 1.1, found.score());
    }

    @Test
    void leavesOutCellsThatAreTaken() {
        var world = world(Set.of(TestCity.CENTRE), Set.copyOf(NETWORKS));
        var scan = new ScopeScan(List.copyOf(world.cells().values()), world.nowMillis(), Family.SILENCE, view -> false);

        assertThat(scan.best()).isEmpty();
    }

    @Test
    void poolsSourcesThatNeverPromiseOverNetworks() {
        var thin = List.of(sources("401-01", 20, 300), sources("401-02", 20, 300), sources("401-77", 20, 300));

        var pooled = scan(thin).orElseThrow();

        assertThat(pooled.cells()).hasSize(3);
        assertThat(pooled.score())
                .isGreaterThan(scan(thin.subList(0, 1)).orElseThrow().score());
        assertThat(pooled.silent()).isEqualTo(3 * TestSources.KNOWN);
    }

    @Test
    void leavesSourcesApartWhereProbesPromiseToo() {
        var mixed = TestSources.cell(mobile(TestCity.CENTRE, "401-01"), 20, 70, List.of(probes(5, 1)));

        var scope = scan(List.of(mixed, sources("401-02", 10, 150))).orElseThrow();

        assertThat(scope.cells()).containsExactly(mobile(TestCity.CENTRE, "401-02"));
    }

    @Test
    void countsFewerLooksWhereNobodyButSourcesFellSilent() {
        var seldom = sources("401-01", 10, 150);
        var presence = seldom.presences().get(0);
        var nats = presence.weight() * presence.evidence();
        var looks = Math.log(60 * presence.weight() * presence.natsPerSecond());

        var scope = scan(List.of(seldom)).orElseThrow();

        assertThat(looks).isNegative();
        assertThat(scope.fit()).isLessThanOrEqualTo(nats);
        assertThat(scope.score()).isGreaterThan(scope.fit() - 1).isLessThan(nats - looks);
    }

    @Test
    void countsEveryLookWhereProbesThatPromiseFellSilentToo() {
        var promised = new ArrayList<Population>(
                world(Set.of(TestCity.CENTRE), Set.copyOf(NETWORKS)).cells().values());
        var alone = scan(promised).orElseThrow();
        promised.add(sources("AS64500", 10, 1));

        var beside = scan(promised).orElseThrow();

        assertThat(beside.score()).isLessThanOrEqualTo(alone.score());
    }

    private static List<CellView> place(String place) {
        return world(Set.of(place), Set.copyOf(NETWORKS)).cells().values().stream()
                .filter(view -> view.cell().place().equals(place))
                .toList();
    }

    private static CellView sources(String network, int everyMinutes, int silentMinutes) {
        return TestSources.cell(mobile(TestCity.CENTRE, network), everyMinutes, silentMinutes);
    }

    private static Optional<Scope> scan(List<? extends Population> cells) {
        return new ScopeScan(cells, HopSummary.startOf(HOP + 1), Family.SILENCE, view -> true).best();
    }

    private static Optional<Scope> scan(Set<String> silentPlaces, Set<String> silentNetworks) {
        var world = world(silentPlaces, silentNetworks);
        return new ScopeScan(new ArrayList<>(world.cells().values()), world.nowMillis(), Family.SILENCE, view -> true)
                .best();
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
