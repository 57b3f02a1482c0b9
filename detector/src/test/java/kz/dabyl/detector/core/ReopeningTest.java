package kz.dabyl.detector.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import kz.dabyl.model.Access;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cuts that leak, pause, and come back smaller. */
class ReopeningTest {

    private static final long CUT = 1500;
    private static final long BACK = 2100;
    private static final long AGAIN = 2460;
    private static final long OVER = 3180;
    private static final int SLOT_MILLIS = 10_000;

    @Test
    void datesWhatFellAgainByThoseWhoFell() {
        var log = TestCity.ofThreePlaces(5, 8)
                .cut(m -> phoneInTheCentre(m) && m.within(CUT, BACK))
                .cut(m -> phoneInTheCentre(m) && !m.probe().cell().network().equals("401-77") && m.within(AGAIN, OVER))
                .log(3700);

        var revisions = TestCity.detect(log);
        var last = revisions.get(revisions.size() - 1);
        assertThat(ids(revisions)).hasSize(1);
        assertThat(last.state()).isEqualTo(Incident.State.CLOSED);
        assertThat(last.kind()).isEqualTo(IncidentKind.SHUTDOWN);
        assertThat(last.ended()).isBetween(at(OVER - 60), at(OVER + 60));
        assertThat(last.restored()).hasSize(3);
    }

    @Test
    void takesOneNetworkThatFallsAfterAllWereBackForAnother() {
        var log = TestCity.ofThreePlaces(5, 8)
                .cut(m -> phoneInTheCentre(m) && m.within(CUT, BACK))
                .cut(m -> phoneInTheCentre(m) && m.probe().cell().network().equals("401-01") && m.within(AGAIN, OVER))
                .log(3700);

        var revisions = TestCity.detect(log);
        assertThat(revisions)
                .filteredOn(revision -> revision.state() == Incident.State.CLOSED)
                .extracting(Incident::kind)
                .containsExactly(IncidentKind.SHUTDOWN, IncidentKind.NETWORK_OUTAGE);
        assertThat(ids(revisions)).hasSize(2);
    }

    @Test
    void takesWhatIsFarLargerForAnother() {
        var log = TestCity.ofThreePlaces(5, 8)
                .cut(m -> phoneInTheCentre(m) && m.within(CUT, BACK))
                .cut(m -> m.within(AGAIN, OVER))
                .log(3700);

        var revisions = TestCity.detect(log);
        var last = revisions.get(revisions.size() - 1);
        assertThat(ids(revisions)).hasSize(2);
        assertThat(last.started()).isBetween(at(AGAIN - 60), at(AGAIN + 60));
        assertThat(last.places()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void takesACutThatComesAndGoesForOne(long seed) {
        var log = TestCity.ofThreePlaces(seed, 8)
                .cut(m -> phoneInTheCentre(m) && m.within(CUT, CUT + 1500) && (m.time() - at(CUT)) % 420_000 < 290_000)
                .log(CUT + 2400);

        var revisions = TestCity.detect(log);
        assertThat(ids(revisions)).hasSize(1);
        assertThat(revisions.get(revisions.size() - 1).state()).isEqualTo(Incident.State.CLOSED);
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5, 6})
    void endsNothingThatPausesHardlyLongerThanIsWaitedFor(long seed) {
        var end = CUT + 4 * 420 - 124;
        var log = TestCity.ofThreePlaces(seed, 10)
                .losing(0.06)
                .cut(m -> phoneInTheCentre(m) && m.within(CUT, end) && (m.time() - at(CUT)) % 420_000 < 296_000)
                .log(end + 240);

        var revisions = TestCity.detect(log);
        assertThat(revisions)
                .filteredOn(revision -> revision.state() == Incident.State.CLOSED)
                .isNotEmpty()
                .allSatisfy(revision -> assertThat(revision.updated()).isBetween(at(end), at(end + 180)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void leavesASmallPlaceOpenThatLeaksWhileItIsCut(long seed) {
        var log = TestCity.ofThreePlaces(seed, 3)
                .cut(m -> phoneInTheCentre(m) && m.within(CUT, CUT + 9000) && !leaks(m, seed))
                .log(CUT + 8000);

        var revisions = TestCity.detect(log);
        assertThat(revisions)
                .isNotEmpty()
                .allSatisfy(revision -> assertThat(revision.state()).isEqualTo(Incident.State.OPEN));
    }

    /** A quarter of the slots of each probe. */
    private static boolean leaks(TestCity.Moment moment, long seed) {
        var slot = moment.time() / SLOT_MILLIS;
        var mixed = (slot * 0x9E3779B97F4A7C15L) ^ (moment.probe().name().hashCode() * 0xBF58476D1CE4E5B9L) ^ seed;
        mixed = (mixed ^ (mixed >>> 31)) * 0x94D049BB133111EBL;
        return Math.floorMod(mixed >>> 33, 100L) < 25;
    }

    private static boolean phoneInTheCentre(TestCity.Moment moment) {
        var cell = moment.probe().cell();
        return cell.place().equals(TestCity.CENTRE) && cell.access() == Access.MOBILE;
    }

    private static Set<String> ids(java.util.List<Incident> revisions) {
        return revisions.stream().map(Incident::id).collect(Collectors.toSet());
    }

    private static long at(long second) {
        return TestCity.START + second * 1000;
    }
}
