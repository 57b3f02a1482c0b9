package kz.dabyl.alerts.page;

import java.util.List;
import java.util.stream.Collectors;
import kz.dabyl.model.Areas;
import kz.dabyl.model.Incident;
import kz.dabyl.model.Networks;
import kz.dabyl.model.Places;

/** What goes on now and what is over, each in a sentence with its course and the numbers behind it. */
record IncidentPart(Picture picture, PageWords phrases, Frame frame) {

    void write(Html html) {
        html.start("section", "id", "incidents");
        html.element("h2", phrases.get("incidents.open"));
        if (picture.open().isEmpty()) {
            html.element("p", phrases.get(picture.stale() ? "incidents.open.unknown" : "incidents.open.none"));
        } else if (picture.stale()) {
            html.element("p", phrases.get("incidents.open.stale"), "class", "stale");
        }
        picture.open().forEach(one -> incident(html, one));
        if (picture.hidden() > 0) {
            html.start("p")
                    .element(
                            "a",
                            phrases.get("incidents.hidden", picture.hidden()),
                            "href",
                            "/v1/incidents?state=open&limit=1000");
            html.end();
        }
        html.element("h2", phrases.get("incidents.over"));
        if (picture.over().isEmpty()) {
            html.element("p", phrases.get("incidents.over.none"));
        }
        picture.over().forEach(one -> incident(html, one));
        html.end();
    }

    private void incident(Html html, Case one) {
        var incident = one.incident();
        html.start("article", "class", "incident " + incident.state().word());
        html.start("h3").element("a", phrases.sentence(incident), "href", frame.link("/incidents/" + incident.id()));
        html.end();
        badges(html, frame, phrases, incident);
        html.start("dl");
        where(html, incident);
        field(html, "field.sure", phrases.sure(incident));
        field(html, "field.evidence", String.join("; ", evidence(phrases, one)));
        field(html, "field.course", course(phrases.on(incident), one));
        html.end().end();
    }

    private void field(Html html, String key, String value) {
        html.element("dt", phrases.get(key)).element("dd", value);
    }

    /** The districts, where it is about parts of one city that has some, and about nothing else. */
    private void where(Html html, Incident incident) {
        var districts = District.of(picture, incident).stream()
                .map(district -> district.name(phrases))
                .collect(Collectors.joining(", "));
        var areas = incident.places().stream().map(Areas::of).distinct().count();
        if (!districts.isEmpty() && areas == 1 && incident.places().stream().allMatch(Places::isHex)) {
            field(html, "field.where", phrases.get("where", phrases.texts().area(incident.area()), districts));
        }
    }

    static void badges(Html html, Frame frame, PageWords phrases, Incident incident) {
        var condition = incident.state() == Incident.State.OPEN
                ? Sight.meaning(incident.kind()).orElse(Condition.DEGRADED)
                : Condition.UNKNOWN;
        html.start("p", "class", "badges");
        frame.mark(html);
        html.text(" ");
        html.start("span", "class", "badge " + condition.word());
        html.text(phrases.get("kind." + incident.kind().word())).end().text(" ");
        html.element("span", phrases.get("state.incident." + incident.state().word()), "class", "badge");
        html.text(" ").element("span", names(incident), "class", "names").end();
    }

    private static String names(Incident incident) {
        return incident.networks().stream().map(Networks::name).distinct().collect(Collectors.joining(", "));
    }

    /** The numbers that decide, each in words. */
    static List<String> evidence(PageWords phrases, Case one) {
        var numbers = one.decisive();
        var late = one.incident().evidence().lateConfirmations();
        var silent = phrases.get("evidence.silent", numbers.probesSilent());
        var reports = phrases.get("evidence.reports", numbers.heard(), Math.round(numbers.expected()));
        var control = phrases.get("evidence.control", numbers.controlHeard(), Math.round(numbers.controlExpected()));
        return late == 0
                ? List.of(silent, reports, control)
                : List.of(silent, reports, control, phrases.get("evidence.late", late));
    }

    /** {@code 13:00 began → 13:01 first told}. */
    static String course(PageWords phrases, Case one) {
        return one.milestones().stream()
                .map(milestone ->
                        phrases.times().clock(milestone.time()) + " " + phrases.get("milestone." + milestone.what()))
                .collect(Collectors.joining(" → "));
    }
}
