package kz.dabyl.detector.core.openings;

import static kz.dabyl.detector.core.world.TestWorld.HOP;
import static kz.dabyl.detector.core.world.TestWorld.mobile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import kz.dabyl.detector.core.TestCity;
import kz.dabyl.detector.core.incidents.IncidentState;
import kz.dabyl.detector.core.incidents.TestIncidents;
import kz.dabyl.detector.core.scopes.Scope;
import kz.dabyl.detector.core.scopes.Signal;
import kz.dabyl.model.Cell;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.Incident;
import org.junit.jupiter.api.Test;

class RecurrenceTest {

    private static final Cell CELL = mobile(TestCity.CENTRE, "401-01");
    private static final Cell OTHER = mobile(TestCity.ASTANA, "401-01");
    private static final long MINUTE = 60_000 / HopSummary.HOP_MILLIS;
    private static final long DAY = 1440 * MINUTE;

    private final List<IncidentState> incidents = new ArrayList<>();

    @Test
    void isNothingWhereNothingWasBefore() {
        assertThat(bonus()).isZero();
    }

    @Test
    void isTwentyfoldAfterACutAtThatHourOfTheDayBefore() {
        closed(CELL, DAY + 30 * MINUTE);

        assertThat(bonus()).isCloseTo(Math.log(20), within(1e-9));
    }

    @Test
    void growsWithTheDaysOnWhichItCame() {
        closed(CELL, DAY);
        closed(CELL, 2 * DAY - 30 * MINUTE);
        closed(CELL, 2 * DAY + 30 * MINUTE);

        assertThat(bonus()).isCloseTo(Math.log(40), within(1e-9));
    }

    @Test
    void countsNoOtherHour() {
        closed(CELL, DAY + 50 * MINUTE);
        closed(CELL, 2 * DAY - 50 * MINUTE);

        assertThat(bonus()).isZero();
    }

    @Test
    void countsNothingOfTheSameNight() {
        closed(CELL, 20 * MINUTE);

        assertThat(bonus()).isZero();
    }

    @Test
    void countsNoOtherCells() {
        closed(OTHER, DAY);

        assertThat(bonus()).isZero();
    }

    @Test
    void countsNeitherWhatIsStillOpenNorWhatWasNone() {
        TestIncidents.in(Incident.State.OPEN, closed(CELL, DAY));
        TestIncidents.in(Incident.State.RETRACTED, closed(CELL, 2 * DAY));

        assertThat(bonus()).isZero();
    }

    private IncidentState closed(Cell cell, long hopsAgo) {
        var incident = new IncidentState("i" + incidents.size(), Signal.SILENCE, 0, HOP - hopsAgo, 60_000);
        incident.add(cell, "Almaty", HOP - hopsAgo, HOP - hopsAgo);
        TestIncidents.in(Incident.State.CLOSED, incident);
        incidents.add(incident);
        return incident;
    }

    private double bonus() {
        return Recurrence.bonus(new Scope(HOP, 60_000, 10, 10, 5, List.of(CELL)), incidents);
    }
}
