package kz.dabyl.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RallyTest {

    private static final double LAT = 43.2383;
    private static final double LON = 76.9454;

    private static final Rally CIRCLE = new Rally("r", "", 1_000, 2_000, List.of(), new Rally.Circle(LAT, LON, 1_500));

    @ParameterizedTest(name = "resolution {0}")
    @CsvSource({"5", "6", "7", "8"})
    void coversTheHexagonAroundItsCentre(int resolution) {
        assertThat(CIRCLE.covers(Places.at(LAT, LON, resolution))).isTrue();
    }

    @Test
    void coversAHexagonThatOnlyTouchesIt() {
        var metresPerDegree = 111_195.0;
        var fine = Places.at(LAT + 1_700 / metresPerDegree, LON, 8);
        var far = Places.at(LAT + 3_500 / metresPerDegree, LON, 8);

        assertThat(CIRCLE.covers(fine)).isTrue();
        assertThat(CIRCLE.covers(far)).isFalse();
    }

    @Test
    void coversNoOtherCityAndNoCountry() {
        assertThat(CIRCLE.covers(Places.at(51.129, 71.430, 5))).isFalse();
        assertThat(CIRCLE.covers("KZ-75")).isFalse();
    }

    @Test
    void coversItsPlacesWithTheirParentsAndChildren() {
        var child = Places.at(LAT, LON, 8);
        var place = Places.parent(child, 7);
        var rally = new Rally("r", "", 1_000, 2_000, List.of("KZ-71", place), null);

        assertThat(rally.covers(place)).isTrue();
        assertThat(rally.covers(Places.parent(place, 5))).isTrue();
        assertThat(rally.covers(child)).isTrue();
        assertThat(rally.covers("KZ-71")).isTrue();
    }

    @Test
    void coversNoNeighbourOfItsPlaces() {
        var place = Places.at(LAT, LON, 7);
        var rally = new Rally("r", "", 1_000, 2_000, List.of(place), null);

        assertThat(Places.disk(place, 1).stream().filter(rally::covers)).containsExactly(place);
    }

    @ParameterizedTest(name = "at {0}: {1}")
    @CsvSource({"999, false", "1000, true", "1999, true", "2000, false"})
    void lastsFromItsStartUntilBeforeItsEnd(long time, boolean on) {
        assertThat(CIRCLE.at(time)).isEqualTo(on);
    }
}
