package kz.dabyl.detector.core.openings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kz.dabyl.detector.core.TestCity;
import kz.dabyl.model.Access;
import kz.dabyl.model.Cell;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentKind;
import kz.dabyl.model.Places;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What takes a country slowly is one incident, whichever city comes over the bar first. */
class WideFallTest {

    private static final long CUT = 1800;
    private static final long RAMP = 900;
    private static final String AKTOBE = Places.at(50.283, 57.167, 7);
    private static final List<String> CITIES = List.of(TestCity.CENTRE, TestCity.ASTANA, TestCity.SHYMKENT, AKTOBE);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void isOneBlackoutWhereProbesFallOneAfterTheOther(long seed) {
        var revisions = TestCity.detect(country(seed)
                .cut(m -> atHome(m) && m.within(CUT + turn(m, seed), CUT + 3600))
                .log(CUT + RAMP + 600));

        assertThat(revisions)
                .extracting(Incident::id)
                .isNotEmpty()
                .containsOnly(revisions.get(0).id());
        assertThat(revisions.get(revisions.size() - 1).kind()).isEqualTo(IncidentKind.BLACKOUT);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void leavesCitiesApartThatFallMinutesApartWhileOthersLive(long seed) {
        var revisions = TestCity.detect(country(seed)
                .cut(m -> in(m, TestCity.CENTRE) && m.within(CUT, CUT + 1800))
                .cut(m -> in(m, TestCity.ASTANA) && m.within(CUT + 240, CUT + 1800))
                .log(CUT + 900));

        assertThat(revisions.stream().map(Incident::id).distinct()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void leavesACutApartThatFollowsASlowOutageOfAnotherCityOfThree(long seed) {
        var revisions = TestCity.detect(country(seed, CITIES.subList(0, 3))
                .cut(m -> m.probe().cell().place().equals(TestCity.ASTANA)
                        && m.within(CUT + turn(m, seed) / 4, CUT + 1800))
                .cut(m -> in(m, TestCity.CENTRE) && m.within(CUT + 600, CUT + 1800))
                .log(CUT + 900));

        assertThat(revisions.stream().map(Incident::id).distinct()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void leavesACutApartThatWasThereBeforeTheCountryFell(long seed) {
        var revisions = TestCity.detect(country(seed)
                .cut(m -> m.probe().cell().place().equals(TestCity.ASTANA)
                        && m.within(CUT + turn(m, seed) / 4, CUT + 1800))
                .cut(m -> atHome(m) && m.within(CUT + 720, CUT + 1800))
                .log(CUT + 1200));

        assertThat(revisions.stream().map(Incident::id).distinct()).hasSize(2);
    }

    private static TestCity country(long seed) {
        return country(seed, CITIES);
    }

    private static TestCity country(long seed, List<String> cities) {
        var city = new TestCity(seed);
        for (var place : cities) {
            for (var network : List.of("401-01", "401-02", "401-77")) {
                city.add(new Cell(place, network, Access.MOBILE), 5, "c1");
            }
            city.add(new Cell(place, "AS9198", Access.FIXED), 3, "c1");
        }
        return city.add(new Cell("DE", "AS3320", Access.FIXED), 4, "c1");
    }

    private static long turn(TestCity.Moment moment, long seed) {
        return Math.floorMod((moment.probe().name() + seed).hashCode() * 0x9E3779B9L, RAMP);
    }

    private static boolean atHome(TestCity.Moment moment) {
        return CITIES.contains(moment.probe().cell().place());
    }

    private static boolean in(TestCity.Moment moment, String place) {
        return moment.probe().cell().place().equals(place)
                && moment.probe().cell().access() == Access.MOBILE;
    }
}
