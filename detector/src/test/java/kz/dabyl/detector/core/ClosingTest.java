package kz.dabyl.detector.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import kz.dabyl.model.Access;
import kz.dabyl.model.Incident;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When it is told that a cut is over, however often its probes report. */
class ClosingTest {

    private static final long CUT = 6600;
    private static final long BACK = 8103;

    @ParameterizedTest(name = "each {0} s, seed {2}")
    @CsvSource({
        "10, 180, 1",
        "30, 180, 1",
        "60, 180, 1",
        "60, 180, 2",
        "120, 180, 1",
        "120, 180, 2",
        "120, 180, 3",
        "300, 270, 1",
        "300, 270, 2"
    })
    void tellsAnEndSoonAfterMostCameBack(int interval, long within, long seed) {
        var log = TestCity.ofThreePlaces(seed, 10, interval)
                .cut(m -> phoneInTheCentre(m) && m.within(CUT, BACK))
                .log(BACK + 600);

        var revisions = TestCity.detect(log);

        assertThat(revisions)
                .filteredOn(revision -> revision.state() == Incident.State.CLOSED)
                .isNotEmpty()
                .first()
                .satisfies(closed -> assertThat(closed.updated()).isBetween(at(BACK), at(BACK + within)));
    }

    @ParameterizedTest(name = "each {0} s, a pause of {1} s, seed {2}")
    @CsvSource({"30, 115, 1", "60, 100, 1", "120, 100, 1", "120, 100, 2", "120, 115, 1", "300, 110, 1"})
    void endsNothingThatPausesForLessThanIsAskedFor(int interval, long pause, long seed) {
        var log = TestCity.ofThreePlaces(seed, 10, interval)
                .cut(m -> phoneInTheCentre(m) && (m.within(CUT, BACK - pause) || m.within(BACK, BACK + 1000)))
                .log(BACK + 990);

        var revisions = TestCity.detect(log);

        assertThat(revisions)
                .isNotEmpty()
                .allSatisfy(revision -> assertThat(revision.state()).isEqualTo(Incident.State.OPEN));
    }

    @ParameterizedTest(name = "each {0} s, seed {1}")
    @CsvSource({"30, 1", "30, 2", "30, 3", "30, 4", "30, 5", "30, 6", "120, 1", "120, 2", "120, 3", "120, 4"})
    void endsNoCutThatLeaks(int interval, long seed) {
        var log = TestCity.ofThreePlaces(seed, 6, interval)
                .cut(m -> phoneInTheCentre(m) && m.within(CUT, CUT + 5400) && !leaks(m, seed))
                .log(CUT + 5400);

        assertThat(TestCity.detect(log))
                .isNotEmpty()
                .allSatisfy(revision -> assertThat(revision.state()).isEqualTo(Incident.State.OPEN));
    }

    /** In a quarter of all slots of ten seconds, each probe in others. */
    private static boolean leaks(TestCity.Moment moment, long seed) {
        var slot = moment.time() / 10_000;
        return new Random(31 * (31 * slot + moment.probe().name().hashCode()) + seed).nextInt(4) == 0;
    }

    private static boolean phoneInTheCentre(TestCity.Moment moment) {
        var cell = moment.probe().cell();
        return cell.place().equals(TestCity.CENTRE) && cell.access() == Access.MOBILE;
    }

    private static long at(long second) {
        return TestCity.START + second * 1000;
    }
}
