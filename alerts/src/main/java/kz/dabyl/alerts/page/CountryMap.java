package kz.dabyl.alerts.page;

import static kz.dabyl.alerts.page.MapPen.number;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import kz.dabyl.alerts.page.map.Outline;
import kz.dabyl.alerts.page.map.Point;
import kz.dabyl.alerts.page.map.Shapes;
import kz.dabyl.alerts.page.map.Sheet;

/** The regions of the country, and the cities among them as dots, for they are too small to be seen. */
record CountryMap(Picture picture, PageWords phrases, Frame frame) {

    private static final List<String> CITIES = List.of("KZ-71", "KZ-75", "KZ-79");
    private static final double CITY_RADIUS = 11;

    private record Region(Outline outline, Drawn drawn) {

        String name(PageWords phrases) {
            return drawn.territory().name(phrases.texts());
        }

        boolean isCity() {
            return CITIES.contains(outline.code());
        }

        /** What readers look for stands first. */
        int urgency() {
            return switch (drawn.overall()) {
                case SHUTDOWN -> 0;
                case DEGRADED -> 1;
                case UNKNOWN -> 2;
                case OK -> 3;
            };
        }
    }

    void write(Html html) {
        var pen = new MapPen(picture, phrases);
        var name = frame.marked(phrases.get("map.country"));
        var regions = new ArrayList<Region>();
        for (var outline : Shapes.on(Sheet.COUNTRY)) {
            regions.add(new Region(outline, Drawn.of(picture, Territory.region(outline.code()))));
        }
        pen.begin(html, Sheet.COUNTRY, name);
        MapSigns.define(html);
        regions.forEach(region -> pen.shape(html, region.outline.path(), "edge", region.name(phrases), region.drawn));
        for (var region : regions) {
            if (region.isCity()) {
                dot(html, pen, region);
            } else {
                MapPen.sign(html, region.drawn.overall(), region.outline.label(), MapPen.SIGN_RADIUS);
            }
        }
        html.end();
        var rows = regions.stream()
                .sorted(Comparator.comparingInt(Region::urgency))
                .map(region -> new MapTable.Row(List.of(region.name(phrases)), region.drawn))
                .toList();
        new MapTable(phrases, picture.mobile()).write(html, "country-table", name, List.of("map.region"), rows);
        html.end();
    }

    private void dot(Html html, MapPen pen, Region city) {
        var at = city.outline.label();
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
                MapSigns.fill(city.drawn.overall()));
        pen.title(html, city.name(phrases), city.drawn);
        html.end();
        MapPen.sign(html, city.drawn.overall(), at, MapPen.SIGN_RADIUS - 2);
        name(html, city, new Point(at.x(), at.y() - CITY_RADIUS - 5));
    }

    /** With a space, where only text is shown. */
    private void name(Html html, Region city, Point at) {
        html.element("text", city.name(phrases), "class", "name", "x", number(at.x()), "y", number(at.y()));
        html.text(" ");
    }
}
