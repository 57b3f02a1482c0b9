package kz.dabyl.alerts.page.map;

import java.util.List;
import java.util.Locale;

/**
 * A sheet of paper with a map on it: Albers' conic projection, which keeps areas (J. P. Snyder, "Map Projections: A Working
 * Manual", 1987, page 98, for a sphere). Immutable.
 */
public enum Sheet {
    /** All of Kazakhstan. */
    COUNTRY("KZ", 48, 67, 43.5, 52.5, 2_550, 610, 347, 1_200, 690),
    /** Almaty without the mountains that belong to it. */
    ALMATY("KZ-75", 43.265, 76.935, 43.1, 43.4, 95_000, 300, 270, 600, 520),
    ASTANA("KZ-71", 51.135, 71.44, 51.0, 51.3, 80_000, 300, 260, 600, 520);

    private final String code;
    private final double middle;
    private final double scale;
    private final double left;
    private final double top;
    private final int width;
    private final int height;

    private final double cone;
    private final double constant;
    private final double radius;

    /**
     * @param latitude with {@code longitude} the point, in degrees, that comes to {@code left} and {@code top}
     * @param south with {@code north} the parallels that are true to scale
     * @param scale units for a radian
     */
    Sheet(
            String code,
            double latitude,
            double longitude,
            double south,
            double north,
            double scale,
            double left,
            double top,
            int width,
            int height) {
        this.code = code;
        this.middle = Math.toRadians(longitude);
        this.scale = scale;
        this.left = left;
        this.top = top;
        this.width = width;
        this.height = height;
        var sine = Math.sin(Math.toRadians(south));
        this.cone = (sine + Math.sin(Math.toRadians(north))) / 2;
        this.constant = Math.cos(Math.toRadians(south)) * Math.cos(Math.toRadians(south)) + 2 * cone * sine;
        this.radius = radius(latitude);
    }

    /** ISO code of what it shows. */
    public String code() {
        return code;
    }

    /** File with the outlines on it. */
    String resource() {
        return name().toLowerCase(Locale.ROOT) + ".txt";
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /** Where a point in degrees lies on it, or beside it. */
    public Point at(double latitude, double longitude) {
        var angle = cone * (Math.toRadians(longitude) - middle);
        var distance = radius(latitude);
        return new Point(
                left + scale * distance * Math.sin(angle), top + scale * (distance * Math.cos(angle) - radius));
    }

    private double radius(double latitude) {
        return Math.sqrt(constant - 2 * cone * Math.sin(Math.toRadians(latitude))) / cone;
    }

    /** Whether any of {@code points} lies on it. */
    public boolean shows(List<Point> points) {
        return points.stream().anyMatch(at -> at.x() >= 0 && at.x() <= width && at.y() >= 0 && at.y() <= height);
    }
}
