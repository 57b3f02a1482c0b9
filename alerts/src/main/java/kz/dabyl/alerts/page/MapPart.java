package kz.dabyl.alerts.page;

import kz.dabyl.alerts.page.map.Point;
import kz.dabyl.alerts.page.map.Sheet;

/** The maps, drawn inline: the country, and its two largest cities closer. Each has a table that says the same. */
record MapPart(Picture picture, PageWords phrases, Frame frame) {

    void write(Html html) {
        html.start("section", "id", "map");
        html.element("h2", phrases.get("map.title"));
        legend(html);
        html.start("div", "class", "maps");
        new CountryMap(picture, phrases, frame).write(html);
        new CityMap(picture, phrases, frame, Sheet.ALMATY).write(html);
        new CityMap(picture, phrases, frame, Sheet.ASTANA).write(html);
        html.end().end();
    }

    private void legend(Html html) {
        html.start("ul", "class", "legend", "aria-label", phrases.get("legend.title"));
        for (var condition : Condition.values()) {
            html.start("li");
            html.start("svg", "viewBox", "0 0 28 22", "class", "swatch", "aria-hidden", "true");
            html.empty("rect", "width", "28", "height", "22", "class", "edge", "fill", MapSigns.fill(condition));
            MapPen.sign(html, condition, new Point(14, 11), MapPen.SIGN_RADIUS);
            html.end().text(phrases.get("legend." + condition.word())).end();
        }
        html.element("li", phrases.get("legend.districts"));
        html.end();
    }
}
