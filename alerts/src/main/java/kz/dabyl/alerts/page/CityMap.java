package kz.dabyl.alerts.page;

import static kz.dabyl.alerts.page.MapPen.number;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.dabyl.alerts.page.map.Point;
import kz.dabyl.alerts.page.map.Shapes;
import kz.dabyl.alerts.page.map.Sheet;
import kz.dabyl.model.Areas;
import kz.dabyl.model.Places;

/**
 * The hexagons of a city that have enough probes, or had them and are part of an incident, over its districts, each of which
 * is as they are.
 */
record CityMap(Picture picture, PageWords phrases, Frame frame, Sheet sheet) {

    /** More hexagons than this are drawn as their parents: the page must stay light. */
    private static final int MOST_HEXAGONS = 150;

    private record Ground(District district, Drawn drawn) {

        boolean isUnknown() {
            return drawn.overall() == Condition.UNKNOWN;
        }
    }

    void write(Html html) {
        var pen = new MapPen(picture, phrases);
        var name = frame.marked(phrases.get("map.city", phrases.texts().area(Areas.of(sheet.code()))));
        var districts = District.of(sheet).stream()
                .map(district -> new Ground(district, Drawn.of(picture, district.territory(picture))))
                .toList();
        var hexagons = hexagons().stream()
                .map(place -> Drawn.of(picture, Territory.hexagon(place)))
                .toList();
        pen.begin(html, sheet, name);
        for (var ground : districts) {
            var outline = ground.district.outline();
            pen.shape(html, outline.path(), "district", ground.district.name(phrases), ground.drawn);
        }
        hexagons.forEach(drawn -> hexagon(html, pen, drawn));
        for (var ground : districts) {
            html.empty("path", "d", ground.district.outline().path(), "class", "border");
            name(html, ground);
        }
        html.end();
        table(html, name, districts, hexagons);
        html.end();
    }

    /** Each district, and what is in it below. */
    private void table(Html html, String name, List<Ground> districts, List<Drawn> hexagons) {
        if (hexagons.isEmpty() && districts.stream().allMatch(Ground::isUnknown)) {
            html.element("p", phrases.get("map.none"), "class", "silent");
        }
        var within = hexagons.stream().collect(Collectors.groupingBy(this::district));
        var rows = new ArrayList<MapTable.Row>();
        for (var ground : districts) {
            var district = ground.district.name(phrases);
            rows.add(new MapTable.Row(List.of(district, phrases.get("map.whole")), ground.drawn));
            rows(rows, district, within);
        }
        rows(rows, phrases.get("map.beside"), within);
        new MapTable(phrases, picture.mobile())
                .write(html, sheet.code() + "-table", name, List.of("map.district", "map.hexagon"), rows);
    }

    private static void rows(List<MapTable.Row> rows, String district, Map<String, List<Drawn>> within) {
        within.getOrDefault(district, List.of())
                .forEach(drawn -> rows.add(new MapTable.Row(
                        List.of(district, shortName(drawn.territory().id())), drawn)));
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
        var name = district(drawn) + ", " + shortName(drawn.territory().id());
        pen.shape(html, path, "edge", name, drawn);
        var x = corners.stream().mapToDouble(Point::x).average().orElse(0);
        var y = corners.stream().mapToDouble(Point::y).average().orElse(0);
        var radius = Math.hypot(corners.get(0).x() - x, corners.get(0).y() - y);
        MapPen.sign(html, drawn.overall(), new Point(x, y), Math.min(MapPen.SIGN_RADIUS, radius * 0.6));
    }

    /** With its sign, for the hexagons cover much of the pattern; with a space, where only text is shown. */
    private void name(Html html, Ground ground) {
        var at = ground.district.outline().label();
        html.element(
                "text",
                ground.drawn.overall().sign() + " " + ground.district.name(phrases),
                "class",
                "name small",
                "x",
                number(at.x()),
                "y",
                number(at.y()));
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
