package kz.dabyl.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlacesTest {

    private static final double ALMATY_LAT = 43.238;
    private static final double ALMATY_LON = 76.945;

    /** What was kept before codes were looked up must stay readable. */
    @ParameterizedTest
    @ValueSource(strings = {"UK", "EU-1", "KZ-75", "8820e60003fffff"})
    void takesInWhatWasKeptWhateverLooksLikeACode(String text) {
        assertThat(Places.kept(text)).hasValue(text);
        assertThat(Places.kept("KAZ")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"8820e60003fffff", "8720e60a5ffffff", "KZ", "KZ-75", "RU-MOW", "GB-1A", "ZZ", "XK", "QM-7"})
    void takesWhatAReportMayName(String text) {
        assertThat(Places.canonical(text)).hasValue(text);
    }

    @Test
    void writesHexagonsInLowerCase() {
        assertThat(Places.canonical("8820E60003FFFFF")).hasValue("8820e60003fffff");
    }

    @ParameterizedTest(name = "resolution {0}: {1}")
    @CsvSource({"4, false", "5, true", "6, true", "7, true", "8, true", "9, false", "15, false"})
    void takesHexagonsOfTheSizesThatGiveNobodyAway(int resolution, boolean taken) {
        var place = Places.at(ALMATY_LAT, ALMATY_LON, resolution);

        assertThat(Places.canonical(place).isPresent()).isEqualTo(taken);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "kz",
                "KAZ",
                "UK",
                "AB-9",
                "K",
                "KZ-",
                "KZ-1234",
                "KZ-7٥",
                "Almaty",
                "43.2,76.9",
                "88283082b3fffff ",
                "8820e60003ffff",
                "8820e60003fffffff",
                "8820e60003ffffg",
                "８820e60003fffff",
                "88٢0e60003fffff",
                "8820e60003ff-ff",
                "fffffffffffffff",
                "000000000000000",
                "881fffffffffff0",
                "08820e60003ffff"
            })
    void refusesWhatIsNoPlace(String text) {
        assertThat(Places.canonical(text)).isEmpty();
    }

    @Test
    void findsTheParentButNeverAChild() {
        var fine = Places.at(ALMATY_LAT, ALMATY_LON, 8);

        var coarse = Places.parent(fine, 5);

        assertThat(Places.resolution(coarse)).isEqualTo(5);
        assertThat(Places.parent(coarse, 8)).isEqualTo(coarse);
        assertThat(Places.parent(coarse, 5)).isEqualTo(coarse);
    }

    @Test
    void knowsHexesFromCountries() {
        assertThat(Places.isHex("8820e60003fffff")).isTrue();
        assertThat(Places.isHex("KZ-75")).isFalse();
    }

    @Test
    void countsTheHexagonsAround() {
        var centre = Places.at(ALMATY_LAT, ALMATY_LON, 7);

        assertThat(Places.disk(centre, 0)).containsExactly(centre);
        assertThat(Places.disk(centre, 1)).hasSize(7).contains(centre);
    }

    @Test
    void measuresTheWayFromAlmatyToAstana() {
        var almaty = Places.at(ALMATY_LAT, ALMATY_LON, 8);

        assertThat(Places.metresTo(almaty, 51.129, 71.430)).isCloseTo(972_000, within(5_000.0));
        assertThat(Places.metresTo(almaty, ALMATY_LAT, ALMATY_LON)).isLessThan(Places.radiusMetres(almaty));
    }

    @ParameterizedTest(name = "resolution {0}: {1} m")
    @CsvSource({"5, 8544", "6, 3229", "7, 1220", "8, 461"})
    void knowsAboutHowLargeHexagonsAre(int resolution, double metres) {
        var radius = Places.radiusMetres(Places.at(ALMATY_LAT, ALMATY_LON, resolution));

        assertThat(radius).isBetween(metres * 0.8, metres * 1.25);
    }

    @Test
    void overlapsWithItselfItsParentsAndItsChildren() {
        var fine = Places.at(ALMATY_LAT, ALMATY_LON, 8);
        var coarse = Places.parent(fine, 5);

        assertThat(Places.overlaps(fine, fine)).isTrue();
        assertThat(Places.overlaps(fine, coarse)).isTrue();
        assertThat(Places.overlaps(coarse, fine)).isTrue();
    }

    @Test
    void overlapsWithNoNeighbourAndNoCountry() {
        var centre = Places.at(ALMATY_LAT, ALMATY_LON, 7);
        var neighbour = Places.disk(centre, 1).stream()
                .filter(place -> !place.equals(centre))
                .findFirst()
                .orElseThrow();

        assertThat(Places.overlaps(centre, neighbour)).isFalse();
        assertThat(Places.overlaps(centre, "KZ")).isFalse();
        assertThat(Places.overlaps("KZ", "KZ-75")).isFalse();
        assertThat(Places.overlaps("KZ", "KZ")).isTrue();
    }

    @Test
    void joinsNeighboursToOnePieceOfLand() {
        var outlines = Places.outlines(Places.disk(Places.at(ALMATY_LAT, ALMATY_LON, 7), 1));

        assertThat(outlines).singleElement().satisfies(land -> {
            assertThat(land.outer()).hasSize(19);
            assertThat(land.outer().get(0)).isEqualTo(land.outer().get(18));
            assertThat(land.outer().get(0).latitude()).isBetween(ALMATY_LAT - 0.1, ALMATY_LAT + 0.1);
            assertThat(land.holes()).isEmpty();
        });
    }

    @Test
    void leavesAHoleWhereAHexagonIsMissing() {
        var centre = Places.at(ALMATY_LAT, ALMATY_LON, 7);
        var ring = Places.disk(centre, 1).stream()
                .filter(place -> !place.equals(centre))
                .toList();

        assertThat(Places.outlines(ring))
                .singleElement()
                .satisfies(land -> assertThat(land.holes())
                        .singleElement()
                        .satisfies(hole -> assertThat(hole).hasSize(7)));
    }
}
