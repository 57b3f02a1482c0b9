package kz.dabyl.detector.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kz.dabyl.model.Access;
import kz.dabyl.model.Cell;
import kz.dabyl.model.Incident;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How soon after its end an incident is told to be over. */
class ClosingTest {

    private static final int SELDOM = 300;
    private static final long CUT = 4800;

    @ParameterizedTest
    @ValueSource(longs = {1500, 4500})
    void isToldOfProbesThatReportSeldomWithoutWaitingForAllOfThem(long lasting) {
        var city = new TestCity(4).promising(SELDOM).keeping();
        for (var place : List.of(TestCity.CENTRE, TestCity.WEST, TestCity.ASTANA)) {
            for (var network : List.of("401-01", "401-02", "401-77")) {
                city.add(new Cell(place, network, Access.MOBILE), 12, "c1");
            }
            city.add(new Cell(place, "AS9198", Access.FIXED), 4, "c1");
        }
        var end = CUT + lasting;
        city.cut(m -> m.probe().cell().access() == Access.MOBILE
                && m.probe().cell().place().equals(TestCity.CENTRE)
                && m.within(CUT, end));

        var revisions = DetectionTest.detect(city.log(end + 1500));

        var closing = revisions.stream()
                .filter(revision -> revision.state() == Incident.State.CLOSED)
                .findFirst()
                .orElseThrow();
        assertThat(closing.updated()).isBetween(at(end), at(end + 240));
        assertThat(revisions.subList(revisions.indexOf(closing), revisions.size()))
                .allSatisfy(revision -> assertThat(revision.state()).isEqualTo(Incident.State.CLOSED));
    }

    private static long at(long second) {
        return TestCity.START + second * 1000;
    }
}
