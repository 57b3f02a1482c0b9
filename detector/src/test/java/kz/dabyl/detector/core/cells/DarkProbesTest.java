package kz.dabyl.detector.core.cells;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import kz.dabyl.detector.core.TestCity;
import kz.dabyl.detector.core.probes.ProbeFold;
import kz.dabyl.detector.core.world.TestWorld;
import kz.dabyl.model.Access;
import kz.dabyl.model.CellSummary;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentKind;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.Ping;
import kz.dabyl.model.PingError;
import kz.dabyl.model.Places;
import org.junit.jupiter.api.Test;

/** Probes that measure one network and report through another. */
class DarkProbesTest {

    private static final String SHYMKENT = Places.at(42.317, 69.590, 7);
    private static final long CUT = 1500;
    private static final long BACK = 2100;

    @Test
    void tellOfAShutdownAlthoughTheirReportsComeOnTime() {
        var revisions = TestCity.detect(city(DarkProbesTest::centreDark).log(2700));

        var last = revisions.get(revisions.size() - 1);
        assertThat(last.kind()).isEqualTo(IncidentKind.SHUTDOWN);
        assertThat(last.places()).containsExactly(TestCity.CENTRE);
        assertThat(last.detected() - at(CUT)).isBetween(0L, 60_000L);
        assertThat(last.started()).isBetween(at(CUT - 30), at(CUT + 30));
        assertThat(last.state()).isEqualTo(Incident.State.CLOSED);
        assertThat(last.ended()).isBetween(at(BACK - 30), at(BACK + 30));
    }

    @Test
    void neitherCountAsHeardNorAsReturned() {
        var summaries = new ArrayList<CellSummary>();
        var fold = new ProbeFold(0, 1);
        for (var entry : city(DarkProbesTest::centreDark).log(2000)) {
            fold.accept(
                    entry,
                    hop -> hop.cells().stream()
                            .filter(c -> c.cell().equals(TestWorld.mobile(TestCity.CENTRE, "401-01")))
                            .filter(c -> hop.end() > at(CUT + 60) && hop.end() < at(1990))
                            .forEach(summaries::add));
        }

        assertThat(summaries).isNotEmpty().allSatisfy(summary -> {
            assertThat(summary.heard()).isZero();
            assertThat(summary.returns()).isEmpty();
            assertThat(summary.cohorts()).allSatisfy(cohort -> {
                assertThat(cohort.dark()).isTrue();
                assertThat(cohort.lastHeard()).isLessThanOrEqualTo(kz.dabyl.model.HopSummary.hopOf(at(CUT)));
            });
        });
    }

    @Test
    void ofAWholeCountryNeedNotWaitForAFleetsRestart() {
        var dark = TestCity.detect(city(m -> m.within(CUT, BACK)).log(1800));
        var silent =
                TestCity.detect(city(m -> false).cut(m -> m.within(CUT, BACK)).log(1800));

        assertThat(dark.get(0).detected()).isLessThan(at(CUT + 60));
        assertThat(silent.get(0).detected()).isGreaterThan(at(CUT + 120));
    }

    @Test
    void sayNothingWhereOneOfThemHasTroubleOfItsOwn() {
        List<LogEntry> log =
                city(m -> m.probe().name().equals("p0") && m.within(CUT, BACK)).log(2700);

        assertThat(TestCity.detect(log)).isEmpty();
    }

    private static TestCity city(Predicate<TestCity.Moment> dark) {
        return TestCity.ofThreePlaces(5, 5)
                .add(TestWorld.mobile(SHYMKENT, "401-01"), 12, "c1")
                .answering(moment -> dark.test(moment)
                        ? List.of(
                                Ping.failed("international/1.1.1.1", PingError.TIMEOUT),
                                Ping.failed("domestic/egov.kz", PingError.UNREACHABLE))
                        : List.of(Ping.answered("international/1.1.1.1", 80), Ping.answered("domestic/egov.kz", 20)));
    }

    private static boolean centreDark(TestCity.Moment moment) {
        return inCentre(moment) && moment.within(CUT, BACK);
    }

    private static boolean inCentre(TestCity.Moment moment) {
        return moment.probe().cell().place().equals(TestCity.CENTRE)
                && moment.probe().cell().access() == Access.MOBILE;
    }

    private static long at(long second) {
        return TestCity.START + second * 1000;
    }
}
