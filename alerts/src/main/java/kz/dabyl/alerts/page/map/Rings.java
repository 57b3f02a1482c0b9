package kz.dabyl.alerts.page.map;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Closed lines that bound an area; one within another is the edge of a hole. Immutable. */
record Rings(List<List<Point>> rings) {

    private static final Pattern RING = Pattern.compile("M(-?\\d+) (-?\\d+)l([^z]*)z");
    private static final Pattern BETWEEN_NUMBERS = Pattern.compile(" |(?<=\\d)(?=-)");

    Rings {
        rings = rings.stream().map(List::copyOf).toList();
    }

    /** Those of an SVG path of the form {@code Mx ylx y x y…z…} in whole units. */
    static Rings ofPath(String path) {
        var rings = new ArrayList<List<Point>>();
        var found = RING.matcher(path);
        while (found.find()) {
            var ring = new ArrayList<Point>();
            double x = Integer.parseInt(found.group(1));
            double y = Integer.parseInt(found.group(2));
            ring.add(new Point(x, y));
            var steps = BETWEEN_NUMBERS.split(found.group(3), -1);
            for (var i = 0; i + 1 < steps.length; i += 2) {
                x += Integer.parseInt(steps[i]);
                y += Integer.parseInt(steps[i + 1]);
                ring.add(new Point(x, y));
            }
            rings.add(ring);
        }
        return new Rings(rings);
    }

    /** Whether a point lies inside: a line from there to infinity crosses an odd number of edges. */
    boolean contain(Point point) {
        var inside = false;
        for (var ring : rings) {
            for (int i = 0, last = ring.size() - 1; i < ring.size(); last = i++) {
                inside ^= crosses(ring.get(i), ring.get(last), point);
            }
        }
        return inside;
    }

    private static boolean crosses(Point one, Point other, Point from) {
        return one.y() > from.y() != other.y() > from.y()
                && from.x() < (other.x() - one.x()) * (from.y() - one.y()) / (other.y() - one.y()) + one.x();
    }
}
