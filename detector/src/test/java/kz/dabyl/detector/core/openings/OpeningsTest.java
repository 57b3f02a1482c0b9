package kz.dabyl.detector.core.openings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kz.dabyl.detector.core.TestCity;
import kz.dabyl.model.Access;
import kz.dabyl.model.Cell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is judged beside something else. */
class OpeningsTest {

    private static final long POWER = 1500;
    private static final long CUT = 1860;

    @Test
    void seeACutBesideAPowerCutThatTakesMore() {
        var city = TestCity.ofThreePlaces(3, 5);
        for (var network : List.of("AS9198", "AS21299", "AS29355")) {
            city.add(new Cell(TestCity.WEST, network, Access.FIXED), 25, "c1");
        }
        var log = city.cut(m -> withoutCurrent(m) || cutOff(m)).log(CUT + 150);

        assertThat(TestCity.detect(log))
                .isNotEmpty()
                .allSatisfy(incident -> assertThat(incident.places()).containsExactly(TestCity.CENTRE));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void isNotCarriedOverTheBarByLinesWithoutCurrentWhereACrowdOverrunsTheMasts(long seed) {
        var city = TestCity.ofThreePlaces(seed, 8);

        var log = city.cut(m -> withoutCurrent(m) || lostInACrowd(m)).log(POWER + 900);

        assertThat(TestCity.detect(log)).noneMatch(incident -> incident.access().contains(Access.MOBILE));
    }

    private static boolean lostInACrowd(TestCity.Moment moment) {
        var cell = moment.probe().cell();
        var chance = Math.floorMod((moment.probe().name() + moment.time()).hashCode() * 31, 100);
        return cell.place().equals(TestCity.WEST)
                && cell.access() == Access.MOBILE
                && moment.within(POWER, POWER + 3600)
                && chance < 45;
    }

    /** Line after line, over five minutes. */
    private static boolean withoutCurrent(TestCity.Moment moment) {
        var cell = moment.probe().cell();
        var ragged = Math.floorMod(moment.probe().name().hashCode() * 31, 293);
        return cell.place().equals(TestCity.WEST)
                && cell.access() == Access.FIXED
                && moment.within(POWER + ragged, POWER + 3600);
    }

    private static boolean cutOff(TestCity.Moment moment) {
        var cell = moment.probe().cell();
        return cell.place().equals(TestCity.CENTRE) && cell.access() == Access.MOBILE && moment.within(CUT, CUT + 3600);
    }
}
