package kz.dabyl.model;

import com.uber.h3core.H3Core;
import com.uber.h3core.LengthUnit;
import com.uber.h3core.util.LatLng;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Places: H3 indexes as 15-digit hex strings, or ISO 3166 codes where no better is known. Thread-safe. */
public final class Places {

    /** The coarsest and the finest hexagon that a probe may give: about 250 km² and 0.7 km². */
    public static final int COARSEST = 5;

    public static final int FINEST = 8;

    /** A place that nobody knows. */
    public static final String UNKNOWN = "ZZ";

    private static final Pattern ISO = Pattern.compile("[A-Z]{2}(-[A-Z0-9]{1,3})?");
    private static final int H3_DIGITS = 15;
    private static final H3Core H3 = load();

    private Places() {}

    private static H3Core load() {
        try {
            return H3Core.newInstance();
        } catch (IOException e) {
            throw new UncheckedIOException("the H3 native library could not be unpacked into the temporary folder", e);
        }
    }

    /** The canonical spelling of a place that a report may name, or empty if it may not. */
    public static Optional<String> canonical(String text) {
        return kept(text).filter(place -> isHex(place) || Countries.isCode(place.substring(0, 2)));
    }

    /** The same for what was kept, perhaps before codes were looked up: whatever looks like a code. */
    public static Optional<String> kept(String text) {
        if (text.length() == H3_DIGITS) {
            var index = hex(text);
            var resolution = (int) (index >>> 52 & 0xF);
            return index > 0 && resolution >= COARSEST && resolution <= FINEST && H3.isValidCell(index)
                    ? Optional.of(text.toLowerCase(Locale.ROOT))
                    : Optional.empty();
        }
        return ISO.matcher(text).matches() ? Optional.of(text) : Optional.empty();
    }

    private static long hex(String text) {
        var value = 0L;
        for (var i = 0; i < text.length(); i++) {
            var letter = text.charAt(i);
            // Character.digit alone also takes the digits of other scripts, and one place would get several names.
            var digit = letter < 128 ? Character.digit(letter, 16) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    public static boolean isHex(String place) {
        return place.length() == H3_DIGITS;
    }

    /** Resolution of a hexagon, 0 to 15. */
    public static int resolution(String place) {
        return H3.getResolution(H3.stringToH3(place));
    }

    /** The hexagon of {@code resolution} around {@code place}; itself if it is as coarse already. */
    public static String parent(String place, int resolution) {
        return resolution(place) <= resolution ? place : H3.cellToParentAddress(place, resolution);
    }

    /** All hexagons of {@code resolution} that lie in {@code place}. */
    public static List<String> within(String place, int resolution) {
        return H3.cellToChildren(place, resolution);
    }

    /** Hexagons within {@code rings} steps, itself included. */
    public static List<String> disk(String place, int rings) {
        return H3.gridDisk(place, rings);
    }

    /** The hexagon of {@code resolution} at a point in degrees. */
    public static String at(double latitude, double longitude, int resolution) {
        return H3.latLngToCellAddress(latitude, longitude, resolution);
    }

    /** Great-circle distance in metres between a hexagon's centre and a point in degrees. */
    public static double metresTo(String place, double latitude, double longitude) {
        var centre = H3.cellToLatLng(place);
        return H3.greatCircleDistance(centre, new LatLng(latitude, longitude), LengthUnit.m);
    }

    /** In degrees. */
    public record Point(double latitude, double longitude) {}

    /** A hexagon's centre. */
    public static Point centre(String place) {
        var centre = H3.cellToLatLng(place);
        return new Point(centre.lat, centre.lng);
    }

    /** A hexagon's corners, in turn. */
    public static List<Point> corners(String place) {
        return H3.cellToBoundary(place).stream()
                .map(corner -> new Point(corner.lat, corner.lng))
                .toList();
    }

    /** Distance in metres from a hexagon's centre to its corners, on average for its resolution. */
    public static double radiusMetres(String place) {
        return H3.getHexagonEdgeLengthAvg(resolution(place), LengthUnit.m);
    }

    /**
     * One piece of land in the shape of the hexagons that it is made of.
     *
     * @param outer its border, closed: the last point is the first
     * @param holes borders of what lies within and does not belong to it
     */
    public record Outline(List<Point> outer, List<List<Point>> holes) {}

    /** The pieces of land that {@code hexagons} of one resolution cover, neighbours joined. */
    public static List<Outline> outlines(Collection<String> hexagons) {
        // In the order of the hexagons a border may begin anywhere; sorted it begins at the same point every time.
        var sorted = hexagons.stream().distinct().sorted().toList();
        return H3.cellAddressesToMultiPolygon(sorted, true).stream()
                .map(rings -> rings.stream().map(Places::points).toList())
                .map(rings -> new Outline(rings.get(0), rings.subList(1, rings.size())))
                .toList();
    }

    private static List<Point> points(List<LatLng> ring) {
        return ring.stream().map(point -> new Point(point.lat, point.lng)).toList();
    }

    /** Whether two places are the same or one contains the other. */
    public static boolean overlaps(String one, String other) {
        if (one.equals(other)) {
            return true;
        }
        if (!isHex(one) || !isHex(other)) {
            return false;
        }
        var coarser = Math.min(resolution(one), resolution(other));
        return parent(one, coarser).equals(parent(other, coarser));
    }
}
