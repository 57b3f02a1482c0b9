package kz.dabyl.detector.core.openings;

import static kz.dabyl.detector.core.world.TestWorld.HOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import kz.dabyl.detector.core.incidents.Excuse;
import kz.dabyl.detector.core.incidents.Excuses;
import kz.dabyl.detector.core.scopes.Scope;
import kz.dabyl.detector.core.world.TestWorld;
import kz.dabyl.model.Access;
import kz.dabyl.model.Cell;
import kz.dabyl.model.CellSummary;
import kz.dabyl.model.Thresholds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When most of a country may be restarting, on both sides of each bound. */
class FleetRestartVetoTest {

    private static final List<String> AREAS =
            List.of("KZ-10", "KZ-11", "KZ-15", "KZ-19", "KZ-23", "KZ-27", "KZ-31", "KZ-33", "KZ-35", "KZ-39");

    private final Excuses excuses = new Excuses();

    @ParameterizedTest(name = "{0} of {1} areas are silent: {2}")
    @CsvSource({
        // Three at least,
        "2, 2, false",
        "3, 3, true",
        // and six in ten of them.
        "5, 9, false",
        "6, 10, true",
    })
    void holdsWhereMostOfACountryIsSilentInThreeAreas(int silent, int areas, boolean holds) {
        assertThat(veto(silent, areas, 8).holds()).isEqualTo(holds);
    }

    @ParameterizedTest(name = "{0} s after it fell: {1}")
    @CsvSource({"145, true", "150, false"})
    void holdsForTwoMinutesAndAHalf(int seconds, boolean holds) {
        var hops = seconds / 5;
        excuses.note(new Excuse.Wide("KZ"), HOP - 10);
        excuses.note(new Excuse.Fell("KZ"), HOP - hops);

        assertThat(veto(3, 3, hops).holds()).isEqualTo(holds);
    }

    @ParameterizedTest(name = "{0} s after two of four areas fell {2} reports of {1} probes of a third came: {3}")
    @CsvSource({
        "40, 40, 13, true",
        "45, 40, 13, false",
        // By chance so few may come of twenty that were due,
        "40, 40, 14, false",
        // and of eighty so many are no fall.
        "40, 160, 60, true",
        "40, 160, 61, false"
    })
    void holdsForAMomentWhereAThirdAreaIsInTheMiddleOfAFall(int seconds, int probes, int heard, boolean holds) {
        var test = world(2, 2, seconds / 5)
                .with(cell(AREAS.get(2)), TestWorld.probes(probes, 1))
                .hearing(cell(AREAS.get(2)), heard)
                .with(cell(AREAS.get(3)), TestWorld.probes(10, 1))
                .hearing(cell(AREAS.get(3)), 20);

        assertThat(veto(test, seconds / 5).holds()).isEqualTo(holds);
    }

    @ParameterizedTest(name = "{0} s after it began, of six areas two are silent and of two too little was due: {1}")
    @CsvSource({"40, true", "45, false"})
    void holdsForAMomentWhereItCannotBeToldYet(int seconds, boolean holds) {
        var test = world(2, 4, seconds / 5);
        for (var area : AREAS.subList(4, 6)) {
            // Two a minute are due of such a cell: one of them came.
            test.with(cell(area), slow(1)).hearing(cell(area), 0);
        }

        var veto = veto(test, seconds / 5);

        assertThat(veto.holds()).isEqualTo(holds);
        assertThat(veto.seen()).isEmpty();
    }

    @Test
    void holdsWherePhonesAloneAreSilentHoweverManyLinesLive() {
        var world = world(3, 3, 8);
        for (var area : AREAS.subList(0, 3)) {
            for (var network : List.of("AS9198", "AS21299")) {
                world.with(new Cell(area, network, Access.FIXED), TestWorld.probes(10, 1))
                        .hearing(new Cell(area, network, Access.FIXED), 20);
            }
        }

        assertThat(veto(world, 8).holds()).isTrue();
    }

    @Test
    void saysWhatItHasSeenWithoutWritingItDown() {
        var veto = veto(3, 3, 8);

        assertThat(veto.seen()).containsOnly(entry(new Excuse.Wide("KZ"), HOP), entry(new Excuse.Fell("KZ"), HOP - 8));
        assertThat(excuses.lastSeen(new Excuse.Wide("KZ"))).isEqualTo(Excuses.NEVER);
    }

    private Veto veto(int silent, int areas, long hopsAgo) {
        return veto(world(silent, areas, hopsAgo), hopsAgo);
    }

    private Veto veto(TestWorld world, long hopsAgo) {
        var scope = new Scope(HOP - hopsAgo, 60_000, 20, 20, 10, List.of(cell(AREAS.get(0))));
        return new FleetRestartVeto(world.now(), excuses, Thresholds.DEFAULT).explains(scope);
    }

    /** So many of some areas have been silent for so long, the others speak. */
    private static TestWorld world(int silent, int areas, long hopsAgo) {
        var test = new TestWorld();
        for (var area : AREAS.subList(0, silent)) {
            test.with(cell(area), TestWorld.probes(10, hopsAgo));
        }
        for (var area : AREAS.subList(silent, areas)) {
            test.with(cell(area), TestWorld.probes(10, 1)).hearing(cell(area), 20);
        }
        return test;
    }

    /** A probe that promises a report each minute. */
    private static CellSummary.Cohort slow(long hopsAgo) {
        return new CellSummary.Cohort(HOP - hopsAgo, 60, 1, 2, 0, 0, 1, 100, false, false, false);
    }

    private static Cell cell(String area) {
        return TestWorld.mobile(area, "401-01");
    }
}
