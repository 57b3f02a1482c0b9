package kz.dabyl.model;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Names of the areas that people know: a city for a hexagon, a region or a country for an ISO code. An area is as fine
 * as metrics and subscriptions get. Thread-safe.
 */
public final class Areas {

    /** A city: hexagons whose centres lie within its radius belong to it; {@code region} is its ISO 3166-2 code. */
    public record City(String name, String region, double latitude, double longitude, double radiusMetres) {}

    private static final double TOWN_METRES = 20_000;

    /** Hexagons outside every city are named after the nearest one, if it is this near. */
    private static final double NEAR_METRES = 120_000;

    private static final List<City> CITIES = List.of(
            new City("Almaty", "KZ-75", 43.238, 76.945, 32_000),
            new City("Astana", "KZ-71", 51.129, 71.430, 30_000),
            new City("Shymkent", "KZ-79", 42.317, 69.590, 28_000),
            new City("Karaganda", "KZ-35", 49.807, 73.088, TOWN_METRES),
            new City("Aktobe", "KZ-15", 50.283, 57.167, TOWN_METRES),
            new City("Taraz", "KZ-31", 42.900, 71.367, TOWN_METRES),
            new City("Pavlodar", "KZ-55", 52.287, 76.967, TOWN_METRES),
            new City("Oskemen", "KZ-63", 49.948, 82.615, TOWN_METRES),
            new City("Semey", "KZ-10", 50.411, 80.227, TOWN_METRES),
            new City("Atyrau", "KZ-23", 47.107, 51.914, TOWN_METRES),
            new City("Kostanay", "KZ-39", 53.214, 63.632, TOWN_METRES),
            new City("Kyzylorda", "KZ-43", 44.853, 65.509, TOWN_METRES),
            new City("Oral", "KZ-27", 51.233, 51.367, TOWN_METRES),
            new City("Petropavl", "KZ-59", 54.873, 69.150, TOWN_METRES),
            new City("Aktau", "KZ-47", 43.652, 51.158, TOWN_METRES),
            new City("Temirtau", "KZ-35", 50.054, 72.959, 15_000),
            new City("Turkistan", "KZ-61", 43.302, 68.270, TOWN_METRES),
            new City("Kokshetau", "KZ-11", 53.285, 69.388, TOWN_METRES),
            new City("Taldykorgan", "KZ-33", 45.018, 78.374, TOWN_METRES),
            new City("Ekibastuz", "KZ-55", 51.724, 75.323, TOWN_METRES),
            new City("Rudny", "KZ-39", 52.960, 63.120, TOWN_METRES),
            new City("Zhanaozen", "KZ-47", 43.341, 52.862, TOWN_METRES),
            new City("Zhezkazgan", "KZ-62", 47.799, 67.714, TOWN_METRES),
            new City("Balkhash", "KZ-35", 46.844, 74.980, TOWN_METRES),
            new City("Konaev", "KZ-19", 43.867, 77.063, TOWN_METRES));

    private static final Map<String, String> REGIONS = Map.ofEntries(
            Map.entry("KZ-10", "Abai Region"),
            Map.entry("KZ-11", "Akmola Region"),
            Map.entry("KZ-15", "Aktobe Region"),
            Map.entry("KZ-19", "Almaty Region"),
            Map.entry("KZ-23", "Atyrau Region"),
            Map.entry("KZ-27", "West Kazakhstan Region"),
            Map.entry("KZ-31", "Zhambyl Region"),
            Map.entry("KZ-33", "Zhetisu Region"),
            Map.entry("KZ-35", "Karaganda Region"),
            Map.entry("KZ-39", "Kostanay Region"),
            Map.entry("KZ-43", "Kyzylorda Region"),
            Map.entry("KZ-47", "Mangystau Region"),
            Map.entry("KZ-55", "Pavlodar Region"),
            Map.entry("KZ-59", "North Kazakhstan Region"),
            Map.entry("KZ-61", "Turkistan Region"),
            Map.entry("KZ-62", "Ulytau Region"),
            Map.entry("KZ-63", "East Kazakhstan Region"),
            Map.entry("KZ-71", "Astana"),
            Map.entry("KZ-75", "Almaty"),
            Map.entry("KZ-79", "Shymkent"));

    private static final String NEAR = "near ";
    private static final String COUNTRY = "Kazakhstan";

    private static final Set<String> NAMED = Stream.of(
                    CITIES.stream().map(City::name), REGIONS.values().stream(), Stream.of(COUNTRY))
            .flatMap(names -> names)
            .collect(Collectors.toUnmodifiableSet());

    /** Looking a hexagon up takes some twenty distances; a deployment sees a few thousand different ones. */
    private static final Map<String, String> KNOWN = new ConcurrentHashMap<>();

    private static final int MAX_KNOWN = 100_000;

    private Areas() {}

    /** The English name of the area of {@code place}. */
    public static String of(String place) {
        var known = KNOWN.get(place);
        if (known != null) {
            return known;
        }
        var name = Places.isHex(place) ? ofHex(place) : ofIso(place);
        if (KNOWN.size() < MAX_KNOWN) {
            KNOWN.put(place, name);
        }
        return name;
    }

    /** The cities of Kazakhstan. */
    public static List<City> cities() {
        return CITIES;
    }

    /** The regions of Kazakhstan, cities that are one among them: English names by ISO 3166-2 code. */
    public static Map<String, String> regions() {
        return REGIONS;
    }

    /** The areas of Kazakhstan that have a name of their own: its cities, its regions and itself. */
    public static Set<String> named() {
        return NAMED;
    }

    /** The circle of a city, by its name: every hexagon whose centre is in it is the city's. */
    public static Optional<Rally.Circle> circle(String area) {
        return CITIES.stream()
                .filter(city -> city.name.equals(area))
                .map(city -> new Rally.Circle(city.latitude, city.longitude, city.radiusMetres))
                .findFirst();
    }

    /** The ISO code of a region, or of Kazakhstan, by its name. */
    public static Optional<String> code(String area) {
        return area.equals(COUNTRY)
                ? Optional.of("KZ")
                : REGIONS.entrySet().stream()
                        .filter(region -> region.getValue().equals(area))
                        .map(Map.Entry::getKey)
                        .findFirst();
    }

    /** The name of an ISO code of Kazakhstan's. */
    public static Optional<String> nameOf(String code) {
        return code.equals("KZ") ? Optional.of(COUNTRY) : Optional.ofNullable(REGIONS.get(code));
    }

    /**
     * Whether all of {@code places} lie in the middle of the city {@code area}: whole hexagons within a quarter of its
     * radius.
     */
    public static boolean central(String area, Collection<String> places) {
        return !places.isEmpty()
                && CITIES.stream()
                        .filter(city -> city.name.equals(area))
                        .anyMatch(city -> places.stream().allMatch(place -> central(city, place)));
    }

    private static boolean central(City city, String place) {
        return Places.isHex(place)
                && Places.metresTo(place, city.latitude, city.longitude) + Places.radiusMetres(place)
                        <= city.radiusMetres / 4;
    }

    /** ISO 3166-2 code of the region in which {@code place} lies, where that is certain: hexagons of cities. */
    public static Optional<String> region(String place) {
        if (!Places.isHex(place)) {
            return place.length() > 2 ? Optional.of(place) : Optional.empty();
        }
        return regionOf(of(place));
    }

    /** The same also for hexagons around a city: its region, in which most of them lie. */
    public static Optional<String> nearestRegion(String place) {
        var area = of(place);
        return Places.isHex(place) && area.startsWith(NEAR) ? regionOf(area.substring(NEAR.length())) : region(place);
    }

    private static Optional<String> regionOf(String name) {
        return CITIES.stream()
                .filter(city -> city.name.equals(name))
                .map(City::region)
                .findFirst();
    }

    /** The country of {@code place}; a hexagon is at home. */
    public static String country(String place, String home) {
        return Places.isHex(place) ? home : place.substring(0, 2);
    }

    /** The country of {@code place}; a hexagon is in the first of the watched countries that is named. */
    public static String country(String place, List<String> watched) {
        return Places.isHex(place) ? home(watched) : place.substring(0, 2);
    }

    /** The country of all hexagons: probes name no country beside them, so several cannot be told apart. */
    public static String home(List<String> watched) {
        // Asked for every cell while anything is open.
        for (var country : watched) {
            if (!country.equals(Thresholds.EVERYWHERE)) {
                return country;
            }
        }
        return "KZ";
    }

    private static String ofHex(String place) {
        var nearest = CITIES.get(0);
        var best = Double.POSITIVE_INFINITY;
        for (var city : CITIES) {
            var metres = Places.metresTo(place, city.latitude, city.longitude);
            if (metres - city.radiusMetres < best) {
                best = metres - city.radiusMetres;
                nearest = city;
            }
        }
        if (best <= 0) {
            return nearest.name;
        }
        return best < NEAR_METRES ? NEAR + nearest.name : "hexagon " + Places.parent(place, Places.COARSEST);
    }

    private static String ofIso(String code) {
        var region = REGIONS.get(code);
        if (region != null) {
            return region;
        }
        if (code.equals(Places.UNKNOWN)) {
            return "unknown";
        }
        var country =
                new Locale.Builder().setRegion(code.substring(0, 2)).build().getDisplayCountry(Locale.ENGLISH);
        return code.length() == 2 ? country : country + " " + code;
    }
}
