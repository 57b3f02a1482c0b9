package kz.dabyl.alerts.page.map;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import kz.dabyl.model.Places;
import kz.dabyl.model.Resources;

/**
 * The outlines that come with the program: regions of the country, districts of its two largest cities. They are thinned
 * for the eye, so a hexagon within a few kilometres of a boundary may be taken for one of the other side. Thread-safe.
 */
public final class Shapes {

    private static final Map<Sheet, List<Outline>> OUTLINES = Arrays.stream(Sheet.values())
            .collect(Collectors.toMap(
                    sheet -> sheet, Shapes::load, (one, other) -> one, () -> new EnumMap<>(Sheet.class)));

    private record Spot(Sheet sheet, String hexagon) {}

    /** A deployment sees a few thousand different hexagons, again and again. */
    private static final Map<Spot, Optional<Outline>> KNOWN = new ConcurrentHashMap<>();

    private static final int MAX_KNOWN = 300_000;

    private Shapes() {}

    /** The outlines on a sheet. */
    public static List<Outline> on(Sheet sheet) {
        return OUTLINES.getOrDefault(sheet, List.of());
    }

    /** The ISO code of the region in which a place lies; empty if it lies in none, or in several. */
    public static Optional<String> region(String place) {
        return Places.isHex(place)
                ? at(Sheet.COUNTRY, place).map(Outline::code)
                : on(Sheet.COUNTRY).stream()
                        .map(Outline::code)
                        .filter(place::equals)
                        .findFirst();
    }

    /** The outline on {@code sheet} in which a hexagon's centre lies. */
    public static Optional<Outline> at(Sheet sheet, String hexagon) {
        var spot = new Spot(sheet, hexagon);
        var known = KNOWN.get(spot);
        if (known != null) {
            return known;
        }
        var outline = find(sheet, hexagon);
        if (KNOWN.size() < MAX_KNOWN) {
            KNOWN.put(spot, outline);
        }
        return outline;
    }

    private static Optional<Outline> find(Sheet sheet, String hexagon) {
        var centre = Places.centre(hexagon);
        var point = sheet.at(centre.latitude(), centre.longitude());
        return on(sheet).stream()
                .filter(outline -> outline.rings().contain(point))
                .findFirst();
    }

    /** A hexagon's corners on {@code sheet}. */
    public static List<Point> hexagon(Sheet sheet, String hexagon) {
        return Places.corners(hexagon).stream()
                .map(corner -> sheet.at(corner.latitude(), corner.longitude()))
                .toList();
    }

    private static List<Outline> load(Sheet sheet) {
        return Resources.text(Shapes.class, sheet.resource())
                .lines()
                .map(Outline::parse)
                .toList();
    }
}
