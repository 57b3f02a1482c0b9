package kz.dabyl.collector.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import kz.dabyl.model.Areas;
import kz.dabyl.model.Places;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceBookTest {

    private static final int POINTS = 500;

    private final PlaceBook book = new PlaceBook();

    @Test
    void offersOnlyPlacesThatAReportMayName() {
        var places = offered().map(area -> area.getString("place")).toList();

        assertThat(places)
                .hasSizeGreaterThan(50)
                .allSatisfy(place -> assertThat(Places.canonical(place)).contains(place));
    }

    @Test
    void namesEachInThreeLanguages() {
        assertThat(offered())
                .allSatisfy(area -> assertThat(area.getJsonObject("names").getMap())
                        .containsOnlyKeys("en", "ru", "kk")
                        .doesNotContainValue(""));
    }

    @Test
    void hasEachCityAndEachRegionOnce() {
        var names = Stream.of("cities", "regions")
                .flatMap(this::listed)
                .map(area -> area.getJsonObject("names").getString("en"))
                .toList();

        assertThat(names).doesNotHaveDuplicates().hasSize(Areas.cities().size() + 17);
    }

    @Test
    void putsThePartsOfACityIntoIt() {
        var divided = listed("cities")
                .filter(city -> parts(city).findAny().isPresent())
                .toList();

        assertThat(divided)
                .isNotEmpty()
                .allSatisfy(city -> assertThat(parts(city))
                        .allSatisfy(part -> assertThat(Areas.of(part.getString("place")))
                                .isEqualTo(city.getJsonObject("names").getString("en"))));
    }

    /** A device takes the hexagon whose centre is nearest; at an edge that may be the one next to the right one. */
    @ParameterizedTest
    @ValueSource(strings = {"Almaty", "Aktau", "Petropavl"})
    void letsADeviceFindItsHexagonByTheNearestCentre(String name) {
        var city = Areas.cities().stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow();
        var hexagons = centres(book.hexagons(name.toLowerCase(Locale.ROOT)).orElseThrow());
        var random = new Random(1);
        var right = 0;

        for (var i = 0; i < POINTS; i++) {
            var distance = city.radiusMetres() / 111_195 * Math.sqrt(random.nextDouble());
            var angle = 2 * Math.PI * random.nextDouble();
            var latitude = city.latitude() + distance * Math.sin(angle);
            var longitude = city.longitude() + distance * Math.cos(angle) / Math.cos(Math.toRadians(city.latitude()));
            var nearest = nearest(hexagons, latitude, longitude);
            var own = Places.at(latitude, longitude, PlaceBook.RESOLUTION);
            assertThat(Places.disk(own, 1)).contains(nearest);
            right += nearest.equals(own) ? 1 : 0;
        }

        assertThat(right).isGreaterThan(POINTS * 97 / 100);
    }

    @Test
    void knowsNoHexagonsOfWhatIsNoCity() {
        assertThat(book.hexagons("atlantis")).isEmpty();
    }

    private record Centre(String hexagon, double latitude, double longitude) {}

    private static List<Centre> centres(JsonArray flat) {
        var centres = new ArrayList<Centre>();
        for (var i = 0; i < flat.size(); i += 3) {
            centres.add(new Centre(flat.getString(i), flat.getDouble(i + 1), flat.getDouble(i + 2)));
        }
        return centres;
    }

    /** As {@code rules.js} has it. */
    private static String nearest(List<Centre> centres, double latitude, double longitude) {
        var shrink = Math.cos(Math.toRadians(latitude));
        var best = centres.get(0);
        var least = Double.POSITIVE_INFINITY;
        for (var centre : centres) {
            var distance = Math.hypot(centre.latitude() - latitude, (centre.longitude() - longitude) * shrink);
            if (distance < least) {
                least = distance;
                best = centre;
            }
        }
        return best.hexagon();
    }

    private Stream<JsonObject> offered() {
        return Stream.concat(
                Stream.of("cities", "regions").flatMap(this::listed),
                listed("cities").flatMap(PlaceBookTest::parts));
    }

    private Stream<JsonObject> listed(String kind) {
        return book.json().getJsonArray(kind).stream().map(JsonObject.class::cast);
    }

    private static Stream<JsonObject> parts(JsonObject city) {
        return city.getJsonArray("parts").stream().map(JsonObject.class::cast);
    }
}
