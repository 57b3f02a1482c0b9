package kz.dabyl.alerts.page;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kz.dabyl.alerts.page.map.Outline;
import kz.dabyl.alerts.page.map.Point;
import kz.dabyl.alerts.page.map.Shapes;
import kz.dabyl.alerts.page.map.Sheet;
import kz.dabyl.model.Areas;
import kz.dabyl.model.Places;

/**
 * The maps, drawn inline: regions of the country, and hexagons with enough probes over the districts of the two largest
 * cities. Each has a table that says the same.
 */
record MapPart(Picture picture, Phrases phrases) {

    /** More hexagons than this are drawn as their parents: the page must stay light. */
    private static final int MOST_HEXAGONS = 150;

    /** Cities that are too small on the country's map to be seen there. */
    private static final List<String> CITIES = List.of("KZ-71", "KZ-75", "KZ-79");

    private static final double CITY_RADIUS = 11;
    private static final double SIGN_RADIUS = 9;

    /** A territory as it is drawn. */
    private record Drawn(Territory territory, List<Sight> sights, Condition overall) {}

    void write(Html html) {
        html.start("section", "id", "map");
        html.element("h2", phrases.get("map.title"));
        legend(html);
        html.start("div", "class", "maps");
        country(html);
        city(html, Sheet.ALMATY);
        city(html, Sheet.ASTANA);
        html.end().end();
    }

    private void legend(Html html) {
        html.start("ul", "class", "legend", "aria-label", phrases.get("legend.title"));
        for (var condition : Condition.values()) {
            html.start("li");
            html.start("svg", "viewBox", "0 0 28 22", "class", "swatch", "aria-hidden", "true");
            html.empty("rect", "width", "28", "height", "22", "class", "edge", "fill", MapSigns.fill(condition));
            sign(html, condition, new Point(14, 11), SIGN_RADIUS);
            html.end().text(phrases.get("legend." + condition.word())).end();
        }
        html.end();
    }

    private void country(Html html) {
        var lines = picture.mobile();
        var drawn = Shapes.on(Sheet.COUNTRY).stream()
                .map(outline -> drawn(Territory.region(outline.code()), lines))
                .toList();
        begin(html, Sheet.COUNTRY, phrases.get("map.country"));
        MapSigns.define(html);
        for (var i = 0; i < drawn.size(); i++) {
            var outline = Shapes.on(Sheet.COUNTRY).get(i);
            shape(html, outline.path(), drawn.get(i));
            if (!CITIES.contains(outline.code())) {
                sign(html, drawn.get(i).overall, outline.label(), SIGN_RADIUS);
            }
        }
        for (var i = 0; i < drawn.size(); i++) {
            var outline = Shapes.on(Sheet.COUNTRY).get(i);
            if (CITIES.contains(outline.code())) {
                dot(html, outline.label(), drawn.get(i));
            }
        }
        html.end();
        html.start("details", "id", "country-table");
        html.element("summary", phrases.get("map.table"));
        tableHead(html, List.of("map.region"), lines);
        drawn.stream()
                .sorted(Comparator.comparing(Drawn::overall, Comparator.comparingInt(MapPart::urgency)))
                .forEach(one -> row(html, List.of(one.territory.name(phrases.texts())), one));
        html.end().end().end().end().end();
    }

    private static int urgency(Condition condition) {
        return switch (condition) {
            case SHUTDOWN -> 0;
            case DEGRADED -> 1;
            case UNKNOWN -> 2;
            case OK -> 3;
        };
    }

    private void dot(Html html, Point at, Drawn drawn) {
        html.start(
                "circle",
                "cx",
                number(at.x()),
                "cy",
                number(at.y()),
                "r",
                number(CITY_RADIUS),
                "class",
                "edge",
                "fill",
                MapSigns.fill(drawn.overall));
        title(html, drawn);
        html.end();
        sign(html, drawn.overall, at, SIGN_RADIUS - 2);
        html.element(
                "text",
                drawn.territory.name(phrases.texts()),
                "class",
                "name",
                "x",
                number(at.x()),
                "y",
                number(at.y() - CITY_RADIUS - 5));
    }

    private void city(Html html, Sheet sheet) {
        var lines = picture.mobile();
        var hexagons = hexagons(sheet).stream()
                .map(place -> drawn(Territory.hexagon(place), lines))
                .toList();
        var name = phrases.texts().area(Areas.of(sheet.code()));
        begin(html, sheet, phrases.get("map.city", name));
        for (var outline : Shapes.on(sheet)) {
            html.start("path", "d", outline.path(), "class", "district", "fill", MapSigns.fill(Condition.UNKNOWN));
            html.element("title", outline.name(language())).end();
        }
        hexagons.forEach(drawn -> hexagon(html, sheet, drawn));
        for (var outline : Shapes.on(sheet)) {
            html.empty("path", "d", outline.path(), "class", "border");
            name(html, outline);
        }
        html.end();
        if (hexagons.isEmpty()) {
            html.element("p", phrases.get("map.none"), "class", "silent");
        } else {
            html.start("details", "id", sheet.code() + "-table");
            html.element("summary", phrases.get("map.table"));
            tableHead(html, List.of("map.district", "map.hexagon"), lines);
            hexagons.forEach(
                    drawn -> row(html, List.of(district(sheet, drawn), shortName(drawn.territory.id())), drawn));
            html.end().end().end().end();
        }
        html.end();
    }

    /** Those to be drawn on a sheet, the coarse ones first, for the fine ones lie upon them. */
    private List<String> hexagons(Sheet sheet) {
        var places = Stream.concat(
                        picture.cells().shown().stream().map(cell -> cell.cell().place()),
                        picture.incidents().stream().flatMap(incident -> incident.places().stream()))
                .filter(Places::isHex)
                .distinct()
                .filter(place -> sheet.shows(Shapes.hexagon(sheet, place)))
                .toList();
        for (var finest = Places.FINEST; places.size() > MOST_HEXAGONS && finest > Places.COARSEST; ) {
            finest--;
            var coarser = finest;
            places = places.stream()
                    .map(place -> Places.parent(place, coarser))
                    .distinct()
                    .toList();
        }
        return places.stream()
                .sorted(Comparator.comparingInt(Places::resolution).thenComparing(Comparator.naturalOrder()))
                .limit(MOST_HEXAGONS)
                .toList();
    }

    private void hexagon(Html html, Sheet sheet, Drawn drawn) {
        var corners = Shapes.hexagon(sheet, drawn.territory.id());
        var path = corners.stream()
                .map(corner -> number(corner.x()) + " " + number(corner.y()))
                .collect(Collectors.joining("L", "M", "z"));
        shape(html, path, drawn);
        var x = corners.stream().mapToDouble(Point::x).average().orElse(0);
        var y = corners.stream().mapToDouble(Point::y).average().orElse(0);
        var radius = Math.hypot(corners.get(0).x() - x, corners.get(0).y() - y);
        sign(html, drawn.overall, new Point(x, y), Math.min(SIGN_RADIUS, radius * 0.6));
    }

    private void name(Html html, Outline outline) {
        html.element(
                "text",
                outline.name(language()),
                "class",
                "name small",
                "x",
                number(outline.label().x()),
                "y",
                number(outline.label().y()));
    }

    private void begin(Html html, Sheet sheet, String name) {
        html.start("figure", "class", sheet == Sheet.COUNTRY ? "country" : "city");
        html.start("figcaption").element("h3", name);
        html.end();
        html.start(
                "svg",
                "viewBox",
                "0 0 " + sheet.width() + " " + sheet.height(),
                "role",
                "img",
                "aria-label",
                name + ". " + phrases.get("map.described"));
    }

    private Drawn drawn(Territory territory, List<Lines> lines) {
        var sights = picture.sights(territory, lines);
        return new Drawn(territory, sights, Sight.overall(sights));
    }

    private void shape(Html html, String path, Drawn drawn) {
        html.start("path", "d", path, "class", "edge", "fill", MapSigns.fill(drawn.overall));
        title(html, drawn);
        html.end();
    }

    private void title(Html html, Drawn drawn) {
        var lines = picture.mobile();
        var networks = IntStream.range(0, lines.size())
                .mapToObj(i -> lines.get(i).name(phrases.texts()) + " " + phrases.state(drawn.sights.get(i)))
                .collect(Collectors.joining("; "));
        html.element("title", drawn.territory.name(phrases.texts()) + ": " + networks);
    }

    private void sign(Html html, Condition condition, Point at, double radius) {
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

    private void tableHead(Html html, List<String> keys, List<Lines> lines) {
        html.start("div", "class", "wide", "tabindex", "0", "role", "region", "aria-label", phrases.get("map.table"));
        html.start("table").start("thead").start("tr");
        keys.forEach(key -> html.element("th", phrases.get(key), "scope", "col"));
        html.element("th", phrases.get("lines.mobile"), "scope", "col");
        lines.forEach(one -> html.element("th", one.name(phrases.texts()), "scope", "col"));
        html.end().end().start("tbody");
    }

    private void row(Html html, List<String> heads, Drawn drawn) {
        html.start("tr");
        html.element("th", heads.get(0), "scope", "row");
        heads.subList(1, heads.size()).forEach(head -> html.element("td", head));
        html.start("td", "class", drawn.overall.word());
        NowPart.sign(html, drawn.overall);
        html.text(phrases.get("condition." + drawn.overall.word())).end();
        for (var sight : drawn.sights) {
            html.start("td", "class", sight.condition().word());
            NowPart.sign(html, sight.condition());
            html.text(phrases.state(sight)).end();
        }
        html.end();
    }

    private String district(Sheet sheet, Drawn drawn) {
        return Shapes.at(sheet, drawn.territory.id())
                .map(outline -> outline.name(language()))
                .orElse(phrases.get("map.beside"));
    }

    /** Without the ending that says nothing. */
    private static String shortName(String hexagon) {
        return hexagon.replaceFirst("f+$", "");
    }

    private String language() {
        return phrases.texts().language().code();
    }

    /** With one digit after the point, and none where it is zero. */
    private static String number(double value) {
        var rounded = Math.round(value * 10) / 10.0;
        return rounded == Math.rint(rounded)
                ? Long.toString(Math.round(rounded))
                : String.format(Locale.ROOT, "%.1f", rounded);
    }
}
