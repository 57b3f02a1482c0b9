package kz.dabyl.alerts.incidents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import kz.dabyl.alerts.fakes.SomeIncident;
import kz.dabyl.model.Areas;
import kz.dabyl.model.Incident;
import kz.dabyl.model.Places;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AreaMatchTest {

    private final AreaMatch match = new AreaMatch(List.of("KZ"));

    @ParameterizedTest
    @ValueSource(strings = {"Almaty", "almaty", "KZ-75", "8520e60bfffffff", "Kazakhstan", "KZ", "kz"})
    void aShutdownInTheCityConcernsTheCityItsCellAndTheCountry(String area) {
        var incident = SomeIncident.opening("i").in("Almaty", "KZ-75", SomeIncident.ALMATY_HEX);

        assertThat(match.concerns(incident.incident(), area)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Astana", "Russia", "RU", "KZ-71", "Almat", ""})
    void aShutdownInTheCityConcernsNobodyElse(String area) {
        var incident = SomeIncident.opening("i").in("Almaty", "KZ-75", SomeIncident.ALMATY_HEX);

        assertThat(match.concerns(incident.incident(), area)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"KZ-75", "kz-75", "8520e60bfffffff", "8520E60BFFFFFFF"})
    void aHexagonConcernsItsRegionAndTheHexagonsAroundIt(String area) {
        assertThat(match.concerns(hexagon(), area)).isTrue();
    }

    @Test
    void aHexagonConcernsThoseWithinItAndNoOthers() {
        var finer = Places.within(SomeIncident.ALMATY_HEX, 8);
        var elsewhere = Places.at(51.129, 71.430, 7);

        assertThat(finer).allMatch(area -> match.concerns(hexagon(), area));
        assertThat(match.concerns(hexagon(), elsewhere)).isFalse();
        assertThat(match.concerns(hexagon(), "KZ-71")).isFalse();
    }

    @Test
    void aRegionConcernsTheHexagonsInIt() {
        var region = SomeIncident.opening("i").in("Almaty", "KZ-75").incident();

        assertThat(match.concerns(region, SomeIncident.ALMATY_HEX)).isTrue();
        assertThat(match.concerns(region, Places.at(51.129, 71.430, 7))).isFalse();
    }

    private static Incident hexagon() {
        return SomeIncident.opening("i")
                .in("somewhere", SomeIncident.ALMATY_HEX)
                .incident();
    }

    @Test
    void aHexagonBelongsToItsCity() {
        assertThat(Areas.of(SomeIncident.ALMATY_HEX)).isEqualTo("Almaty");
        assertThat(match.concerns(
                        SomeIncident.opening("i")
                                .in("Kazakhstan", SomeIncident.ALMATY_HEX)
                                .incident(),
                        "Almaty"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Almaty", "Oskemen", "Kazakhstan"})
    void aBlackoutOfTheCountryConcernsEveryAreaAtHome(String area) {
        assertThat(match.concerns(
                        SomeIncident.opening("i").in("Kazakhstan", "KZ").incident(), area))
                .isTrue();
    }

    @Test
    void aBlackoutElsewhereConcernsNoAreaAtHome() {
        var abroad = SomeIncident.opening("i").in("Iran", "IR").incident();

        assertThat(match.concerns(abroad, "Almaty")).isFalse();
        assertThat(match.concerns(abroad, "Iran")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"KZ KG, KZ", "KG KZ, KG", "*, KZ", "* KG, KG"})
    void aHexagonIsInTheFirstWatchedCountryThatIsNamed(String watched, String country) {
        var several = new AreaMatch(List.of(watched.split(" ")));
        var incident =
                SomeIncident.opening("i").in("Almaty", SomeIncident.ALMATY_HEX).incident();

        assertThat(Stream.of("KZ", "KG").filter(area -> several.concerns(incident, area)))
                .containsExactly(country);
        assertThat(several.concerns(incident, "Almaty")).isTrue();
    }

    @Test
    void aBlackoutOfTheCountryConcernsItsCitiesWhereEveryCountryIsWatched() {
        var everywhere = new AreaMatch(List.of("*"));
        var blackout = SomeIncident.opening("i").in("Kazakhstan", "KZ").incident();
        var abroad = SomeIncident.opening("i").in("Iran", "IR").incident();

        assertThat(everywhere.concerns(blackout, "Almaty")).isTrue();
        assertThat(everywhere.concerns(abroad, "Almaty")).isFalse();
    }
}
