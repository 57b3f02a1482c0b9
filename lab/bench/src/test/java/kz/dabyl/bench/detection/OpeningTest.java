package kz.dabyl.bench.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import kz.dabyl.detector.tuning.Scorecard;
import kz.dabyl.model.Access;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentKind;
import org.junit.jupiter.api.Test;

/** Incidents that called something a shutdown and did not stay with it. */
class OpeningTest {

    private static final Incident SHUTDOWN = revision("a", 1, IncidentKind.SHUTDOWN, Incident.State.OPEN);
    private static final Incident RENAMED = revision("a", 2, IncidentKind.OUTAGE, Incident.State.CLOSED);
    private static final Incident OTHER = revision("b", 1, IncidentKind.SHUTDOWN, Incident.State.OPEN);
    private static final Incident TAKEN_BACK = revision("b", 2, IncidentKind.SHUTDOWN, Incident.State.RETRACTED);

    private static Incident revision(String id, int number, IncidentKind kind, Incident.State state) {
        return new Incident(
                id,
                number,
                kind,
                state,
                Incident.Certainty.SUSPECTED,
                0.7,
                "Almaty",
                List.of("KZ-75"),
                List.of("401-01"),
                List.of(Access.MOBILE),
                List.of(),
                0,
                0,
                0,
                null,
                new Incident.Evidence(1, 0, 3, 1, 1, 0),
                List.of(),
                null,
                null,
                1,
                Map.of());
    }

    @Test
    void remembersEveryKindThatAnIncidentWasGivenAndHowItEnded() {
        var openings = Opening.of(List.of(SHUTDOWN, OTHER, RENAMED, TAKEN_BACK));

        assertThat(openings)
                .containsExactly(
                        new Opening(Set.of(IncidentKind.SHUTDOWN, IncidentKind.OUTAGE), false),
                        new Opening(Set.of(IncidentKind.SHUTDOWN), true));
    }

    @Test
    void aPageCountsThemInTheSetAndInTheNullRuns() {
        var inTheSet = trial(SHUTDOWN, RENAMED);
        var inTheNullRun = trial(OTHER, TAKEN_BACK);

        var page =
                ResultTables.of(new Results(List.of(inTheSet), Map.of(), List.of(inTheNullRun)), "command", "c0ffee");

        assertThat(page)
                .contains("made with commit `c0ffee`")
                .contains(
                        "`shutdown` in any revision where nothing is to be found (of these retracted) | 0 | 2 (1) in 2");
    }

    private static Trial trial(Incident... revisions) {
        return new Trial(
                "quiet-day", 1, Map.of(Trial.DABYL, Scorecard.NOTHING), List.of(), Opening.of(List.of(revisions)));
    }
}
