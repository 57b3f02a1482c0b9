package kz.dabyl.alerts.page;

import java.util.List;

/** The twin of a map: the same as text, folded away until somebody asks for it. */
record MapTable(PageWords phrases, List<Lines> lines) {

    /**
     * One row.
     *
     * @param heads the place, coarse to fine
     */
    record Row(List<String> heads, Drawn drawn) {}

    /**
     * Writes the table.
     *
     * @param name of the map
     * @param keys texts above the columns of {@link Row#heads}
     */
    void write(Html html, String id, String name, List<String> keys, List<Row> rows) {
        var told = phrases.get("map.table", name);
        html.start("details", "id", id).element("summary", told);
        html.start("div", "class", "wide", "tabindex", "0", "role", "region", "aria-label", told);
        html.start("table", "class", "stack").start("thead").start("tr");
        keys.forEach(key -> html.element("th", phrases.get(key), "scope", "col"));
        html.element("th", phrases.get("lines.mobile"), "scope", "col");
        lines.forEach(one -> html.element("th", one.name(phrases.texts()), "scope", "col"));
        html.end().end().start("tbody");
        rows.forEach(row -> row(html, row));
        html.end().end().end().end();
    }

    private void row(Html html, Row row) {
        html.start("tr");
        row.heads.forEach(head -> html.element("th", head, "scope", "row"));
        var drawn = row.drawn;
        cell(html, phrases.get("lines.mobile"), drawn.overall(), phrases.get("condition." + drawn.word()));
        for (var i = 0; i < lines.size(); i++) {
            var sight = drawn.sights().get(i);
            cell(html, lines.get(i).name(phrases.texts()), sight.condition(), phrases.state(sight));
        }
        html.end();
    }

    private static void cell(Html html, String column, Condition condition, String text) {
        html.start("td", "data-of", column, "class", condition.word());
        NowPart.sign(html, condition);
        html.text(text).end();
    }
}
