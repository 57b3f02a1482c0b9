package kz.dabyl.collector.browser;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import kz.dabyl.model.Areas;
import kz.dabyl.model.Places;
import kz.dabyl.words.AreaNames;

/**
 * Places among which people choose their own: cities, parts of the largest, regions. And the hexagons of a city, so that a
 * device can find its own without telling anybody where it is: the library that computes them is many times as large as the
 * probe. Thread-safe.
 */
final class PlaceBook {

    /** About 5 km². */
    static final int RESOLUTION = 7;

    /** About 36 km², as large as a part of a city. */
    private static final int PART_RESOLUTION = 6;

    /** Centres of hexagons are so many times their radius apart. */
    private static final double APART = Math.sqrt(3);

    /** A hexagon's distances vary over the globe by less. */
    private static final double DISTORTION = 0.8;

    /** To a metre or so: hexagons are kilometres wide. */
    private static final double DECIMALS = 1e5;

    private static final Map<String, List<Part>> PARTS = Map.of(
            "Almaty",
            List.of(
                    new Part("Alatau", "Алатауский", "Алатау", 43.295, 76.840),
                    new Part("Almaly", "Алмалинский", "Алмалы", 43.255, 76.925),
                    new Part("Auezov", "Ауэзовский", "Әуезов", 43.225, 76.855),
                    new Part("Bostandyk", "Бостандыкский", "Бостандық", 43.215, 76.915),
                    new Part("Medeu", "Медеуский", "Медеу", 43.245, 76.965),
                    new Part("Nauryzbay", "Наурызбайский", "Наурызбай", 43.195, 76.815),
                    new Part("Turksib", "Турксибский", "Түркісіб", 43.335, 76.985),
                    new Part("Zhetysu", "Жетысуский", "Жетісу", 43.295, 76.930)),
            "Astana",
            List.of(
                    new Part("Almaty", "Алматинский", "Алматы", 51.150, 71.490),
                    new Part("Baykonyr", "Байконырский", "Байқоңыр", 51.190, 71.450),
                    new Part("Esil", "Есильский", "Есіл", 51.100, 71.430),
                    new Part("Nura", "Нуринский", "Нұра", 51.110, 71.380),
                    new Part("Saryarka", "Сарыаркинский", "Сарыарқа", 51.175, 71.390)));

    private final Map<String, JsonArray> hexagons = new ConcurrentHashMap<>();

    /** A part of a city; the point lies where most people of it live. */
    private record Part(String english, String russian, String kazakh, double latitude, double longitude) {

        JsonObject json() {
            return new JsonObject()
                    .put(
                            "names",
                            new JsonObject()
                                    .put("en", english)
                                    .put("ru", russian)
                                    .put("kk", kazakh))
                    .put("place", Places.at(latitude, longitude, PART_RESOLUTION));
        }
    }

    /** All of them with their names in three languages. */
    JsonObject json() {
        var cities = new JsonArray();
        var cityRegions = new HashSet<String>();
        for (var city : Areas.cities()) {
            cities.add(json(city));
            cityRegions.add(city.name());
        }
        var regions = new JsonArray();
        Areas.regions().entrySet().stream()
                .filter(region -> !cityRegions.contains(region.getValue()))
                .sorted(Map.Entry.comparingByKey())
                .forEach(region -> regions.add(
                        new JsonObject().put("names", names(region.getValue())).put("place", region.getKey())));
        return new JsonObject().put("cities", cities).put("regions", regions);
    }

    private static JsonObject json(Areas.City city) {
        var parts = new JsonArray();
        PARTS.getOrDefault(city.name(), List.of()).forEach(part -> parts.add(part.json()));
        return new JsonObject()
                .put("id", id(city))
                .put("names", names(city.name()))
                .put("place", whole(city))
                .put("at", new JsonArray().add(city.latitude()).add(city.longitude()))
                .put("radius", city.radiusMetres())
                .put("parts", parts);
    }

    /** A city that is a region of its own by its code, any other by the coarsest hexagon around its middle. */
    private static String whole(Areas.City city) {
        return city.name().equals(Areas.regions().get(city.region()))
                ? city.region()
                : Places.at(city.latitude(), city.longitude(), Places.COARSEST);
    }

    private static String id(Areas.City city) {
        return city.name().toLowerCase(Locale.ROOT);
    }

    private static JsonObject names(String english) {
        var names = new JsonObject();
        for (var language : List.of("en", "ru", "kk")) {
            names.put(language, AreaNames.in(language, english));
        }
        return names;
    }

    /** Index, latitude and longitude of each hexagon of a city and of those around it, one after the other. */
    Optional<JsonArray> hexagons(String city) {
        return Areas.cities().stream()
                .filter(candidate -> id(candidate).equals(city))
                .findFirst()
                .map(found -> hexagons.computeIfAbsent(city, name -> around(found)));
    }

    private static JsonArray around(Areas.City city) {
        var middle = Places.at(city.latitude(), city.longitude(), RESOLUTION);
        var radius = Places.radiusMetres(middle);
        var rings = (int) Math.ceil(city.radiusMetres() / (radius * APART * DISTORTION)) + 1;
        var flat = new JsonArray();
        for (var hexagon : Places.disk(middle, rings)) {
            // Whoever stands within the city may be in a hexagon whose centre lies outside.
            if (Places.metresTo(hexagon, city.latitude(), city.longitude()) <= city.radiusMetres() + 2 * radius) {
                var centre = Places.centre(hexagon);
                flat.add(hexagon).add(rounded(centre.latitude())).add(rounded(centre.longitude()));
            }
        }
        return flat;
    }

    private static double rounded(double degrees) {
        return Math.round(degrees * DECIMALS) / DECIMALS;
    }
}
