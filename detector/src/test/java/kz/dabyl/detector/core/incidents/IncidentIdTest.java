package kz.dabyl.detector.core.incidents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kz.dabyl.detector.core.TestCity;
import kz.dabyl.detector.core.scopes.Signal;
import kz.dabyl.model.Access;
import kz.dabyl.model.Cell;
import org.junit.jupiter.api.Test;

class IncidentIdTest {

    private static final Cell CELL = new Cell(TestCity.CENTRE, "401-01", Access.MOBILE);
    private static final Cell OTHER = new Cell(TestCity.CENTRE, "401-02", Access.MOBILE);

    @Test
    void hasTheFormOfAUlid() {
        assertThat(IncidentId.of(TestCity.START, Signal.SILENCE, List.of(CELL))).matches("[0-7][0-9A-HJKMNP-TV-Z]{25}");
    }

    @Test
    void beginsWithTheOpeningTick() {
        assertThat(IncidentId.of(0, Signal.SILENCE, List.of(CELL))).startsWith("0000000000");
        assertThat(IncidentId.of(1_469_918_176_385L, Signal.SILENCE, List.of(CELL)))
                .startsWith("01ARYZ6S41");
    }

    @Test
    void isTheSameForTheSameTickAndCells() {
        assertThat(IncidentId.of(TestCity.START, Signal.SILENCE, List.of(CELL, OTHER)))
                .isEqualTo(IncidentId.of(TestCity.START, Signal.SILENCE, List.of(CELL, OTHER)));
    }

    @Test
    void differsByTickAndByCells() {
        assertThat(List.of(
                        IncidentId.of(TestCity.START, Signal.SILENCE, List.of(CELL)),
                        IncidentId.of(TestCity.START + 5000, Signal.SILENCE, List.of(CELL)),
                        IncidentId.of(TestCity.START, Signal.SILENCE, List.of(OTHER)),
                        IncidentId.of(TestCity.START, Signal.SILENCE, List.of(CELL, OTHER))))
                .doesNotHaveDuplicates();
    }

    @Test
    void sortsByTime() {
        assertThat(IncidentId.of(TestCity.START, Signal.SILENCE, List.of(OTHER)))
                .isLessThan(IncidentId.of(TestCity.START + 1, Signal.SILENCE, List.of(CELL)));
    }
}
