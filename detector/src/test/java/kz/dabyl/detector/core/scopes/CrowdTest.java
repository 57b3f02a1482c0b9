package kz.dabyl.detector.core.scopes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import kz.dabyl.detector.core.TestCity;
import kz.dabyl.detector.core.cells.CellView;
import kz.dabyl.detector.core.cells.Onset;
import kz.dabyl.detector.core.cells.Population;
import kz.dabyl.detector.core.world.TestWorld;
import kz.dabyl.model.Cell;
import org.junit.jupiter.api.Test;

class CrowdTest {

    private static final Cell FEW = TestWorld.mobile(TestCity.CENTRE, "401-77");
    private static final Cell SAME_NETWORK = TestWorld.mobile(TestCity.WEST, "401-77");
    private static final Cell SAME_PLACE = TestWorld.mobile(TestCity.CENTRE, "401-01");
    private static final Cell AWAY = TestWorld.mobile(TestCity.WEST, "401-01");
    private static final Cell FAR = TestWorld.mobile(TestCity.WEST, "401-02");
    private static final Cell LINES = TestWorld.fixed(TestCity.CENTRE);
    private static final List<Cell> PHONES = List.of(FEW, SAME_NETWORK, SAME_PLACE, AWAY, FAR);

    private final TestWorld world = new TestWorld()
            .with(FEW, TestWorld.probes(3, 9))
            .with(SAME_NETWORK, TestWorld.probes(20, 1))
            .with(SAME_PLACE, TestWorld.probes(20, 1))
            .with(AWAY, TestWorld.probes(20, 1))
            .with(FAR, TestWorld.probes(20, 1))
            .with(LINES, TestWorld.probes(3, 9));

    @Test
    void expectsOfFewPhonesToLoseTwiceWhatTheAreaDoes() {
        losing(10, 3, Set.of(SAME_NETWORK, SAME_PLACE, AWAY, FAR));

        assertThat(seen(FEW).presences())
                .allSatisfy(probe -> assertThat(probe.loss()).isBetween(0.34, 0.4));
        assertThat(nats(seen(FEW))).isLessThan(nats(world.view(FEW)) * 0.6);
    }

    @Test
    void expectsOfFewPhonesToLoseWhatTheirNetworkDoes() {
        losing(10, 4, Set.of(FEW, SAME_NETWORK));

        assertThat(nats(seen(FEW))).isLessThan(nats(world.view(FEW)));
        assertThat(seen(AWAY)).isSameAs(world.view(AWAY));
    }

    @Test
    void expectsOfFewPhonesToLoseWhatOthersInTheirPlaceDo() {
        losing(10, 4, Set.of(FEW, SAME_PLACE));

        assertThat(nats(seen(FEW))).isLessThan(nats(world.view(FEW)));
        assertThat(seen(SAME_NETWORK)).isSameAs(world.view(SAME_NETWORK));
    }

    @Test
    void takesNoCellsWordForTheOthersHoweverMuchItSays() {
        losing(1_000, 4_000, Set.of(SAME_PLACE));

        assertThat(Crowd.seen(cells())).isEqualTo(cells());
        assertThat(Crowd.isIn(cells())).isFalse();
    }

    @Test
    void saysNothingOfFixedLines() {
        losing(10, 8, Set.copyOf(PHONES));

        assertThat(seen(LINES)).isSameAs(world.view(LINES));
    }

    @Test
    void leavesTheCellsAsTheyAreWhereLittleIsLost() {
        losing(20, 1, Set.copyOf(PHONES));

        var cells = cells();

        assertThat(Crowd.seen(cells)).isSameAs(cells);
    }

    /** These cells lose so much, the others nothing. */
    private void losing(int reports, int losses, Set<Cell> losers) {
        world.now();
        for (var hop = TestWorld.HOP - 60; hop <= TestWorld.HOP; hop++) {
            for (var cell : PHONES) {
                world.view(cell).pulse().take(hop, reports, losers.contains(cell) ? losses : 0);
            }
        }
    }

    private List<CellView> cells() {
        return List.of(
                world.view(FEW),
                world.view(SAME_NETWORK),
                world.view(SAME_PLACE),
                world.view(AWAY),
                world.view(FAR),
                world.view(LINES));
    }

    private Population seen(Cell wanted) {
        return Crowd.seen(cells()).stream()
                .filter(population -> population.cell().equals(wanted))
                .findFirst()
                .orElseThrow();
    }

    private static double nats(Population cell) {
        return Onset.at(cell.presences(), TestWorld.HOP - 9, 60_000).nats();
    }
}
