package kz.dabyl.bench.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import kz.dabyl.detector.tuning.AlarmOutcome;
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
                        new Opening("a", Set.of(IncidentKind.SHUTDOWN, IncidentKind.OUTAGE), false),
                        new Opening("b", Set.of(IncidentKind.SHUTDOWN), true));
    }

    @Test
    void aPageCountsAndNamesThemInTheSetAndInTheNullRuns() {
        var inTheSet = trial(alarm("a", IncidentKind.OUTAGE, AlarmOutcome.Verdict.FALSE_ALARM), SHUTDOWN, RENAMED);
        var inTheNullRun = trial(alarm("b", IncidentKind.SHUTDOWN, AlarmOutcome.Verdict.RETRACTED), OTHER, TAKEN_BACK);

        var page =
                ResultTables.of(new Results(List.of(inTheSet), Map.of(), List.of(inTheNullRun)), "command", "c0ffee");

        assertThat(page)
                .contains("made with commit `c0ffee`")
                .contains(
                        "`shutdown` in any revision where nothing is to be found (of these retracted) | 0 | 2 (1) in 2")
                .contains("- quiet-day: `outage` of 1970-01-01T00:00:00.000Z, false, called `shutdown` before\n")
                .contains("- quiet-day: `shutdown` of 1970-01-01T00:00:00.000Z, false, retracted\n");
    }

    @Test
    void oneAboutAnEventIsNotWronglyCalled() {
        var trial = trial(alarm("a", IncidentKind.OUTAGE, AlarmOutcome.Verdict.LEADING), SHUTDOWN, RENAMED);

        assertThat(trial.wronglyCalled(IncidentKind.SHUTDOWN)).isEmpty();
    }

    private static AlarmOutcome alarm(String id, IncidentKind kind, AlarmOutcome.Verdict verdict) {
        var retracted = verdict == AlarmOutcome.Verdict.RETRACTED;
        return new AlarmOutcome("quiet-day", id, kind, kind, verdict, 0, false, retracted, 0.7, 0.7, 1);
    }

    private static Trial trial(AlarmOutcome alarm, Incident... revisions) {
        var card = new Scorecard(List.of(), List.of(alarm), 86_400_000, 1);
        return new Trial("quiet-day", 1, Map.of(Trial.DABYL, card), List.of(), Opening.of(List.of(revisions)));
    }
}
