package kz.dabyl.detector.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import kz.dabyl.model.Access;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentKind;
import kz.dabyl.model.LogEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DetectionTest {

    private static final long CUT = 1800;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void findsADistrictCutOnAllNetworksWithinAMinute(long seed) {
        var city = TestCity.ofThreePlaces(seed, 10).cut(m -> mobileInCentre(m) && m.within(CUT, 4000));

        var revisions = TestCity.detect(city.log(2100));

        assertThat(revisions).isNotEmpty();
        var first = revisions.get(0);
        assertThat(first.kind()).isEqualTo(IncidentKind.SHUTDOWN);
        assertThat(first.detected() - cutAt(CUT)).isBetween(0L, 45_000L);
        assertThat(last(revisions).certainty()).isEqualTo(Incident.Certainty.CONFIRMED);
        assertThat(last(revisions).places()).containsExactly(TestCity.CENTRE);
        assertThat(last(revisions).networks()).containsExactly("401-01", "401-02", "401-77");
        assertThat(last(revisions).access()).containsExactly(Access.MOBILE);
        assertThat(Math.abs(last(revisions).started() - cutAt(CUT))).isLessThan(15_000);
    }

    @Test
    void closesWhenReportsAreBackAndDatesTheEnd() {
        var city = TestCity.ofThreePlaces(7, 10).cut(m -> mobileInCentre(m) && m.within(CUT, 3000));

        var revisions = TestCity.detect(city.log(3300));

        var closed = last(revisions);
        assertThat(closed.state()).isEqualTo(Incident.State.CLOSED);
        assertThat(closed.updated() - cutAt(3000)).isBetween(100_000L, 180_000L);
        assertThat(closed.ended()).isBetween(cutAt(2970), cutAt(3030));
        assertThat(revisions.stream().map(Incident::id).distinct()).hasSize(1);
    }

    @Test
    void waitsWithOneNetworkAloneUntilItsOwnShortOutagesAreRuledOut() {
        var city = TestCity.ofThreePlaces(8, 10)
                .cut(m -> mobileInCentre(m) && m.probe().cell().network().equals("401-01") && m.within(CUT, 4000));

        var revisions = TestCity.detect(city.log(2400));

        assertThat(revisions.get(0).kind()).isEqualTo(IncidentKind.NETWORK_OUTAGE);
        assertThat(revisions.get(0).detected() - cutAt(CUT)).isBetween(180_000L, 330_000L);
    }

    @Test
    void callsItAnOutageWhenFixedLinesFallToo() {
        var city = TestCity.ofThreePlaces(9, 10)
                .cut(m -> m.probe().cell().place().equals(TestCity.CENTRE) && m.within(CUT, 4000));

        var revisions = TestCity.detect(city.log(2100));

        assertThat(last(revisions).kind()).isEqualTo(IncidentKind.OUTAGE);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.02, 0.1, 0.3})
    void staysSilentThroughLossOnTheAir(double loss) {
        var city = TestCity.ofThreePlaces(10, 6).losing(loss);

        assertThat(TestCity.detect(city.log(6 * 3600))).isEmpty();
    }

    @Test
    void takesNoBlindnessForSilence() {
        var city = TestCity.ofThreePlaces(11, 5);
        var log = city.log(3600);
        log.removeIf(entry -> time(entry) >= cutAt(CUT) && time(entry) < cutAt(CUT + 900));

        assertThat(TestCity.detect(log)).isEmpty();
    }

    @Test
    void takesTheFailureOfOneOfTwoCollectorsForNoShutdown() {
        var city = new TestCity(12);
        for (var place : List.of(TestCity.CENTRE, TestCity.WEST, TestCity.ASTANA)) {
            for (var network : List.of("401-01", "401-02")) {
                var cell = new kz.dabyl.model.Cell(place, network, Access.MOBILE);
                city.add(cell, 8, "c1").add(cell, 3, "c2");
            }
        }
        city.cut(m -> m.probe().collector().equals("c1") && m.within(CUT, 2400));

        assertThat(TestCity.detect(city.log(3600))).isEmpty();
    }

    @Test
    void isConfirmedByReportsKeptWhileOffline() {
        var city = new TestCity(13).keeping();
        for (var network : List.of("401-01", "401-02")) {
            city.add(new kz.dabyl.model.Cell(TestCity.CENTRE, network, Access.MOBILE), 10, "c1");
        }
        city.cut(m -> m.within(CUT, 2400));

        var revisions = TestCity.detect(city.log(2700));

        assertThat(revisions.get(0).certainty()).isEqualTo(Incident.Certainty.SUSPECTED);
        assertThat(last(revisions).certainty()).isEqualTo(Incident.Certainty.CONFIRMED);
        assertThat(last(revisions).evidence().lateConfirmations()).isGreaterThan(50);
    }

    @Test
    void countsEveryReportOnce() {
        var city = TestCity.ofThreePlaces(14, 6).cut(m -> mobileInCentre(m) && m.within(CUT, 2400));
        var log = city.log(3000);
        var twice = new ArrayList<LogEntry>();
        for (var entry : log) {
            twice.add(entry);
            if (entry instanceof LogEntry.Received) {
                twice.add(entry);
            }
        }

        assertThat(TestCity.detect(twice)).isEqualTo(TestCity.detect(log));
    }

    private static boolean mobileInCentre(TestCity.Moment moment) {
        return moment.probe().cell().place().equals(TestCity.CENTRE)
                && moment.probe().cell().access() == Access.MOBILE;
    }

    private static long cutAt(long second) {
        return TestCity.START + second * 1000;
    }

    private static long time(LogEntry entry) {
        return entry instanceof LogEntry.Tick tick ? tick.time() : ((LogEntry.Received) entry).received();
    }

    private static Incident last(List<Incident> revisions) {
        return revisions.get(revisions.size() - 1);
    }
}
