package kz.dabyl.detector.core.incidents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kz.dabyl.detector.core.TestCity;
import kz.dabyl.model.Access;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Phones of Astana fall silent, and within a minute those of Almaty restart: it is taken for one incident. */
class AnewTest {

    private static final long CUT = 2000;
    private static final long END = CUT + 1800;

    @ParameterizedTest(name = "they restart {0} s after the cut")
    @ValueSource(longs = {15, 30})
    void goesOnWithoutTheCityThatRestarted(long later) {
        var revisions = detect(almatyRestarting(later).cut(m -> isPhoneOf(m, true) && m.within(CUT, END)));

        assertThat(revisions).anyMatch(revision -> revision.places().contains(TestCity.CENTRE));
        assertThat(revisions).noneMatch(revision -> revision.state() == Incident.State.RETRACTED);
        var last = revisions.get(revisions.size() - 1);
        assertThat(last.places()).containsExactly(TestCity.ASTANA);
        assertThat(last.kind()).isEqualTo(IncidentKind.SHUTDOWN);
        assertThat(last.certainty()).isEqualTo(Incident.Certainty.CONFIRMED);
        assertThat(last.started()).isBetween(second(CUT - 30), second(CUT + 30));
        assertThat(last.ended()).isBetween(second(END - 30), second(END + 30));
    }

    @Test
    void goesOnWithoutAFewThatRestarted() {
        var revisions = detect(TestCity.ofThreePlaces(1, 8)
                .restarting(m -> isPhoneOf(m, false)
                        && m.probe().cell().place().equals(TestCity.WEST)
                        && !m.probe().cell().network().equals("401-77")
                        && m.within(CUT + 15, CUT + 105))
                .cut(m -> isPhoneOf(m, true) && m.within(CUT, END)));

        assertThat(revisions).anyMatch(revision -> revision.places().contains(TestCity.WEST));
        assertThat(revisions.get(revisions.size() - 1).places()).containsExactly(TestCity.ASTANA);
    }

    @Test
    void isTakenBackWhereBothRestart() {
        var revisions = detect(almatyRestarting(45).restarting(m -> isPhoneOf(m, true) && m.within(CUT, CUT + 150)));

        assertThat(revisions.get(revisions.size() - 1).state()).isEqualTo(Incident.State.RETRACTED);
    }

    private static TestCity almatyRestarting(long later) {
        return TestCity.ofThreePlaces(1, 8)
                .restarting(m -> isPhoneOf(m, false) && m.within(CUT + later, CUT + later + 90));
    }

    private static boolean isPhoneOf(TestCity.Moment moment, boolean astana) {
        var cell = moment.probe().cell();
        return cell.access() == Access.MOBILE && cell.place().equals(TestCity.ASTANA) == astana;
    }

    private static List<Incident> detect(TestCity city) {
        return TestCity.detect(city.log(END + 600));
    }

    private static long second(long second) {
        return TestCity.START + second * 1000;
    }
}
