package kz.dabyl.alerts.publication;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import kz.dabyl.model.Access;
import kz.dabyl.model.Areas;
import kz.dabyl.model.Incident;
import kz.dabyl.model.Networks;
import kz.dabyl.model.Places;
import kz.dabyl.words.Language;
import kz.dabyl.words.Period;

/**
 * One revision of an incident as an alert of the Common Alerting Protocol 1.2 (OASIS). Every revision is a message of its
 * own that refers to all before it; what it says in CAP's terms is {@link CapTerms}. Elements stand in the schema's order.
 * Pure.
 */
public final class CapAlert {

    public static final String TYPE = "application/cap+xml; charset=utf-8";

    private static final String NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2";

    /** CAP takes neither Z nor fractions of a second. */
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx", Locale.ROOT);

    /** CAP's way to say that a time is of no place. */
    private static final String NO_PLACE = "-00:00";

    /** For how long recipients go on telling that something is over. */
    private static final long TOLD_AFTERWARDS_MILLIS = 24 * 3_600_000L;

    private final Incident incident;
    private final List<Incident> earlier;
    private final PublicationConfig config;
    private final Links links;
    private final ZoneId zone;
    private final Markup alert = Markup.xml();

    private CapAlert(Incident incident, List<Incident> earlier, PublicationConfig config) {
        this.incident = incident;
        this.earlier = earlier;
        this.config = config;
        this.links = config.links();
        this.zone = Period.of(incident).zone();
    }

    /** @param revisions oldest first; the last is the one to tell */
    public static String of(List<Incident> revisions, PublicationConfig config) {
        var last = revisions.size() - 1;
        return new CapAlert(revisions.get(last), revisions.subList(0, last), config).write();
    }

    private String write() {
        alert.open("alert", "xmlns", NAMESPACE)
                .leaf("identifier", identifier(incident))
                .leaf("sender", links.sender())
                .leaf("sent", time(incident.updated()))
                .leaf("status", config.exercise() ? "Exercise" : "Actual")
                .leaf("msgType", CapTerms.messageType(incident, earlier.isEmpty()))
                .leaf("source", "Dabyl")
                .leaf("scope", "Public");
        if (config.exercise()) {
            alert.leaf("note", Labels.of(Language.EN).get("exercise"));
        }
        if (!earlier.isEmpty()) {
            alert.leaf("references", earlier.stream().map(this::reference).collect(Collectors.joining(" ")));
        }
        alert.leaf("incidents", Links.incidentName(incident.id()));
        for (var language : Language.values()) {
            info(Labels.of(language));
        }
        return alert.end();
    }

    /** The name of a message, without the characters that CAP bars from it. */
    private static String identifier(Incident revision) {
        return Links.incidentName(revision.id()).replaceAll("[\\s,<&]", "_") + ":" + revision.revision();
    }

    /** As it was sent: the places of an incident may change, and with them the clocks. */
    private String reference(Incident revision) {
        return links.sender() + "," + identifier(revision) + ","
                + time(revision.updated(), Period.of(revision).zone());
    }

    private void info(Labels labels) {
        alert.open("info")
                .leaf("language", labels.language().regionalTag())
                .leaf("category", "Infra")
                .leaf("event", labels.kind(incident.kind()))
                .leaf("responseType", incident.state() == Incident.State.OPEN ? "Monitor" : "AllClear")
                .leaf("urgency", CapTerms.urgency(incident))
                .leaf("severity", CapTerms.severity(incident))
                .leaf("certainty", CapTerms.certainty(incident))
                .leaf("effective", time(incident.updated()))
                .leaf("onset", time(incident.started()));
        if (incident.state() != Incident.State.OPEN) {
            alert.leaf("expires", time(incident.updated() + TOLD_AFTERWARDS_MILLIS));
        }
        alert.leaf("senderName", "Dabyl").leaf("headline", headline(labels)).leaf("description", description(labels));
        if (config.site().isPresent()) {
            alert.leaf("web", links.page(incident.id()));
        }
        parameters();
        area(labels);
        alert.close();
    }

    private String headline(Labels labels) {
        var title = labels.title(incident);
        return incident.state() == Incident.State.CLOSED ? title + " - " + labels.state(incident.state()) : title;
    }

    private String description(Labels labels) {
        var sentence = labels.sentence(incident);
        return config.exercise() ? labels.get("exercise") + " " + sentence : sentence;
    }

    private void parameters() {
        parameter("kind", incident.kind().word());
        incident.networks().forEach(network -> parameter("network", named(network)));
        incident.access().stream().map(Access::word).forEach(word -> parameter("access", word));
        incident.targets().forEach(target -> parameter("target", target));
        parameter("confidence", String.valueOf(incident.confidence()));
        parameter("probes", CapTerms.probes(incident.evidence().probesSilent()));
        if (incident.reason() != null) {
            parameter("reason", incident.reason());
        }
    }

    private static String named(String network) {
        var name = Networks.name(network);
        return name.equals(network) ? network : network + " " + name;
    }

    private void parameter(String name, String value) {
        alert.open("parameter").leaf("valueName", name).leaf("value", value).close();
    }

    private void area(Labels labels) {
        alert.open("area").leaf("areaDesc", labels.area(incident.area()));
        CapPolygons.of(incident.places()).forEach(polygon -> alert.leaf("polygon", polygon));
        incident.places().stream()
                .flatMap(place -> Areas.region(place).stream())
                .distinct()
                .sorted()
                .forEach(code -> geocode("ISO3166-2", code));
        incident.places().stream()
                .filter(place -> place.length() == 2 && !place.equals(Places.UNKNOWN))
                .distinct()
                .forEach(code -> geocode("ISO3166-1", code));
        alert.close();
    }

    private void geocode(String name, String value) {
        alert.open("geocode").leaf("valueName", name).leaf("value", value).close();
    }

    private String time(long millis) {
        return time(millis, zone);
    }

    private static String time(long millis, ZoneId zone) {
        var time = TIME.format(Instant.ofEpochMilli(millis).atZone(zone));
        return zone.equals(ZoneOffset.UTC) ? time.substring(0, time.length() - NO_PLACE.length()) + NO_PLACE : time;
    }
}
