package kz.dabyl.detector.core.incidents;

import static kz.dabyl.detector.core.world.TestWorld.HOP;
import static kz.dabyl.detector.core.world.TestWorld.mobile;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import kz.dabyl.detector.core.TestCity;
import kz.dabyl.detector.core.cells.CellView;
import kz.dabyl.detector.core.cells.Onset;
import kz.dabyl.detector.core.cells.TestSources;
import kz.dabyl.detector.core.scopes.Landscape;
import kz.dabyl.detector.core.scopes.Signal;
import kz.dabyl.model.Areas;
import kz.dabyl.model.Cell;
import org.junit.jupiter.api.Test;

/** How an incident spreads to cells from which nobody but sources that never promise speaks. */
class SpreadTest {

    private static final Cell FIRST = mobile(TestCity.CENTRE, "401-01");
    private static final Cell SECOND = mobile(TestCity.CENTRE, "401-02");
    private static final long MINUTE = TestSources.MINUTE;

    @Test
    void takesInSourcesThatFellSilentWithIt() {
        var incident = spread(60, TestSources.cell(SECOND, 5, 58));

        assertThat(incident.members).containsKey(SECOND);
    }

    @Test
    void takesInSourcesThatWereLastHeardAUsualGapBeforeIt() {
        var incident = spread(60, TestSources.cell(SECOND, 5, 75));

        assertThat(incident.members).containsKey(SECOND);
    }

    @Test
    void countsOfSuchSourcesOnlyWhatTheyOwedSinceItBegan() {
        var incident = spread(4, TestSources.cell(SECOND, 5, 45));

        assertThat(incident.members).doesNotContainKey(SECOND);
    }

    @Test
    void leavesOutSourcesThatSpeakAsUsual() {
        var incident = spread(60, TestSources.cell(SECOND, 5, 3));

        assertThat(incident.members).doesNotContainKey(SECOND);
    }

    /** An incident of {@link #FIRST} that began so many minutes ago, after it had looked at {@code other}. */
    private static IncidentState spread(int minutesAgo, CellView other) {
        var onset = HOP - minutesAgo * MINUTE;
        var incident = new IncidentState("i1", Signal.SILENCE, 0, onset, Onset.SHORT_RAMP_MILLIS);
        incident.add(FIRST, Areas.of(FIRST.place()), onset, HOP);
        var cells = new TreeMap<Cell, CellView>(Map.of(FIRST, TestSources.cell(FIRST, 5, minutesAgo), SECOND, other));

        new Spread(new Landscape(Signal.SILENCE, cells, HOP), incident, Set.of()).run();

        return incident;
    }
}
