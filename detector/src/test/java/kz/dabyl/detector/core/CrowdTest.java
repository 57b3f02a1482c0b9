package kz.dabyl.detector.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kz.dabyl.model.Cell;
import org.junit.jupiter.api.Test;

class CrowdTest {

    private static final Cell FEW = TestWorld.mobile(TestCity.CENTRE, "401-77");
    private static final Cell MANY = TestWorld.mobile(TestCity.WEST, "401-01");
    private static final Cell LINES = TestWorld.fixed(TestCity.CENTRE);

    private final TestWorld world = new TestWorld()
            .with(FEW, TestWorld.probes(3, 9))
            .with(MANY, TestWorld.probes(20, 1))
            .with(LINES, TestWorld.probes(3, 9));

    @Test
    void expectsOfFewPhonesToLoseWhatAllOfTheAreaDo() {
        losing(10, 8);

        var few = cell(Crowd.seen(cells()), FEW);

        assertThat(few.presences()).allSatisfy(probe -> assertThat(probe.loss()).isBetween(0.5, 0.6));
        assertThat(nats(few)).isLessThan(nats(world.view(FEW)) / 2);
    }

    @Test
    void saysNothingOfFixedLines() {
        losing(10, 8);

        assertThat(nats(cell(Crowd.seen(cells()), LINES))).isEqualTo(nats(world.view(LINES)));
    }

    @Test
    void leavesTheCellsAsTheyAreWhereLittleIsLost() {
        losing(20, 1);

        var cells = cells();

        assertThat(Crowd.seen(cells)).isSameAs(cells);
    }

    private void losing(int reports, int losses) {
        world.now();
        for (var hop = TestWorld.HOP - 60; hop <= TestWorld.HOP; hop++) {
            world.view(MANY).pulse.take(hop, reports, losses);
        }
    }

    private List<CellView> cells() {
        return List.of(world.view(FEW), world.view(MANY), world.view(LINES));
    }

    private static Population cell(List<? extends Population> cells, Cell wanted) {
        return cells.stream()
                .filter(population -> population.cell.equals(wanted))
                .findFirst()
                .orElseThrow();
    }

    private static double nats(Population cell) {
        return Onset.at(cell.presences(), TestWorld.HOP - 9, 60_000).nats();
    }
}
