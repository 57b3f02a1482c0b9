package kz.dabyl.alerts.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.dabyl.alerts.page.map.Outline;
import kz.dabyl.alerts.page.map.Shapes;
import kz.dabyl.alerts.page.map.Sheet;
import kz.dabyl.alerts.words.Reasons;
import kz.dabyl.model.Areas;
import kz.dabyl.model.Incident;
import kz.dabyl.model.Networks;
import kz.dabyl.model.Places;

/**
 * All that is known of one incident, for people.
 *
 * @param until log time up to which it is known that nothing else was said of it
 * @param nameable whether a place may be called by its code
 */
record IncidentPage(Case one, long until, Predicate<String> nameable, PageWords phrases, Frame frame) {

    private static final List<Frame.File> FILES = List.of(
            new Frame.File("file.json", "/v1/incidents/:id"),
            new Frame.File("file.revisions", "/v1/incidents/:id/revisions"),
            new Frame.File("file.evidence", "/v1/incidents/:id/evidence"),
            new Frame.File("file.dossier", "/v1/incidents/:id/dossier"),
            new Frame.File("file.cap", "/cap/:id.xml"),
            new Frame.File("file.atom", "/feed.atom"));

    /** More revisions would make the table endless; all of them are in the file. */
    private static final int MOST_REVISIONS = 60;

    /** A country has thousands; all of them are in the file too. */
    private static final int MOST_NAMES = 80;

    IncidentPage {
        phrases = phrases.on(one.incident());
    }

    String document() {
        var incident = one.incident();
        return frame.document(
                phrases.get("title.incident", phrases.sentence(incident)),
                phrases.times().exact(incident.updated()),
                this::write);
    }

    /** What stands where there is no such incident. */
    static String missing(Frame frame) {
        var title = frame.phrases().get("incident.missing");
        return frame.document(
                title,
                "",
                html -> html.element("h1", title)
                        .element("a", frame.phrases().get("incident.back"), "href", frame.link(FrontPage.PATH)));
    }

    private void write(Html html) {
        var incident = one.incident();
        html.start("p")
                .element("a", phrases.get("incident.back"), "href", frame.link(FrontPage.PATH))
                .end();
        html.start("article", "class", "one");
        html.element("h1", phrases.sentence(incident));
        var day = phrases.times().date(incident.started());
        html.element("p", phrases.get("incident.day", day, phrases.times().zone(incident.started())), "class", "asof");
        IncidentPart.badges(html, frame, phrases, incident);
        html.start("dl");
        field(html, "field.sure", List.of(phrases.sure(incident)));
        field(html, "field.evidence", IncidentPart.evidence(phrases, one));
        field(html, "field.course", List.of(IncidentPart.course(phrases, one)));
        field(
                html,
                "field.networks",
                incident.networks().stream().map(IncidentPage::network).toList());
        field(
                html,
                "field.access",
                incident.access().stream()
                        .map(access -> phrases.get("access." + access.word()))
                        .toList());
        field(html, "field.places", places(incident));
        field(html, "field.targets", incident.targets());
        field(html, "field.reason", Reasons.told(phrases.texts().language().code(), incident));
        field(html, "field.rally", Stream.ofNullable(incident.rally()).toList());
        html.end();
        html.element("p", phrases.get("incident.how"), "class", "how");
        new RevisionPlot(one.revisions(), until, phrases).write(html);
        revisions(html);
        html.element("h2", phrases.get("incident.files"));
        frame.links(html, FILES, Optional.of(incident.id()));
        html.end();
    }

    private void field(Html html, String key, List<String> values) {
        if (!values.isEmpty()) {
            html.element("dt", phrases.get(key));
            values.stream().limit(MOST_NAMES).forEach(value -> html.element("dd", value));
            if (values.size() > MOST_NAMES) {
                html.element("dd", phrases.get("incidents.hidden", values.size() - MOST_NAMES));
            }
        }
    }

    private static String network(String network) {
        var name = Networks.name(network);
        return name.equals(network) ? network : name + " (" + network + ")";
    }

    private List<String> places(Incident incident) {
        return incident.places().stream().map(this::place).distinct().toList();
    }

    private String place(String place) {
        var names = new ArrayList<String>();
        names.add(phrases.texts().area(Areas.of(place)));
        if (Places.isHex(place) && nameable.test(place)) {
            Stream.of(Sheet.ALMATY, Sheet.ASTANA)
                    .flatMap(sheet -> Shapes.at(sheet, place).stream())
                    .map(this::district)
                    .forEach(names::add);
        }
        if (nameable.test(place)) {
            names.add(place);
        }
        return String.join(", ", names);
    }

    private String district(Outline outline) {
        return phrases.get("map.district") + ": "
                + outline.name(phrases.texts().language().code());
    }

    private void revisions(Html html) {
        html.element("h2", phrases.get("incident.revisions"), "id", "revisions");
        html.start("div", "class", "wide", "role", "region", "aria-labelledby", "revisions", "tabindex", "0");
        html.start("table", "class", "stack").start("thead").start("tr");
        for (var key : List.of("revision", "time", "state", "reports", "silent")) {
            html.element("th", phrases.get("incident." + key), "scope", "col");
        }
        html.end().end().start("tbody");
        var all = one.revisions();
        all.subList(Math.max(0, all.size() - MOST_REVISIONS), all.size()).forEach(revision -> revision(html, revision));
        html.end().end().end();
    }

    private void revision(Html html, Incident revision) {
        var state = Stream.of(
                        phrases.get("kind." + revision.kind().word()),
                        phrases.get("state.incident." + revision.state().word()),
                        phrases.sure(revision))
                .collect(Collectors.joining(", "));
        html.start("tr").element("th", String.valueOf(revision.revision()), "scope", "row");
        cell(html, "time", phrases.times().moment(revision.updated()));
        cell(html, "state", state);
        cell(
                html,
                "reports",
                revision.evidence().heard() + " / "
                        + Math.round(revision.evidence().expected()));
        cell(html, "silent", String.valueOf(revision.evidence().probesSilent()));
        html.end();
    }

    private void cell(Html html, String column, String text) {
        html.element("td", text, "data-of", phrases.get("incident." + column));
    }
}
