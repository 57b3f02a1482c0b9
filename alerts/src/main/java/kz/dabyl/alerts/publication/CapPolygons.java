package kz.dabyl.alerts.publication;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.dabyl.model.Places;

/**
 * Places as CAP's polygons: hexagons that touch are joined. CAP's polygons have no holes, so land with holes is given
 * hexagon by hexagon rather than claimed whole. What would take more than a bounded number of polygons or points has none:
 * its names and codes say where it is. Pure.
 */
final class CapPolygons {

    private static final int MOST_PLACES = 2_000;
    private static final int MOST_POLYGONS = 50;
    private static final int MOST_POINTS = 1_000;

    private CapPolygons() {}

    /** Closed rings of {@code latitude,longitude}, separated by spaces; none where there would be too many. */
    static List<String> of(Collection<String> places) {
        if (places.size() > MOST_PLACES) {
            return List.of();
        }
        var byResolution = places.stream()
                .filter(Places::isHex)
                .distinct()
                .sorted()
                .collect(Collectors.groupingBy(Places::resolution));
        var rings = byResolution.values().stream().flatMap(CapPolygons::rings).toList();
        var points = rings.stream().mapToInt(List::size).sum();
        return rings.size() > MOST_POLYGONS || points > MOST_POINTS
                ? List.of()
                : rings.stream().map(CapPolygons::text).toList();
    }

    private static Stream<List<Places.Point>> rings(List<String> hexagons) {
        var outlines = Places.outlines(hexagons);
        var whole = outlines.stream().allMatch(outline -> outline.holes().isEmpty());
        return whole
                ? outlines.stream().map(Places.Outline::outer)
                : hexagons.stream()
                        .flatMap(hexagon -> Places.outlines(List.of(hexagon)).stream())
                        .map(Places.Outline::outer);
    }

    private static String text(List<Places.Point> ring) {
        return ring.stream()
                .map(point -> String.format(Locale.ROOT, "%.5f,%.5f", point.latitude(), point.longitude()))
                .collect(Collectors.joining(" "));
    }
}
