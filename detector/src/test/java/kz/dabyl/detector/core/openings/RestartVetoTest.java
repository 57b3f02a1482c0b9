package kz.dabyl.detector.core.openings;

import static kz.dabyl.detector.core.world.TestWorld.HOP;
import static kz.dabyl.detector.core.world.TestWorld.probes;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kz.dabyl.detector.core.TestCity;
import kz.dabyl.detector.core.incidents.Excuse;
import kz.dabyl.detector.core.incidents.Excuses;
import kz.dabyl.detector.core.incidents.IncidentState;
import kz.dabyl.detector.core.incidents.TestIncidents;
import kz.dabyl.detector.core.scopes.Scope;
import kz.dabyl.detector.core.scopes.Signal;
import kz.dabyl.detector.core.world.TestWorld;
import kz.dabyl.detector.core.world.World;
import kz.dabyl.model.Areas;
import kz.dabyl.model.Cell;
import kz.dabyl.model.Thresholds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a restart explains who fell silent, on both sides of each bound. */
class RestartVetoTest {

    private static final Cell CELL = TestWorld.mobile(TestCity.CENTRE, "401-01");
    private static final Cell BESIDE = TestWorld.mobile(TestCity.WEST, "401-02");
    private static final Cell ELSEWHERE = TestWorld.mobile("KZ-39", "401-02");
    private static final Cell FAR = TestWorld.mobile("KZ-27", "401-01");
    private static final int SILENT = 12;

    @ParameterizedTest(name = "{0} of 12 are back with another boot: {1}")
    @CsvSource({"11, false", "12, true"})
    void explainsWhoFellWithAsManyWhoRestarted(int back, boolean explains) {
        var world = silentSince(8).returning(BESIDE, 8, back, back).now();

        assertThat(veto(world).explains(scope(8)).holds()).isEqualTo(explains);
    }

    @ParameterizedTest(name = "{0} hops after a restart: {1}")
    @CsvSource({"24, true", "25, false", "-24, true", "-25, false"})
    void explainsWhatIsLeftOfARestart(long later, boolean explains) {
        var restart = new IncidentState("i", Signal.SILENCE, 0, HOP - 8 - later, 60_000);
        restart.add(BESIDE, Areas.of(BESIDE.place()), HOP - 8 - later, HOP);
        TestIncidents.takenBackAsARestart(restart);

        var veto = new RestartVeto(silentSince(8).now(), new Excuses(), Thresholds.DEFAULT, List.of(restart));

        assertThat(veto.explains(scope(8)).holds()).isEqualTo(explains);
    }

    @ParameterizedTest(name = "{0} were back before twelve fell: {1}")
    @CsvSource({"3, true", "4, false"})
    void doesNotExplainWhoFallsAgainThoughAThirdOfThemWereBack(int again, boolean explains) {
        var restart = new IncidentState("i", Signal.SILENCE, 0, HOP - 8, 60_000);
        restart.add(BESIDE, Areas.of(BESIDE.place()), HOP - 8, HOP);
        TestIncidents.takenBackAsARestart(restart);
        var test = silentSince(8).returning(CELL, 30, again, again);
        test.at(HOP - 10);
        // The same probes say so once more: they are away together all the same.
        test.returning(CELL, 30, 0, 0).returning(BESIDE, 8, SILENT, SILENT);
        var world = test.now();

        assertThat(veto(world).explains(scope(8)).holds()).isEqualTo(explains);
        // Nor as what is left of a restart.
        assertThat(new RestartVeto(world, new Excuses(), Thresholds.DEFAULT, List.of(restart))
                        .explains(scope(8))
                        .holds())
                .isEqualTo(explains);
    }

    @ParameterizedTest(name = "those who restarted were away for ten hops, these for {0}: {1}")
    @CsvSource({"21, true", "22, false"})
    void doesNotExplainWhoIsAwayForLongerThanHalfAsLongAgainAndARound(long away, boolean explains) {
        var test = silentSince(away).returning(BESIDE, away, SILENT, SILENT);
        test.at(HOP - away + 10);
        test.returning(BESIDE, away, 0, 0);

        assertThat(veto(test.now()).explains(scope(away)).holds()).isEqualTo(explains);
    }

    @ParameterizedTest(
            name = "{0} hops after most of the country was silent {1} fell, and {2} elsewhere restarted: {3}")
    @CsvSource({
        "24, 9, 12, true",
        "25, 9, 12, false",
        // Of ten somebody would be back,
        "24, 10, 12, false",
        // and fewer are back than are silent.
        "24, 9, 11, false"
    })
    void explainsAFewWhoFellWithACountryOfWhichMostRestarted(long after, int silent, int restarted, boolean explains) {
        var world = silentSince(8)
                .with(ELSEWHERE, probes(restarted, 1))
                .returning(ELSEWHERE, 4, restarted, restarted)
                .now();
        var excuses = new Excuses();
        excuses.note(new Excuse.Wide("KZ"), HOP - 8 - after);

        var veto = new RestartVeto(world, excuses, Thresholds.DEFAULT, List.of());

        assertThat(veto.explains(new Scope(HOP - 8, 60_000, 20, 20, silent, List.of(CELL)))
                        .holds())
                .isEqualTo(explains);
    }

    @ParameterizedTest(name = "{0} hops after it fell, and those of the other city were away for {1}: {2}")
    @CsvSource({
        // At least until a restart would be over,
        "29, 10, true",
        "30, 10, false",
        // for half as long again and a round as those of the other city, if they restarted,
        "36, 20, true",
        "37, 20, false",
        // and for ten minutes at most.
        "120, 0, true",
        "121, 0, false"
    })
    void explainsWhatIsLeftOfARestartOfAnotherCityForAWhile(long after, long away, boolean explains) {
        var restart = new IncidentState("i", Signal.SILENCE, 0, HOP - after, 60_000);
        restart.add(CELL, Areas.of(CELL.place()), HOP - after, HOP);
        restart.add(ELSEWHERE, Areas.of(ELSEWHERE.place()), HOP - after, HOP);
        TestIncidents.takenBackAsARestart(restart);
        var test = silentSince(after).with(ELSEWHERE, probes(SILENT, 1));
        if (away > 0) {
            test.returning(ELSEWHERE, after, SILENT, SILENT).at(HOP - after + away);
            test.returning(ELSEWHERE, after, 0, 0);
        }

        var veto = new RestartVeto(test.now(), new Excuses(), Thresholds.DEFAULT, List.of(restart));

        assertThat(veto.explains(scope(after)).holds()).isEqualTo(explains);
    }

    @ParameterizedTest(name = "{0} hops after it fell, {1} of a third city were away for longer: {2}")
    @CsvSource({"36, 2, true", "37, 2, false", "51, 3, true", "52, 3, false"})
    void isNotMisledByAFewOfAThirdCity(long after, int slow, boolean explains) {
        var restart = new IncidentState("i", Signal.SILENCE, 0, HOP - after, 60_000);
        for (var cell : List.of(CELL, ELSEWHERE, FAR)) {
            restart.add(cell, Areas.of(cell.place()), HOP - after, HOP);
        }
        TestIncidents.takenBackAsARestart(restart);
        var test = silentSince(after).with(ELSEWHERE, probes(60, 1)).with(FAR, probes(slow, 1));
        test.returning(ELSEWHERE, after, 60, 60).at(HOP - after + 20);
        test.returning(ELSEWHERE, after, 0, 0);
        test.returning(FAR, after, slow, slow).at(HOP - after + 30);
        test.returning(FAR, after, 0, 0);

        var veto = new RestartVeto(test.now(), new Excuses(), Thresholds.DEFAULT, List.of(restart));

        assertThat(veto.explains(scope(after)).holds()).isEqualTo(explains);
    }

    @Test
    void explainsNothingOfAnotherAreaWhereNoCountryFell() {
        var world = silentSince(8)
                .with(ELSEWHERE, probes(SILENT, 1))
                .returning(ELSEWHERE, 4, SILENT, SILENT)
                .now();

        assertThat(veto(world).explains(scope(8)).holds()).isFalse();
    }

    @Test
    void explainsNothingWhereNobodyIsBack() {
        assertThat(veto(silentSince(8).now()).explains(scope(8)).holds()).isFalse();
    }

    private static TestWorld silentSince(long hopsAgo) {
        return new TestWorld().with(CELL, probes(SILENT, hopsAgo)).with(BESIDE, probes(SILENT, 1));
    }

    private static RestartVeto veto(World world) {
        return new RestartVeto(world, new Excuses(), Thresholds.DEFAULT, List.of());
    }

    private static Scope scope(long hopsAgo) {
        return new Scope(HOP - hopsAgo, 60_000, 20, 20, SILENT, List.of(CELL));
    }
}
