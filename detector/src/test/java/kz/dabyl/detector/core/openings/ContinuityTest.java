package kz.dabyl.detector.core.openings;

import static kz.dabyl.detector.core.world.TestWorld.HOP;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kz.dabyl.detector.core.TestCity;
import kz.dabyl.detector.core.incidents.Excuses;
import kz.dabyl.detector.core.incidents.IncidentState;
import kz.dabyl.detector.core.incidents.Member;
import kz.dabyl.detector.core.incidents.TestIncidents;
import kz.dabyl.detector.core.scopes.Scope;
import kz.dabyl.detector.core.scopes.Signal;
import kz.dabyl.detector.core.world.TestWorld;
import kz.dabyl.model.Areas;
import kz.dabyl.model.Cell;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentKind;
import kz.dabyl.model.Places;
import kz.dabyl.model.Thresholds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What opens again and what is another, on both sides of each bound. */
class ContinuityTest {

    private static final long ONSET = HOP - 8;

    @ParameterizedTest(name = "closed {0} hops ago: {1}")
    @CsvSource({"180, true", "181, false"})
    void goesOnWithWhatClosedWithinAQuarterOfAnHour(long ago, boolean same) {
        var closed = closed(cells("401-01", 2), ago);

        assertThat(of(closed, cells("401-01", 2)) == closed).isEqualTo(same);
    }

    @ParameterizedTest(name = "{1} of {0} cells fall again: {2}")
    @CsvSource({"3, 1, true", "4, 1, false", "6, 2, true", "7, 2, false"})
    void goesOnWhereAThirdOfItFallsAgain(int cells, int again, boolean same) {
        var closed = closed(cells("401-01", cells), 60);

        assertThat(of(closed, cells("401-01", again)) == closed).isEqualTo(same);
    }

    @ParameterizedTest(name = "{1} cells fall where it had {0}: {2}")
    @CsvSource({"2, 6, true", "2, 7, false"})
    void isAnotherWhereThreeTimesAsManyFallAndMore(int cells, int now, boolean same) {
        var closed = closed(cells("401-01", cells), 60);

        assertThat(of(closed, cells("401-01", now)) == closed).isEqualTo(same);
    }

    @Test
    void isAnotherWhereOneNetworkFallsAgainOfSeveral() {
        var both = new ArrayList<>(cells("401-01", 2));
        both.addAll(cells("401-02", 2));
        var closed = closed(both, 60);

        assertThat(of(closed, cells("401-01", 2))).isNotSameAs(closed);
    }

    @ParameterizedTest(name = "lines fell then: {0}; they fall now: {1}")
    @CsvSource({"true, true", "true, false", "false, true", "false, false"})
    void isAnotherWhereLinesDoNotDoAsTheyDidBefore(boolean then, boolean now) {
        var phones = cells("401-01", 2);
        phones.addAll(cells("401-02", 2));
        var closed = closed(phones, 60);
        TestIncidents.called(then ? IncidentKind.OUTAGE : IncidentKind.SHUTDOWN, closed);
        var world = new TestWorld();
        for (var place : phones.stream().map(Cell::place).distinct().toList()) {
            world.with(TestWorld.fixed(place), TestWorld.probes(3, now ? HOP - ONSET : 1));
        }

        assertThat(of(closed, phones, world) == closed).isEqualTo(then == now);
    }

    @Test
    void isAnotherOfTheSameCityWhereEachNetworkLivesInThePlaceOfTheOther() {
        var one = TestWorld.mobile(TestCity.CENTRE, "401-01");
        var other = TestWorld.mobile(TestCity.WEST, "401-02");
        var open = new IncidentState("i", Signal.SILENCE, 0, ONSET, 60_000);
        open.add(one, Areas.of(one.place()), ONSET, ONSET);
        var world = new TestWorld()
                .with(one, TestWorld.probes(5, HOP - ONSET))
                .with(TestWorld.mobile(TestCity.CENTRE, "401-02"), TestWorld.probes(5, 1))
                .with(TestWorld.mobile(TestCity.WEST, "401-01"), TestWorld.probes(5, 1));

        assertThat(of(open, List.of(other), world)).isNotSameAs(open);
    }

    @Test
    void opensAgainWithoutAnEnd() {
        var closed = closed(cells("401-01", 2), 60);

        of(closed, cells("401-01", 2));

        assertThat(closed.state()).isEqualTo(Incident.State.OPEN);
        assertThat(closed.closedHop()).isEqualTo(IncidentState.NEVER);
        assertThat(closed.lastOnset()).isEqualTo(ONSET);
    }

    @Test
    void asksNothingMoreOfCellsThatWereBackBeforeItOpensAgain() {
        var again = cells("401-01", 2);
        var closed = closed(cells("401-01", 3), 60);

        of(closed, again);

        assertThat(closed.members()).hasSize(3);
        assertThat(closed.telling()).extracting(Member::cell).containsExactlyElementsOf(again);
        assertThat(closed.telling()).extracting(Member::onset).containsOnly(ONSET);
    }

    private static IncidentState of(IncidentState closed, List<Cell> falling) {
        return of(closed, falling, new TestWorld());
    }

    private static IncidentState of(IncidentState closed, List<Cell> falling, TestWorld world) {
        falling.forEach(cell -> world.with(cell, TestWorld.probes(5, HOP - ONSET)));
        var scope = new Scope(ONSET, 60_000, 20, 20, 10, falling);
        return new Continuity(world.now(), new Excuses(), Thresholds.DEFAULT, List.of(closed))
                .of(Signal.SILENCE, null, scope);
    }

    private static IncidentState closed(List<Cell> cells, long hopsAgo) {
        var incident = new IncidentState("i", Signal.SILENCE, 0, HOP - 1000, 60_000);
        cells.forEach(cell -> incident.add(cell, Areas.of(cell.place()), HOP - 1000, HOP - 1000));
        return TestIncidents.closedIn(HOP - hopsAgo, incident);
    }

    /** So many cells of one network in one city. */
    private static List<Cell> cells(String network, int count) {
        var places = Places.disk(TestCity.CENTRE, 2).stream().sorted().toList();
        return IntStream.range(0, count)
                .mapToObj(i -> TestWorld.mobile(places.get(i), network))
                .collect(Collectors.toCollection(ArrayList::new));
    }
}
