package kz.dabyl.alerts.publication;

import java.text.NumberFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import kz.dabyl.model.Networks;
import kz.dabyl.words.AreaNames;
import kz.dabyl.words.Language;

/** The account of a month as a page for people: one file, without scripts, that can be printed. Pure. */
final class OverviewPage {

    /** Without characters that markup would escape, since the policy names it by its hash. */
    static final String STYLE =
            "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;"
                    + "color:#1a1a1a;background:#fff}table{border-collapse:collapse;width:100%;margin:1.5rem 0}"
                    + "caption{text-align:left;font-weight:bold;padding:.3rem 0}th,td{text-align:left;vertical-align:top;"
                    + "padding:.3rem .6rem;border-bottom:1px solid #767676}.n{text-align:right}td.n{white-space:nowrap}"
                    + ".w{overflow-x:auto}.note{border-left:.3rem solid #9a3b00;padding-left:.6rem}"
                    + "@media print{body{margin:0;max-width:none;font-size:11pt}nav{display:none}.w{overflow-x:visible}tr{break-inside:avoid}}";

    private static final Set<String> NUMBERS =
            Set.of("overview.incidents", "overview.confirmed", "overview.hours", "overview.retractedCount");

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

    private final Overview overview;
    private final Labels labels;
    private final PublicationConfig config;
    private final NumberFormat hours;
    private final Markup page = Markup.html();

    private OverviewPage(Overview overview, Labels labels, PublicationConfig config) {
        this.overview = overview;
        this.labels = labels;
        this.config = config;
        this.hours = NumberFormat.getNumberInstance(labels.language().locale());
        hours.setMinimumFractionDigits(1);
        hours.setMaximumFractionDigits(1);
    }

    static String of(Overview overview, Language language, PublicationConfig config) {
        return new OverviewPage(overview, Labels.of(language), config).write();
    }

    private String write() {
        var month = DateTimeFormatter.ofPattern(
                        labels.get("overview.monthPattern"), labels.language().locale())
                .format(overview.month());
        var title = labels.get("overview.title") + ", " + month;
        page.open("html", "lang", labels.language().code());
        page.open("head")
                .empty("meta", "charset", "utf-8")
                .empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
                .leaf("title", title + " - Dabyl")
                .leaf("style", STYLE)
                .close();
        page.open("body").open("main").leaf("h1", title).leaf("p", labels.get("overview.intro"));
        if (config.exercise()) {
            page.leaf("p", labels.get("exercise"), "class", "note");
        }
        if (!overview.complete()) {
            page.leaf("p", labels.get("overview.incomplete"), "class", "note");
        }
        total();
        rows("overview.byKind", "overview.kind", overview.byKind(), name -> labels.get("kind." + name));
        rows("overview.byArea", "overview.area", overview.byArea(), this::area);
        rows("overview.byNetwork", "overview.network", overview.byNetwork(), Networks::name);
        page.leaf("p", labels.get("overview.hoursNote"));
        items();
        retracted();
        formats();
        return page.end();
    }

    private void total() {
        table(
                "overview.total",
                List.of("overview.incidents", "overview.confirmed", "overview.hours", "overview.retractedCount"));
        page.open("tr");
        numbers(overview.total());
        number(String.valueOf(overview.retracted().size())).close();
        endTable();
        overview.longest()
                .ifPresent(item -> page.leaf(
                        "p",
                        labels.get("overview.longest") + ": " + areas(item) + ", "
                                + labels.kind(item.incident().kind()) + ", "
                                + clock(item.incident().started()) + ", " + hours.format(item.hours()) + " "
                                + labels.get("overview.hoursUnit")));
    }

    private void rows(String caption, String column, List<Overview.Row> rows, Function<String, String> name) {
        if (rows.isEmpty()) {
            return;
        }
        table(caption, List.of(column, "overview.incidents", "overview.confirmed", "overview.hours"));
        for (var row : rows) {
            page.open("tr").leaf("th", name.apply(row.name()), "scope", "row");
            numbers(row.tally());
            page.close();
        }
        endTable();
    }

    private void items() {
        if (overview.items().isEmpty()) {
            page.leaf("p", labels.get("overview.none"));
            return;
        }
        table(
                "overview.list",
                List.of(
                        "overview.kind",
                        "overview.area",
                        "overview.network",
                        "overview.certainty",
                        "overview.started",
                        "overview.ended",
                        "overview.hours"));
        for (var item : overview.items()) {
            row(item)
                    .leaf("td", labels.certainty(item.incident().certainty()))
                    .leaf("td", clock(item.incident().started()))
                    .leaf("td", ended(item.incident().ended()));
            number(hours.format(item.hours())).close();
        }
        endTable();
    }

    private void retracted() {
        if (overview.retracted().isEmpty()) {
            return;
        }
        table(
                "overview.retracted",
                List.of("overview.kind", "overview.area", "overview.network", "overview.started", "overview.reason"));
        for (var item : overview.retracted()) {
            row(item)
                    .leaf("td", clock(item.incident().started()))
                    .leaf("td", item.incident().reason().map(labels::reason).orElse(""))
                    .close();
        }
        endTable();
        page.leaf("p", labels.get("overview.retractedNote"));
    }

    private Markup row(Overview.Item item) {
        var incident = item.incident();
        return page.open("tr")
                .open("th", "scope", "row")
                .leaf("a", labels.kind(incident.kind()), "href", config.links().page(incident.id()))
                .close()
                .leaf("td", areas(item))
                .leaf("td", incident.networks().stream().map(Networks::name).collect(Collectors.joining(", ")));
    }

    private void formats() {
        page.leaf(
                "p",
                labels.get("overview.times") + " " + overview.zone().getId() + ". " + labels.get("overview.asOf") + " "
                        + clock(overview.asOf().toEpochMilli()) + ".");
        page.open("nav").open("p");
        page.leaf("span", labels.get("overview.formats") + " ");
        for (var format : OverviewFormat.values()) {
            if (format != OverviewFormat.HTML) {
                page.leaf(
                        "a",
                        format.name(),
                        "href",
                        "/v1/overview?month=" + overview.month() + "&format=" + format.word());
            }
        }
        page.close().close();
    }

    private void table(String caption, List<String> columns) {
        page.open("div", "class", "w")
                .open("table")
                .leaf("caption", labels.get(caption))
                .open("thead")
                .open("tr");
        columns.forEach(this::column);
        page.close().close().open("tbody");
    }

    private void column(String label) {
        if (NUMBERS.contains(label)) {
            page.leaf("th", labels.get(label), "scope", "col", "class", "n");
        } else {
            page.leaf("th", labels.get(label), "scope", "col");
        }
    }

    private void endTable() {
        page.close().close().close();
    }

    private void numbers(Overview.Tally tally) {
        number(String.valueOf(tally.incidents()));
        number(String.valueOf(tally.confirmed()));
        number(hours.format(tally.hours()));
    }

    private Markup number(String text) {
        return page.leaf("td", text, "class", "n");
    }

    private String areas(Overview.Item item) {
        return item.incident().areas().stream().map(this::area).collect(Collectors.joining(", "));
    }

    private String area(String name) {
        return AreaNames.in(labels.language().code(), name);
    }

    private String ended(OptionalLong time) {
        return time.isPresent() ? clock(time.getAsLong()) : labels.get("state.open");
    }

    private String clock(long millis) {
        ZoneId zone = overview.zone();
        return CLOCK.format(Instant.ofEpochMilli(millis).atZone(zone));
    }
}
