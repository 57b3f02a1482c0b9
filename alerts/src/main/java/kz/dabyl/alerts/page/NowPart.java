package kz.dabyl.alerts.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.dabyl.model.Areas;
import kz.dabyl.model.Incident;

/** How it is now: the two centres in a sentence each, and the table of all places and networks. */
record NowPart(Picture picture, PageWords phrases, Frame frame) {

    /** Places that no row covers, as far as they can be shown. */
    private static final int MOST_ELSEWHERE = 20;

    /** One row of the table. */
    private record Row(Territory territory, List<Sight> sights) {

        boolean isSilent() {
            return sights.stream().allMatch(sight -> sight.condition() == Condition.UNKNOWN);
        }
    }

    void write(Html html) {
        html.start("section", "id", "now");
        html.element("h1", phrases.get("h1"));
        asOf(html);
        html.start("div", "class", "cards");
        Territory.CENTRES.forEach(centre -> card(html, centre));
        html.end();
        table(html);
        html.end();
    }

    private void asOf(Html html) {
        var until = picture.until();
        if (until.isEmpty()) {
            html.element("p", phrases.get("never"), "class", "stale");
            return;
        }
        var times = phrases.times();
        var time = until.getAsLong();
        if (picture.stale()) {
            html.element("p", phrases.get("stale", times.date(time) + ", " + times.exact(time)), "class", "stale");
        } else {
            html.element(
                    "p", phrases.get("asof", times.exact(time), times.date(time), times.zone(time)), "class", "asof");
        }
    }

    private void card(Html html, Territory centre) {
        var lines = picture.mobile();
        var sights = picture.sights(centre, lines);
        var overall = Sight.overall(sights);
        html.start("article", "class", "card " + overall.word());
        html.start("h2").text(centre.name(phrases.texts()));
        frame.mark(html);
        html.end();
        html.start("p", "class", "lead");
        sign(html, overall);
        html.text(phrases.lead(lines, sights)).end();
        html.start("ul");
        for (var i = 0; i < lines.size(); i++) {
            html.start("li");
            html.element("b", lines.get(i).name(phrases.texts())).text(" ");
            html.start("span", "class", "state " + sights.get(i).condition().word());
            state(html, sights.get(i));
            html.end().end();
        }
        html.end();
        if (sights.stream().anyMatch(Sight::partly)) {
            parts(html, centre);
        }
        html.end();
    }

    /** What the parts are of which some are down, and in which districts these lie. */
    private void parts(Html html, Territory centre) {
        var districts = District.hit(picture, centre, picture.mobile()).stream()
                .map(district -> district.name(phrases))
                .collect(Collectors.joining(", "));
        if (!districts.isEmpty()) {
            html.element("p", phrases.get("parts", districts), "class", "parts");
        }
    }

    private void table(Html html) {
        var lines = new ArrayList<>(picture.mobile());
        lines.add(Lines.FIXED);
        var rows = Stream.concat(Territory.ROWS.stream(), elsewhere().stream())
                .map(territory -> new Row(territory, picture.sights(territory, lines)))
                .toList();
        html.element("h2", phrases.get("table.title"), "id", "places");
        html.start("div", "class", "wide", "role", "region", "aria-labelledby", "places", "tabindex", "0");
        html.start("table", "class", "stack").start("thead").start("tr");
        html.element("th", phrases.get("table.place"), "scope", "col");
        lines.forEach(one -> html.element("th", one.name(phrases.texts()), "scope", "col"));
        html.end().end().start("tbody");
        rows.stream().filter(row -> !row.isSilent() || isCity(row.territory)).forEach(row -> row(html, lines, row));
        html.end().end().end();
        var silent = rows.stream()
                .filter(row -> row.isSilent() && !isCity(row.territory))
                .collect(Collectors.groupingBy(
                        this::doubt,
                        TreeMap::new,
                        Collectors.mapping(row -> row.territory.name(phrases.texts()), Collectors.joining(", "))));
        silent.forEach((doubt, names) -> {
            html.start("p", "class", "silent");
            sign(html, Condition.UNKNOWN);
            html.text(doubt.isEmpty() ? phrases.get("table.ended", names) : phrases.get("table.silent", doubt, names))
                    .end();
        });
    }

    /** Why a place is unknown that is not known by any network; nothing where data have ended, which the page tells of once. */
    private String doubt(Row row) {
        return row.sights.stream()
                .filter(sight -> !picture.stale())
                .max(Comparator.<Sight, Boolean>comparing(sight -> sight.cause().isPresent())
                        .thenComparing(Sight::watched))
                .flatMap(phrases::doubt)
                .orElse("");
    }

    private static boolean isCity(Territory territory) {
        return !territory.area().endsWith(" Region") && territory.around().test(Surroundings.COUNTRY);
    }

    private void row(Html html, List<Lines> lines, Row row) {
        html.start("tr").start("th", "scope", "row").text(row.territory.name(phrases.texts()));
        frame.mark(html);
        html.end();
        for (var i = 0; i < lines.size(); i++) {
            var sight = row.sights.get(i);
            var column = lines.get(i).name(phrases.texts());
            html.start("td", "data-of", column, "class", sight.condition().word());
            state(html, sight);
            html.end();
        }
        html.end();
    }

    private void state(Html html, Sight sight) {
        sign(html, sight.condition());
        html.text(phrases.state(sight));
        // Of data that have ended the page says so once.
        phrases.sure(sight)
                .or(() -> picture.stale() ? Optional.empty() : phrases.doubt(sight))
                .ifPresent(more -> html.text(" ").element("small", more));
    }

    /** The sign that goes with a word; who cannot see it has the word. */
    static void sign(Html html, Condition condition) {
        html.element("span", condition.sign(), "class", "sign " + condition.word(), "aria-hidden", "true")
                .text(" ");
    }

    /** Areas of cells and open incidents that lie in no row. */
    private List<Territory> elsewhere() {
        return Stream.concat(
                        picture.cells().shown().stream().map(cell -> cell.cell().place()),
                        picture.incidents().stream().map(Incident::places).flatMap(List::stream))
                .filter(place -> Territory.ROWS.stream().noneMatch(row -> row.touches(place)))
                .map(Areas::of)
                .distinct()
                .sorted()
                .limit(MOST_ELSEWHERE)
                .map(Territory::elsewhere)
                .toList();
    }
}
