package kz.dabyl.detector.core.openings;

import static kz.dabyl.detector.core.world.TestWorld.HOP;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import kz.dabyl.detector.core.TestCity;
import kz.dabyl.detector.core.incidents.IncidentState;
import kz.dabyl.detector.core.incidents.TestIncidents;
import kz.dabyl.detector.core.scopes.Scope;
import kz.dabyl.detector.core.scopes.Signal;
import kz.dabyl.detector.core.world.TestWorld;
import kz.dabyl.model.Areas;
import kz.dabyl.model.Cell;
import kz.dabyl.model.IncidentKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether phones that fall silent where an incident closed of late are it again, by the lines beside them; hops are 5 s. */
class LinesAgainTest {

    private static final Cell PHONES = TestWorld.mobile(TestCity.CENTRE, "401-01");

    @ParameterizedTest(name = "it took lines: {0}; silent for {1} hops, lines heard {2} hops ago: {3}")
    @CsvSource({
        // Nobody has spoken since: all would have after 45 s.
        "true, 8, 20 20 20 20, YES",
        "true, 4, 5 5 5 5, ASKED",
        "true, 9, 12 11 10 10, YES",
        // Three of four spoke after the first phones were missed; so do those who fall with them, two of a hundred
        // times,
        "true, 5, 6 1 1 2, ASKED",
        "true, 5, 4 1 1 2, NO",
        // and where some live beside others who fell it is likelier the same.
        "true, 9, 20 20 1 1, YES",
        "true, 9, 11 1 1 1, NO",
        // What left the lines alone and takes them now is another.
        "false, 8, 20 20 20 20, NO",
        "false, 5, 6 1 1 2, ASKED",
        "false, 5, 4 1 1 2, YES",
        "false, 9, 20 20 1 1, YES",
        // One line tells nothing.
        "true, 3, 1, YES",
        "false, 8, 20, YES",
    })
    void waitsUntilTheLinesHaveTold(boolean took, long silent, String heard, String answer) {
        var closed = closed(took ? IncidentKind.OUTAGE : IncidentKind.SHUTDOWN);
        var world = new TestWorld().with(PHONES, TestWorld.probes(5, silent));
        Arrays.stream(heard.split(" "))
                .forEach(hops ->
                        world.with(TestWorld.fixed(TestCity.CENTRE), TestWorld.probes(1, Long.parseLong(hops))));

        var scope = new Scope(HOP - silent, 60_000, 20, 20, 5, List.of(PHONES));
        var reopening = new Reopening(world.now(), List.of(closed));

        assertThat(reopening.isAskedYet(scope)).isEqualTo(answer.equals("ASKED"));
        assertThat(reopening.of(Signal.SILENCE, null, scope).isEmpty()).isEqualTo(answer.equals("NO"));
    }

    private static IncidentState closed(IncidentKind kind) {
        var incident = new IncidentState("i", Signal.SILENCE, 0, HOP - 1000, 60_000);
        incident.add(PHONES, Areas.of(PHONES.place()), HOP - 1000, HOP - 1000);
        TestIncidents.called(kind, incident);
        return TestIncidents.closedIn(HOP - 60, incident);
    }
}
