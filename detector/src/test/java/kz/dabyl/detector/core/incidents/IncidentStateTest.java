package kz.dabyl.detector.core.incidents;

import static kz.dabyl.detector.core.world.TestWorld.HOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import kz.dabyl.detector.core.TestCity;
import kz.dabyl.detector.core.scopes.Signal;
import kz.dabyl.detector.core.world.TestWorld;
import kz.dabyl.model.Areas;
import kz.dabyl.model.Cell;
import org.junit.jupiter.api.Test;

class IncidentStateTest {

    private static final Cell CELL = TestWorld.mobile(TestCity.CENTRE, "401-01");

    private final IncidentState incident = new IncidentState("i", Signal.SILENCE, 0, HOP, 60_000);

    @Test
    void showsWhatItTakesInButLetsNobodyElseChangeIt() {
        var members = incident.members();
        var areas = incident.areas();
        incident.add(CELL, Areas.of(CELL.place()), HOP, HOP);

        assertThat(members).containsOnlyKeys(CELL);
        assertThat(areas).containsExactly(Areas.of(CELL.place()));
        assertThatThrownBy(members::clear).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(areas::clear).isInstanceOf(UnsupportedOperationException.class);
    }
}
