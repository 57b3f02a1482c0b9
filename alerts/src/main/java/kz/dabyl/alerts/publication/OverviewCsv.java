package kz.dabyl.alerts.publication;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.dabyl.model.Access;
import kz.dabyl.model.Networks;
import kz.dabyl.model.Times;

/** The incidents of a month as CSV by RFC 4180, those that were retracted last. Pure. */
final class OverviewCsv {

    private static final List<String> HEADER = List.of(
            "id",
            "kind",
            "state",
            "certainty",
            "confidence",
            "areas",
            "networks",
            "network_names",
            "access",
            "started",
            "ended",
            "hours_lost",
            "reason");

    private static final String WITHIN = "; ";

    private OverviewCsv() {}

    static String of(Overview overview) {
        var items = Stream.concat(overview.items().stream(), overview.retracted().stream());
        return Stream.concat(Stream.of(HEADER), items.map(OverviewCsv::cells))
                .map(cells -> cells.stream().map(OverviewCsv::cell).collect(Collectors.joining(",", "", "\r\n")))
                .collect(Collectors.joining());
    }

    private static List<String> cells(Overview.Item item) {
        var incident = item.incident();
        return List.of(
                incident.id(),
                incident.kind().word(),
                incident.state().word(),
                incident.certainty().word(),
                String.valueOf(incident.confidence()),
                String.join(WITHIN, incident.areas()),
                String.join(WITHIN, incident.networks()),
                incident.networks().stream().map(Networks::name).collect(Collectors.joining(WITHIN)),
                incident.access().stream().map(Access::word).collect(Collectors.joining(WITHIN)),
                Times.format(incident.started()),
                OverviewJson.time(incident.ended()).orElse(""),
                String.format(Locale.ROOT, "%.2f", item.hours()),
                incident.reason().orElse(""));
    }

    /** A cell that a spreadsheet would take for a formula begins with an apostrophe, and is shown as the text it is. */
    static String cell(String text) {
        var clean = Markup.clean(text);
        var harmless = !clean.isEmpty() && "=+-@\t\n".indexOf(clean.charAt(0)) >= 0 ? "'" + clean : clean;
        var plain = harmless.chars().noneMatch(letter -> letter == ',' || letter == '"' || letter == '\n');
        return plain ? harmless : '"' + harmless.replace("\"", "\"\"") + '"';
    }
}
