package kz.dabyl.alerts.page;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kz.dabyl.alerts.page.map.Point;
import kz.dabyl.alerts.page.map.Sheet;

/** What all maps are drawn with. */
record MapPen(Picture picture, PageWords phrases) {

    static final double SIGN_RADIUS = 9;

    /** Begins a figure and the drawing in it. */
    void begin(Html html, Sheet sheet, String name) {
        html.start("figure", "class", sheet == Sheet.COUNTRY ? "country" : "city");
        html.start("figcaption").element("h3", name).end();
        html.start(
                "svg",
                "viewBox",
                "0 0 " + sheet.width() + " " + sheet.height(),
                "role",
                "img",
                "aria-label",
                name + ". " + phrases.get("map.described"));
    }

    /** @param name of what is drawn, as its table has it */
    void shape(Html html, String path, String look, String name, Drawn drawn) {
        html.start("path", "d", path, "class", look, "fill", MapSigns.fill(drawn.overall()));
        title(html, name, drawn);
        html.end();
    }

    /** What a mouse that rests on a shape is told. */
    void title(Html html, String name, Drawn drawn) {
        var lines = picture.mobile();
        var networks = IntStream.range(0, lines.size())
                .mapToObj(i -> lines.get(i).name(phrases.texts()) + " "
                        + phrases.state(drawn.sights().get(i)))
                .collect(Collectors.joining("; "));
        html.element("title", name + ": " + networks);
    }

    static void sign(Html html, Condition condition, Point at, double radius) {
        html.empty(
                "use",
                "href",
                MapSigns.sign(condition),
                "x",
                number(at.x() - radius),
                "y",
                number(at.y() - radius),
                "width",
                number(2 * radius),
                "height",
                number(2 * radius));
    }

    /** With one digit after the point, and none where it is zero. */
    static String number(double value) {
        var rounded = Math.round(value * 10) / 10.0;
        return rounded == Math.rint(rounded)
                ? Long.toString(Math.round(rounded))
                : String.format(Locale.ROOT, "%.1f", rounded);
    }
}
