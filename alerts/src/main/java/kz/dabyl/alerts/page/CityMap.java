package kz.dabyl.alerts.page;

import static kz.dabyl.alerts.page.MapPen.number;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.dabyl.alerts.page.map.Outline;
import kz.dabyl.alerts.page.map.Point;
import kz.dabyl.alerts.page.map.Shapes;
import kz.dabyl.alerts.page.map.Sheet;
import kz.dabyl.model.Areas;
import kz.dabyl.model.Places;

/** The hexagons of a city that have enough probes, or had them and are part of an incident, over its districts. */
record CityMap(Picture picture, Phrases phrases, Sheet sheet) {

    /** More hexagons than this are drawn as their parents: the page must stay light. */
    private static final int MOST_HEXAGONS = 150;

    void write(Html html) {
        var pen = new MapPen(picture, phrases);
        var name = phrases.get("map.city", phrases.texts().area(Areas.of(sheet.code())));
        var hexagons = hexagons().stream()
                .map(place -> Drawn.of(picture, Territory.hexagon(place)))
                .toList();
        pen.begin(html, sheet, name);
        for (var outline : Shapes.on(sheet)) {
            html.start("path", "d", outline.path(), "class", "district", "fill", MapSigns.fill(Condition.UNKNOWN));
            html.element("title", outline.name(language())).end();
        }
        hexagons.forEach(drawn -> hexagon(html, pen, drawn));
        for (var outline : Shapes.on(sheet)) {
            html.empty("path", "d", outline.path(), "class", "border");
            name(html, outline);
        }
        html.end();
        table(html, name, hexagons);
        html.end();
    }

    private void table(Html html, String name, List<Drawn> hexagons) {
        if (hexagons.isEmpty()) {
            html.element("p", phrases.get("map.none"), "class", "silent");
            return;
        }
        var rows = hexagons.stream()
                .map(drawn -> new MapTable.Row(
                        List.of(district(drawn), shortName(drawn.territory().id())), drawn))
                .toList();
        new MapTable(phrases, picture.mobile())
                .write(html, sheet.code() + "-table", name, List.of("map.district", "map.hexagon"), rows);
    }

    /** Those to be drawn, the coarse ones first, for the fine ones lie upon them. */
    private List<String> hexagons() {
        var places = Stream.concat(
                        picture.cells().shown().stream().map(cell -> cell.cell().place()),
                        picture.incidents().stream().flatMap(incident -> incident.places().stream()))
                .filter(Places::isHex)
                .filter(picture.cells()::mayName)
                .distinct()
                .filter(place -> sheet.shows(Shapes.hexagon(sheet, place)))
                .toList();
        for (var finest = Places.FINEST - 1; places.size() > MOST_HEXAGONS && finest >= Places.COARSEST; finest--) {
            places = parents(places, finest);
        }
        return places.stream()
                .sorted(Comparator.comparingInt(Places::resolution).thenComparing(Comparator.naturalOrder()))
                .limit(MOST_HEXAGONS)
                .toList();
    }

    private static List<String> parents(List<String> places, int finest) {
        return places.stream()
                .map(place -> Places.parent(place, finest))
                .distinct()
                .toList();
    }

    private void hexagon(Html html, MapPen pen, Drawn drawn) {
        var corners = Shapes.hexagon(sheet, drawn.territory().id());
        var path = corners.stream()
                .map(corner -> number(corner.x()) + " " + number(corner.y()))
                .collect(Collectors.joining("L", "M", "z"));
        pen.shape(html, path, drawn);
        var x = corners.stream().mapToDouble(Point::x).average().orElse(0);
        var y = corners.stream().mapToDouble(Point::y).average().orElse(0);
        var radius = Math.hypot(corners.get(0).x() - x, corners.get(0).y() - y);
        MapPen.sign(html, drawn.overall(), new Point(x, y), Math.min(MapPen.SIGN_RADIUS, radius * 0.6));
    }

    /** With a space, where only text is shown. */
    private void name(Html html, Outline district) {
        html.element(
                "text",
                district.name(language()),
                "class",
                "name small",
                "x",
                number(district.label().x()),
                "y",
                number(district.label().y()));
        html.text(" ");
    }

    private String district(Drawn drawn) {
        return Shapes.at(sheet, drawn.territory().id())
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
}
