package kz.dabyl.detector.core.incidents;

import static kz.dabyl.detector.core.world.TestWorld.HOP;
import static kz.dabyl.detector.core.world.TestWorld.mobile;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import kz.dabyl.detector.core.TestCity;
import kz.dabyl.detector.core.cells.CellView;
import kz.dabyl.detector.core.cells.Onset;
import kz.dabyl.detector.core.cells.TestSources;
import kz.dabyl.detector.core.scopes.Landscape;
import kz.dabyl.detector.core.scopes.Signal;
import kz.dabyl.detector.core.world.TestWorld;
import kz.dabyl.model.Areas;
import kz.dabyl.model.Cell;
import kz.dabyl.model.Places;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How an incident spreads: to sources that never promise, and to what falls beside it later. */
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

    @ParameterizedTest(name = "{0} hops after the last of its cells, {1} hops ago: {2}")
    @CsvSource({
        "60, 30, true",
        // It may be another, which opens by itself,
        "61, 30, false",
        "61, 120, false",
        // if it can.
        "61, 121, true",
    })
    void waitsForWhatFellLateBesideIt(long after, long hopsAgo, boolean joins) {
        var beside = Places.disk(TestCity.CENTRE, 1).stream()
                .filter(place -> !place.equals(TestCity.CENTRE))
                .findFirst()
                .orElseThrow();
        var onset = HOP - hopsAgo - after;
        var incident = new IncidentState("i1", Signal.SILENCE, 0, onset, Onset.SHORT_RAMP_MILLIS);
        var world = new TestWorld();
        for (var network : List.of("401-01", "401-02")) {
            incident.add(mobile(TestCity.CENTRE, network), Areas.of(TestCity.CENTRE), onset, HOP);
            world.with(mobile(TestCity.CENTRE, network), TestWorld.probes(8, hopsAgo + after))
                    .with(mobile(beside, network), TestWorld.probes(8, hopsAgo));
        }
        world.now();

        new Spread(new Landscape(Signal.SILENCE, world.world().cells(), HOP), incident, Set.of()).run();

        assertThat(incident.members.containsKey(mobile(beside, "401-01"))).isEqualTo(joins);
    }

    @Test
    void goesOnFromPlaceToPlace() {
        var ring = Places.disk(TestCity.CENTRE, 1).stream()
                .filter(place -> !place.equals(TestCity.CENTRE))
                .toList();
        var incident = new IncidentState("i1", Signal.SILENCE, 0, HOP - 130, Onset.SHORT_RAMP_MILLIS);
        var world = new TestWorld();
        for (var network : List.of("401-01", "401-02")) {
            incident.add(mobile(TestCity.CENTRE, network), Areas.of(TestCity.CENTRE), HOP - 130, HOP);
            incident.add(mobile(ring.get(0), network), Areas.of(TestCity.CENTRE), HOP - 80, HOP);
            world.with(mobile(TestCity.CENTRE, network), TestWorld.probes(8, 130))
                    .with(mobile(ring.get(0), network), TestWorld.probes(8, 80))
                    .with(mobile(ring.get(1), network), TestWorld.probes(8, 30));
        }
        world.now();

        new Spread(new Landscape(Signal.SILENCE, world.world().cells(), HOP), incident, Set.of()).run();

        assertThat(incident.members).containsKey(mobile(ring.get(1), "401-01"));
    }

    @Test
    void takesInNoLineBesideTheCutOfAnotherIncident() {
        var beside = Places.disk(TestCity.CENTRE, 1).stream()
                .filter(place -> !place.equals(TestCity.CENTRE))
                .findFirst()
                .orElseThrow();
        var incident = new IncidentState("i1", Signal.SILENCE, 0, HOP - 30, Onset.SHORT_RAMP_MILLIS);
        var elsewhere = new HashSet<Cell>();
        var world = new TestWorld();
        for (var network : List.of("401-01", "401-02")) {
            incident.add(mobile(TestCity.CENTRE, network), Areas.of(TestCity.CENTRE), HOP - 30, HOP);
            elsewhere.add(mobile(beside, network));
            world.with(mobile(TestCity.CENTRE, network), TestWorld.probes(8, 30))
                    .with(mobile(beside, network), TestWorld.probes(8, 100));
        }
        world.with(TestWorld.fixed(TestCity.CENTRE), TestWorld.probes(3, 1))
                .with(TestWorld.fixed(beside), TestWorld.probes(8, 31))
                .now();

        new Spread(new Landscape(Signal.SILENCE, world.world().cells(), HOP), incident, elsewhere).run();

        assertThat(incident.members).doesNotContainKey(TestWorld.fixed(beside));
    }

    @Test
    void takesInNoCellThatAnotherIncidentHas() {
        var incident = spread(60, TestSources.cell(SECOND, 5, 58), Set.of(SECOND));

        assertThat(incident.members).doesNotContainKey(SECOND);
    }

    /** An incident of {@link #FIRST} that began so many minutes ago, after it had looked at {@code other}. */
    private static IncidentState spread(int minutesAgo, CellView other) {
        return spread(minutesAgo, other, Set.of());
    }

    private static IncidentState spread(int minutesAgo, CellView other, Set<Cell> elsewhere) {
        var onset = HOP - minutesAgo * MINUTE;
        var incident = new IncidentState("i1", Signal.SILENCE, 0, onset, Onset.SHORT_RAMP_MILLIS);
        incident.add(FIRST, Areas.of(FIRST.place()), onset, HOP);
        var cells = new TreeMap<Cell, CellView>(Map.of(FIRST, TestSources.cell(FIRST, 5, minutesAgo), SECOND, other));

        new Spread(new Landscape(Signal.SILENCE, cells, HOP), incident, elsewhere).run();

        return incident;
    }
}
