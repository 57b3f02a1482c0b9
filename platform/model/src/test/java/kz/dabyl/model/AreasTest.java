package kz.dabyl.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AreasTest {

    @ParameterizedTest(name = "{0}, {1} is {2}")
    @CsvSource({
        "43.238, 76.945, Almaty",
        "43.35, 77.05, Almaty",
        "51.16, 71.47, Astana",
        "42.32, 69.6, Shymkent",
        "50.05, 72.96, Temirtau",
        "49.81, 73.09, Karaganda",
        "43.65, 51.16, Aktau",
        "43.0, 76.0, near Almaty",
        "48.0, 60.0, hexagon 85211577fffffff"
    })
    void namesAHexagonAfterItsCity(double latitude, double longitude, String area) {
        assertThat(Areas.of(Places.at(latitude, longitude, 7))).isEqualTo(area);
    }

    @Test
    void namesFineAndCoarseHexagonsOfACityAlike() {
        for (var resolution = Places.COARSEST; resolution <= Places.FINEST; resolution++) {
            assertThat(Areas.of(Places.at(43.238, 76.945, resolution))).isEqualTo("Almaty");
        }
    }

    @Test
    void givesAllHexagonsOfAWildernessOneName() {
        var one = Places.at(48.0, 60.0, 8);

        assertThat(Areas.of(one)).isEqualTo(Areas.of(Places.parent(one, 5))).startsWith("hexagon ");
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "KZ-75, Almaty",
        "KZ-19, Almaty Region",
        "KZ-33, Zhetisu Region",
        "KZ, Kazakhstan",
        "KZ-99, Kazakhstan KZ-99",
        "DE, Germany",
        "DE-BE, Germany DE-BE",
        "QQ, QQ",
        "ZZ, unknown"
    })
    void namesIsoCodes(String place, String area) {
        assertThat(Areas.of(place)).isEqualTo(area);
        assertThat(Areas.of(place)).as("the second time").isEqualTo(area);
    }

    @ParameterizedTest(name = "{0} is in {1}")
    @CsvSource({"8820e60003fffff, KZ", "RU-MOW, RU", "DE, DE", "ZZ, ZZ"})
    void findsTheCountryOfAPlace(String place, String country) {
        assertThat(Areas.country(place, "KZ")).isEqualTo(country);
    }

    @ParameterizedTest(name = "resolution {2} at {0}, {1}: {3}")
    @CsvSource({
        "43.238, 76.945, 7, true",
        "43.238, 76.945, 8, true",
        "43.238, 76.945, 5, false",
        "43.28, 76.945, 7, true",
        "43.31, 76.945, 7, false",
        "51.129, 71.43, 7, false"
    })
    void knowsTheMiddleOfACity(double latitude, double longitude, int resolution, boolean central) {
        assertThat(Areas.central("Almaty", List.of(Places.at(latitude, longitude, resolution))))
                .isEqualTo(central);
    }

    @Test
    void isInTheMiddleOnlyIfEveryPlaceIs() {
        var middle = Places.at(43.238, 76.945, 7);

        assertThat(Areas.central("Almaty", List.of(middle, Places.at(43.35, 77.05, 7))))
                .isFalse();
        assertThat(Areas.central("Almaty", List.of(middle, "KZ-75"))).isFalse();
        assertThat(Areas.central("Almaty", List.of())).isFalse();
        assertThat(Areas.central("near Almaty", List.of(middle))).isFalse();
    }

    @Test
    void listsTheNamesOfKazakhstan() {
        assertThat(Areas.named())
                .hasSize(43)
                .contains("Almaty", "Astana", "Shymkent", "Almaty Region", "Konaev", "Kazakhstan")
                .allMatch(area -> !area.contains(","));
    }

    @ParameterizedTest
    @CsvSource({
        "43.238, 76.945, KZ-75",
        "49.948, 82.615, KZ-63",
        "43.867, 77.063, KZ-19",
    })
    void knowsTheRegionOfACity(double latitude, double longitude, String region) {
        assertThat(Areas.region(Places.at(latitude, longitude, 7))).contains(region);
    }

    @Test
    void claimsNoRegionForWhatLiesOutsideOfCities() {
        assertThat(Areas.region(Places.at(43.6, 76.9, 7))).isEmpty();
        assertThat(Areas.region("KZ")).isEmpty();
        assertThat(Areas.region("KZ-47")).contains("KZ-47");
    }
}
