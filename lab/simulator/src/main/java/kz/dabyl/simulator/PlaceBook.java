package kz.dabyl.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kz.dabyl.model.InvalidInputException;
import kz.dabyl.model.Places;

/** The areas that a scenario has named, each a list of places, the nearest to its centre first. */
final class PlaceBook {

    /** Latitudes and longitudes of city centres. */
    private static final Map<String, double[]> CITIES = new TreeMap<>(Map.ofEntries(
            city("Almaty", 43.2383, 76.9454),
            city("Astana", 51.1283, 71.4305),
            city("Shymkent", 42.3155, 69.5869),
            city("Karaganda", 49.8047, 73.1094),
            city("Aktobe", 50.2839, 57.1670),
            city("Atyrau", 47.1068, 51.9169),
            city("Aktau", 43.6411, 51.1985),
            city("Oral", 51.2278, 51.3865),
            city("Zhanaozen", 43.3412, 52.8619),
            city("Taraz", 42.9000, 71.3670),
            city("Pavlodar", 52.2870, 76.9670),
            city("Kostanay", 53.2140, 63.6320),
            city("Oskemen", 49.9480, 82.6150),
            city("Kyzylorda", 44.8530, 65.5090)));

    private static final int USUAL_RESOLUTION = 7;
    private static final int MAX_PLACES = 2000;

    private final Map<String, List<String>> areas = new LinkedHashMap<>();

    private static Map.Entry<String, double[]> city(String name, double latitude, double longitude) {
        return Map.entry(name, new double[] {latitude, longitude});
    }

    /** Reads the object {@code places} of a scenario: a name, and what it stands for. */
    PlaceBook(JsonNode tree, String pointer) {
        if (tree.isNull()) {
            return;
        }
        if (!tree.isObject()) {
            throw new InvalidInputException(pointer, "expected an object of areas, was " + Fields.shown(tree));
        }
        tree.properties().forEach(field -> {
            var at = pointer + "/" + field.getKey();
            areas.put(
                    field.getKey(),
                    field.getValue().isObject()
                            ? aroundCentre(new Fields(field.getValue(), at))
                            : listed(field.getValue(), at));
        });
    }

    private static List<String> listed(JsonNode node, String pointer) {
        if (!node.isArray() || node.isEmpty()) {
            throw new InvalidInputException(
                    pointer, "expected an array of places, or an object with a centre, was " + Fields.shown(node));
        }
        var places = new LinkedHashSet<String>();
        for (var i = 0; i < node.size(); i++) {
            places.add(place(node.get(i).asText(), pointer + "/" + i));
        }
        return List.copyOf(places);
    }

    private static List<String> aroundCentre(Fields fields) {
        var centre = centre(fields);
        var resolution = fields.integer("resolution", Places.COARSEST, Places.FINEST, USUAL_RESOLUTION);
        var skip = fields.integer("skip", 0, MAX_PLACES, 0);
        var count = fields.integer("count", 1, MAX_PLACES);
        fields.done();
        var rings = 1;
        // A disk of k rings has 3k(k + 1) + 1 hexagons; two more rings, so that no nearer one is missed.
        while (3 * rings * (rings + 1) + 1 < skip + count) {
            rings++;
        }
        var middle = Places.at(centre[0], centre[1], resolution);
        return Places.disk(middle, rings + 2).stream()
                .sorted(Comparator.comparingDouble((String place) -> Places.metresTo(place, centre[0], centre[1]))
                        .thenComparing(Comparator.naturalOrder()))
                .skip(skip)
                .limit(count)
                .toList();
    }

    private static double[] centre(Fields fields) {
        var city = fields.optionalText("city");
        if (city.isEmpty()) {
            return new double[] {fields.number("lat", -90, 90), fields.number("lon", -180, 180)};
        }
        var known = CITIES.get(city.get());
        if (known == null) {
            throw fields.bad(
                    "city", "expected one of " + String.join(", ", CITIES.keySet()) + ", was '" + city.get() + "'");
        }
        return known;
    }

    /** All places that {@code selectors} stand for: areas by name, or places themselves. */
    List<String> resolve(List<String> selectors, String pointer) {
        var places = new LinkedHashSet<String>();
        for (var i = 0; i < selectors.size(); i++) {
            var selector = selectors.get(i);
            var area = areas.get(selector);
            if (area == null) {
                places.add(place(selector, selectors.size() == 1 ? pointer : pointer + "/" + i));
            } else {
                places.addAll(area);
            }
        }
        return new ArrayList<>(places);
    }

    private static String place(String text, String pointer) {
        return Places.canonical(text)
                .orElseThrow(() -> new InvalidInputException(
                        pointer,
                        "expected an area of this scenario, an H3 index of resolution 5 to 8 or an ISO 3166 code,"
                                + " was '" + text + "'"));
    }
}
