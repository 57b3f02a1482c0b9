package kz.dabyl.detector.dossier;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import kz.dabyl.model.Access;
import kz.dabyl.model.Incident;
import kz.dabyl.model.Networks;
import kz.dabyl.words.Facts;
import kz.dabyl.words.MarkupText;

/**
 * Everything that is known of an incident as one page of HTML without script and without anything from elsewhere, fit to be
 * printed. All text of others is escaped. Immutable.
 */
final class Dossier {

    static final String STYLE = "body{font:11pt/1.45 serif;margin:2rem auto;max-width:46rem;padding:0 1rem;color:#111;"
            + "background:#fff}h1{font-size:1.5rem}h2{font-size:1.1rem;margin-top:1.6rem}table{border-collapse:collapse;"
            + "width:100%}th,td{text-align:left;vertical-align:top;padding:.15rem .5rem .15rem 0;"
            + "border-bottom:1px solid #ddd}th{font-weight:600}code{font-size:.85em;overflow-wrap:anywhere}"
            + "svg{width:100%;height:auto}@media print{body{margin:0;max-width:none}h2,tr,svg{break-inside:avoid}"
            + "h2{break-after:avoid}}";

    private static final int PERCENT_DIGITS = 1;

    private final List<Incident> revisions;
    private final Optional<Material> material;
    private final DossierWords words;
    private final boolean exercise;
    private final PlaceClock clock;

    /**
     * @param revisions all of the incident, at least one
     * @param exercise whether it never happened: a simulation, or recordings that are replayed
     */
    Dossier(List<Incident> revisions, Optional<Material> material, DossierWords words, boolean exercise) {
        this.revisions = List.copyOf(revisions);
        this.material = material;
        this.words = words;
        this.exercise = exercise;
        this.clock = PlaceClock.of(last());
    }

    String html() {
        var page = new ArrayList<String>();
        page.add("<!doctype html>\n<html lang=\"" + words.language() + "\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width\">\n<title>" + word("title") + " "
                + MarkupText.of(last().id()) + "</title>\n<style>" + STYLE + "</style>\n</head>\n<body>");
        page.add("<h1>" + word("title") + "</h1>\n<p><code>" + MarkupText.of(last().id()) + "</code>, "
                + word("revision")
                + " "
                + last().revision()
                + "</p>\n" + warning() + "<p><strong>" + said(last()) + "</strong></p>");
        page.add(heading("facts") + table(facts()));
        page.add(heading("plot") + plot());
        page.add(heading("revisions") + history());
        material.ifPresent(from -> page.add(heading("rules") + table(rules(from))));
        page.add(heading("caveats") + "<ul>\n<li>" + word("caveat.author") + "</li>\n<li>" + word("caveat.probes")
                + "</li>\n<li>" + word("caveat.times") + "</li>\n<li>" + word("caveat.chance") + "</li>\n</ul>");
        page.add(heading("evidence") + evidence());
        page.add("</body>\n</html>\n");
        return String.join("\n", page);
    }

    private String warning() {
        return exercise ? "<p><strong>" + word("exercise") + "</strong></p>\n" : "";
    }

    private Incident last() {
        return revisions.get(revisions.size() - 1);
    }

    private String word(String key) {
        return MarkupText.of(words.get(key));
    }

    private String heading(String key) {
        return "<h2>" + word(key) + "</h2>\n";
    }

    private String said(Incident revision) {
        return MarkupText.of(revision.summary().getOrDefault(words.language(), ""));
    }

    private static List<String> row(String name, String value) {
        return List.of(name, value);
    }

    private static String table(List<List<String>> rows) {
        var table = new StringBuilder("<table>\n");
        for (var row : rows) {
            table.append("<tr><th scope=\"row\">" + row.get(0) + "</th><td>" + row.get(1) + "</td></tr>\n");
        }
        return table.append("</table>").toString();
    }

    private List<List<String>> facts() {
        var incident = last();
        var evidence = incident.evidence();
        var rows = new ArrayList<List<String>>();
        rows.add(row(word("fact.kind"), word("kind." + incident.kind().word())));
        rows.add(row(word("fact.state"), word("state." + incident.state().word())));
        rows.add(row(
                word("fact.certainty"), word("certainty." + incident.certainty().word())));
        rows.add(row(
                word("fact.confidence"),
                String.format(Locale.ROOT, "%." + PERCENT_DIGITS + "f %%", 100 * incident.confidence())));
        rows.add(row(
                word("fact.area"),
                MarkupText.of(String.join(", ", Facts.of(incident).areas(words.language())))));
        rows.add(row(word("fact.networks"), networks(incident)));
        rows.add(row(word("fact.access"), access(incident.access())));
        rows.add(row(word("fact.places"), "<code>" + MarkupText.of(String.join(", ", incident.places())) + "</code>"));
        if (!incident.targets().isEmpty()) {
            rows.add(row(word("fact.targets"), MarkupText.of(String.join(", ", incident.targets()))));
        }
        rows.add(row(word("fact.started"), clock.time(incident.started())));
        rows.add(row(word("fact.detected"), clock.time(incident.detected())));
        rows.add(row(word("fact.ended"), incident.ended() == null ? word("open") : clock.time(incident.ended())));
        rows.add(row(word("fact.silent"), String.valueOf(evidence.probesSilent())));
        rows.add(row(word("fact.late"), String.valueOf(evidence.lateConfirmations())));
        rows.add(row(word("fact.rally"), incident.rally() == null ? word("none") : MarkupText.of(incident.rally())));
        if (incident.reason() != null) {
            rows.add(row(word("fact.reason"), MarkupText.of(incident.reason())));
        }
        return rows;
    }

    private static String networks(Incident incident) {
        var named = incident.networks().stream().map(network -> {
            var name = Networks.name(network);
            return name.equals(network) ? name : name + " (" + network + ")";
        });
        return MarkupText.of(named.collect(Collectors.joining(", ")));
    }

    private String access(List<Access> access) {
        return String.join(
                ", ", access.stream().map(a -> word("access." + a.word())).toList());
    }

    private String plot() {
        return material.filter(from -> !from.timeline().points().isEmpty())
                .map(from -> new Plot(from.timeline(), last(), words).svg() + "<p>" + word("plot.note") + later(from)
                        + "</p>")
                .orElse("<p>" + word("plot.missing") + "</p>");
    }

    private String later(Material from) {
        return from.revision() < last().revision() ? " " + word("plot.later") : "";
    }

    private String history() {
        var table =
                new StringBuilder("<table>\n<tr><th>" + word("revision.number") + "</th><th>" + word("revision.time")
                        + "</th><th>" + word("revision.said") + "</th><th>" + word("revision.reason") + "</th></tr>\n");
        for (var revision : revisions) {
            var reason =
                    Optional.ofNullable(revision.reason()).map(MarkupText::of).orElse("");
            table.append("<tr><td>" + revision.revision() + "</td><td>" + clock.time(revision.updated()) + "</td><td>"
                    + said(revision) + "</td><td>" + reason + "</td></tr>\n");
        }
        return table.append("</table>").toString();
    }

    private List<List<String>> rules(Material from) {
        var thresholds = from.thresholds();
        return List.of(
                row(word("rules.version"), String.valueOf(last().thresholdsVersion())),
                row(word("rules.false_alarms"), String.valueOf(thresholds.falseAlarmsPerMonth())),
                row(word("rules.min_probes"), String.valueOf(thresholds.minProbes())));
    }

    private String evidence() {
        var id = MarkupText.of(last().id());
        var hash = material.map(from ->
                        "<p>" + word("evidence.hash") + ":<br><code>" + MarkupText.of(from.sha256()) + "</code></p>")
                .orElse("<p>" + word("evidence.missing") + "</p>");
        return hash + "\n<p>" + word("evidence.again") + "<br><code>GET /v1/incidents/" + id
                + "/evidence &gt; evidence.ndjson.gz</code><br><code>./dabyl detect evidence.ndjson.gz</code><br>"
                + "<code>./dabyl verify evidence.ndjson.gz</code></p>\n<p>" + word("evidence.history")
                + "<br><code>./dabyl verify --url …</code></p>";
    }
}
