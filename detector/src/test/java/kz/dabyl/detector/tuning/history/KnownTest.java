package kz.dabyl.detector.tuning.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalLong;
import kz.dabyl.model.Incident;
import kz.dabyl.model.Label;
import org.junit.jupiter.api.Test;

class KnownTest {

    private static final String PLACE = "8820e60003fffff";
    private static final long START = 1_619_236_800_000L;
    private static final Incident REAL = incident("REAL", 0);
    private static final Incident FALSE = incident("FALSE", 10);
    private static final Known KNOWN = Known.of(
            List.of(REAL, FALSE, incident("UNLABELLED", 20)),
            List.of(
                    label("REAL", Label.Verdict.HAPPENED),
                    label("FALSE", Label.Verdict.FALSE_ALARM),
                    label("OF-ANOTHER-TIME", Label.Verdict.HAPPENED)));

    private static Label label(String incident, Label.Verdict verdict) {
        return new Label(incident, verdict, "", "operator", START);
    }

    /** Lasts an hour from so many hours on. */
    private static Incident incident(String id, int hours) {
        var start = START + hours * 3_600_000L;
        return ComparisonTest.incident(id, PLACE, "401-01", start, start + 3_600_000);
    }

    @Test
    void tellsHowSoonALabelledEpisodeIsFound() {
        var tally = KNOWN.tally(List.of(incident("OTHER-NAME", 0)));

        var episode = tally.episodes().get(0);
        assertThat(tally.episodes()).hasSize(1);
        assertThat(episode.incident()).isEqualTo(REAL);
        assertThat(episode.delayMillis()).isEqualTo(OptionalLong.of(REAL.detected() - REAL.started()));
    }

    @Test
    void tellsOfAnEpisodeThatIsMissed() {
        var tally = KNOWN.tally(List.of());

        assertThat(tally.found()).isZero();
        assertThat(tally.episodes()).extracting(Known.Episode::delayMillis).containsExactly(OptionalLong.empty());
    }

    @Test
    void countsFalseAlarmsThatAreKnownApartFromWhatNobodyHasLabelled() {
        var tally = KNOWN.tally(List.of(incident("A", 0), incident("B", 10), incident("C", 20), incident("D", 30)));

        assertThat(tally.falseAlarms()).isEqualTo(1);
        assertThat(tally.unlabelled()).isEqualTo(2);
    }

    @Test
    void isMissedThoughSitesWereBlockedAllDay() {
        var blocking = ComparisonTest.blocking("B", START - 3_600_000, null, "youtube");

        var tally = KNOWN.tally(List.of(blocking));

        assertThat(tally.found()).isZero();
        assertThat(tally.unlabelled()).isEqualTo(1);
    }

    @Test
    void isMissedByAnAlarmThatStoodAlready() {
        var stood = ComparisonTest.incident("S", PLACE, "401-01", START - 3_600_000, null);

        assertThat(KNOWN.tally(List.of(stood)).found()).isZero();
    }

    @Test
    void isFoundByAnAlarmThatIsOpenedAgainForIt() {
        var early = START - 3_600_000;
        var opened = revision(ComparisonTest.incident("S", PLACE, "401-01", early, null), 1, early, List.of());
        var restored = revision(opened, 2, START - 600_000, List.of(PLACE + "/401-01"));
        var again = revision(opened, 3, START + 40_000, List.of());

        var tally = KNOWN.tally(List.of(opened, restored, again));

        assertThat(tally.episodes()).extracting(Known.Episode::delayMillis).containsExactly(OptionalLong.of(40_000));
    }

    @Test
    void neverTellsOfADelayBeforeTheBeginning() {
        var early = ComparisonTest.incident("E", PLACE, "401-01", START - 30_000, START + 3_600_000);

        assertThat(KNOWN.tally(List.of(early)).episodes())
                .extracting(Known.Episode::delayMillis)
                .containsExactly(OptionalLong.of(0));
    }

    private static Incident revision(Incident of, int revision, long at, List<String> restored) {
        return new Incident(
                of.id(),
                revision,
                of.kind(),
                of.state(),
                of.certainty(),
                of.confidence(),
                of.area(),
                of.places(),
                of.networks(),
                of.access(),
                of.targets(),
                of.started(),
                of.detected(),
                at,
                of.ended(),
                of.evidence(),
                restored,
                null,
                null,
                1,
                of.summary());
    }
}
