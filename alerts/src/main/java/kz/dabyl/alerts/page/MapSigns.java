package kz.dabyl.alerts.page;

/**
 * Patterns and signs of the maps. The stylesheet colours them; in one colour they are still four.
 */
final class MapSigns {

    private MapSigns() {}

    /** Value of an attribute {@code fill}. */
    static String fill(Condition condition) {
        return "url(#p-" + condition.word() + ")";
    }

    /** Value of an attribute {@code href}. */
    static String sign(Condition condition) {
        return "#s-" + condition.word();
    }

    /** What the others refer to, once in a document. */
    static void define(Html html) {
        html.start("defs");
        pattern(html, Condition.OK, 12, "");
        pattern(html, Condition.DEGRADED, 8, "M0 8L8 0M-2 2L2-2M6 10L10 6");
        pattern(html, Condition.SHUTDOWN, 6, "M0 0L6 6M0 6L6 0");
        pattern(html, Condition.UNKNOWN, 9, "M4 4.5h1");
        symbol(html, Condition.OK, "M5 11l3.5 3.5L15 6");
        symbol(html, Condition.DEGRADED, "M4 11c2-5 4-5 6-1s4 4 6-1");
        symbol(html, Condition.SHUTDOWN, "M5 5l10 10M15 5L5 15");
        symbol(html, Condition.UNKNOWN, "M7 7.5a3 3 0 1 1 4.5 2.6c-1 .6-1.5 1.2-1.5 2.4M10 15.2v.6");
        html.end();
    }

    private static void pattern(Html html, Condition condition, int size, String lines) {
        var side = String.valueOf(size);
        html.start(
                "pattern",
                "id",
                "p-" + condition.word(),
                "width",
                side,
                "height",
                side,
                "patternUnits",
                "userSpaceOnUse");
        html.empty("rect", "width", side, "height", side, "class", "ground-" + condition.word());
        if (!lines.isEmpty()) {
            html.empty("path", "d", lines, "class", "hatch-" + condition.word());
        }
        html.end();
    }

    private static void symbol(Html html, Condition condition, String path) {
        html.start("symbol", "id", "s-" + condition.word(), "viewBox", "0 0 20 20");
        html.empty("circle", "cx", "10", "cy", "10", "r", "9", "class", "disc-" + condition.word());
        html.empty("path", "d", path, "class", "stroke-" + condition.word());
        html.end();
    }
}
