package kz.dabyl.detector.evidence;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import java.util.Set;
import kz.dabyl.model.Access;
import kz.dabyl.model.Areas;
import kz.dabyl.model.Cell;
import kz.dabyl.model.Places;
import kz.dabyl.model.Thresholds;
import org.junit.jupiter.api.Test;

class DisguiseTest {

    private static final Cell SMALL = cell(Places.at(43.238, 76.945, 8));

    private static Cell cell(String place) {
        return new Cell(place, "401-01", Access.MOBILE);
    }

    private static Disguise.Moves moves(Cell small, Set<Cell> told, int seed) {
        return Disguise.of(Map.of(small, 1), Set.of(), told, Thresholds.DEFAULT, new Random(seed));
    }

    private static Cell moved(Cell small, int seed) {
        return requireNonNull(moves(small, Set.of(), seed).moved().get(small));
    }

    @Test
    void drawsTheSamePlacesWhicheverOfThemIsTheRealOne() {
        var coarse = Places.parent(SMALL.place(), Places.COARSEST);
        var others = Places.within(coarse, 8).stream()
                .filter(place -> Areas.of(place).equals("Almaty"))
                .map(DisguiseTest::cell)
                .toList();

        assertThat(others).hasSizeGreaterThan(100);
        for (var other : others) {
            var seed = other.hashCode();
            assertThat(moved(other, seed)).isEqualTo(moved(SMALL, seed));
        }
    }

    @Test
    void hidesNoCellThatAnotherIncidentNames() {
        var moves = moves(SMALL, Set.of(SMALL), 1);

        assertThat(moves.obstacle()).contains("a cell of another incident of that time had fewer than 3 probes");
        assertThat(moves.moved()).isEmpty();
    }

    @Test
    void movesNobodyToWhereOthersAreSeen() {
        for (var seed = 0; seed < 100; seed++) {
            var target = moved(SMALL, seed);
            var probes = Map.of(SMALL, 1, target, 5);

            var moves = Disguise.of(probes, Set.of(), Set.of(), Thresholds.DEFAULT, new Random(seed));

            assertThat(moves.moved().keySet()).containsExactly(SMALL);
            assertThat(moves.moved()).doesNotContainValue(target);
        }
    }

    @Test
    void doesNotSayThatOneLeftOthersBehindWhereFewCouldBeMeant() {
        var seen = new Cell(SMALL.place(), "401-02", Access.MOBILE);
        var other = cell(Places.at(43.200, 76.900, 8));
        var third = cell(Places.at(43.300, 76.950, 8));

        assertThat(beside(Map.of(SMALL, 1, seen, 5)).added()).isEmpty();
        assertThat(beside(Map.of(SMALL, 1, seen, 5, other, 5)).added()).isEmpty();
        assertThat(beside(Map.of(SMALL, 1, seen, 5, other, 5, third, 5)).added())
                .hasSize(1);
    }

    private static Disguise.Moves beside(Map<Cell, Integer> probes) {
        return Disguise.of(probes, Set.of(), Set.of(), Thresholds.DEFAULT, new Random(1));
    }
}
