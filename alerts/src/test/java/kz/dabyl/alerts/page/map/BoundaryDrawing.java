package kz.dabyl.alerts.page.map;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import kz.dabyl.alerts.page.map.Simplifier.Dot;

/**
 * Makes the map's resources from published boundaries (GeoJSON). Run by hand when those change:
 * {@code BoundaryDrawing DIRECTORY-OF-BOUNDARIES src/main/resources/kz/dabyl/alerts/page/map}.
 */
final class BoundaryDrawing {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String REGIONS = "kz_regions_2024.geojson";
    private static final String DISTRICTS = "almaty_astana_shymkent_districts_2024.geojson";

    private static final double TOLERANCE = 1.2;
    private static final double SMALLEST = 10;

    private BoundaryDrawing() {}

    public static void main(String[] arguments) throws IOException {
        for (var drawn : draw(Path.of(arguments[0])).entrySet()) {
            Files.writeString(Path.of(arguments[1]).resolve(drawn.getKey()), drawn.getValue());
        }
    }

    /** What the resources hold, by their names. */
    static Map<String, String> draw(Path directory) throws IOException {
        var districts = read(directory.resolve(DISTRICTS));
        var drawn = new TreeMap<String, String>();
        drawn.put(Sheet.COUNTRY.resource(), text(Sheet.COUNTRY, read(directory.resolve(REGIONS)), "ADM1"));
        drawn.put(Sheet.ALMATY.resource(), text(Sheet.ALMATY, of(districts, "KZ75"), "ADM2"));
        drawn.put(Sheet.ASTANA.resource(), text(Sheet.ASTANA, of(districts, "KZ71"), "ADM2"));
        return drawn;
    }

    private static List<JsonNode> read(Path file) throws IOException {
        var features = new ArrayList<JsonNode>();
        JSON.readTree(Files.readString(file, UTF_8)).path("features").forEach(features::add);
        return features;
    }

    private static List<JsonNode> of(List<JsonNode> districts, String region) {
        return districts.stream()
                .filter(district ->
                        district.at("/properties/ADM1_PCODE").asText().equals(region))
                .toList();
    }

    private static String text(Sheet sheet, List<JsonNode> features, String level) {
        var areas = new LinkedHashMap<String, List<List<Dot>>>();
        var names = new HashMap<String, String>();
        for (var feature : features) {
            var properties = feature.path("properties");
            var code = properties.path(level + "_PCODE").asText().replaceFirst("^KZ", "KZ-");
            areas.put(code, rings(sheet, feature.path("geometry")));
            names.put(code, level.equals("ADM1") ? "" : names(properties, level));
        }
        var lines = new StringBuilder();
        new Simplifier(TOLERANCE, SMALLEST)
                .simplify(areas)
                .forEach((code, rings) -> lines.append(code)
                        .append('\t')
                        .append(label(rings))
                        .append('\t')
                        .append(path(rings))
                        .append(names.get(code))
                        .append('\n'));
        return lines.toString();
    }

    private static String names(JsonNode properties, String level) {
        return List.of("EN", "RU", "KK").stream()
                .map(language -> "\t" + properties.path(level + "_" + language).asText())
                .collect(Collectors.joining());
    }

    private static List<List<Dot>> rings(Sheet sheet, JsonNode geometry) {
        var rings = new ArrayList<List<Dot>>();
        var coordinates = geometry.path("coordinates");
        if (geometry.path("type").asText().equals("MultiPolygon")) {
            coordinates.forEach(polygon -> polygon.forEach(ring -> rings.add(ring(sheet, ring))));
        } else {
            coordinates.forEach(ring -> rings.add(ring(sheet, ring)));
        }
        return rings.stream().filter(ring -> ring.size() > 2).toList();
    }

    /** On whole units, without the closing point and without standing still. */
    private static List<Dot> ring(Sheet sheet, JsonNode points) {
        var ring = new ArrayList<Dot>();
        for (var point : points) {
            var at = sheet.at(point.get(1).asDouble(), point.get(0).asDouble());
            var dot = new Dot((int) Math.round(at.x()), (int) Math.round(at.y()));
            if (ring.isEmpty() || !ring.get(ring.size() - 1).equals(dot)) {
                ring.add(dot);
            }
        }
        if (ring.size() > 1 && ring.get(0).equals(ring.get(ring.size() - 1))) {
            ring.remove(ring.size() - 1);
        }
        return ring;
    }

    private static String path(List<List<Dot>> rings) {
        var path = new StringBuilder();
        for (var ring : rings) {
            path.append('M')
                    .append(ring.get(0).x())
                    .append(' ')
                    .append(ring.get(0).y());
            var separator = "l";
            for (var i = 1; i < ring.size(); i++) {
                path.append(number(ring.get(i).x() - ring.get(i - 1).x(), separator));
                path.append(number(ring.get(i).y() - ring.get(i - 1).y(), " "));
                separator = " ";
            }
            path.append('z');
        }
        return path.toString();
    }

    private static String number(int value, String separator) {
        return (value < 0 && separator.equals(" ") ? "" : separator) + value;
    }

    /** A point well inside: of a grid over the area, the one that is farthest from every boundary. */
    private static String label(List<List<Dot>> rings) {
        var bounds = Rings.ofPath(path(rings));
        var dots = rings.stream().flatMap(List::stream).toList();
        var left = dots.stream().mapToInt(Dot::x).min().orElseThrow();
        var right = dots.stream().mapToInt(Dot::x).max().orElseThrow();
        var top = dots.stream().mapToInt(Dot::y).min().orElseThrow();
        var bottom = dots.stream().mapToInt(Dot::y).max().orElseThrow();
        var best = dots.get(0);
        var most = -1.0;
        var step = Math.max(1, (right - left) / 60);
        for (var x = left; x <= right; x += step) {
            for (var y = top; y <= bottom; y += step) {
                var away = bounds.contain(new Point(x, y)) ? away(rings, x, y) : -1;
                if (away > most) {
                    most = away;
                    best = new Dot(x, y);
                }
            }
        }
        return best.x() + " " + best.y();
    }

    private static double away(List<List<Dot>> rings, int x, int y) {
        var dot = new Dot(x, y);
        return rings.stream()
                .mapToDouble(ring -> {
                    var least = Double.MAX_VALUE;
                    for (var i = 0; i < ring.size(); i++) {
                        least = Math.min(least, Simplifier.distance(dot, ring.get(i), ring.get((i + 1) % ring.size())));
                    }
                    return least;
                })
                .min()
                .orElse(0);
    }
}
