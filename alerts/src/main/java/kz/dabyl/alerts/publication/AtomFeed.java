package kz.dabyl.alerts.publication;

import java.util.List;
import kz.dabyl.model.Incident;
import kz.dabyl.model.Times;
import kz.dabyl.words.Language;

/**
 * Incidents as an Atom 1.0 feed (RFC 4287) in one language. An incident is one entry for all its life: its name stays, and
 * {@code updated} moves with its revisions. Pure.
 */
public final class AtomFeed {

    public static final String TYPE = "application/atom+xml; charset=utf-8";

    private static final String NAMESPACE = "http://www.w3.org/2005/Atom";

    private AtomFeed() {}

    /** @param incidents latest revisions, in the order of the feed */
    public static String of(List<Incident> incidents, Language language, PublicationConfig config) {
        var links = config.links();
        var labels = Labels.of(language);
        var feed = Markup.xml()
                .open("feed", "xmlns", NAMESPACE, "xml:lang", language.code())
                .leaf("id", links.feedName(language))
                .leaf("title", labels.get("feed.title"));
        if (config.exercise()) {
            feed.leaf("subtitle", labels.get("exercise"));
        }
        feed.leaf("updated", Times.format(updated(incidents)))
                .open("author")
                .leaf("name", "Dabyl")
                .close()
                .leaf("generator", "Dabyl")
                .empty("link", "rel", "self", "type", "application/atom+xml", "href", links.feed(language));
        incidents.forEach(incident -> entry(feed, incident, labels, config));
        return feed.end();
    }

    private static void entry(Markup feed, Incident incident, Labels labels, PublicationConfig config) {
        var links = config.links();
        var sentence = labels.sentence(incident);
        // Readers of many feeds see entries, hardly ever what stands above them.
        var summary = config.exercise() ? labels.get("exercise") + " " + sentence : sentence;
        feed.open("entry")
                .leaf("id", Links.incidentName(incident.id()))
                .leaf("title", labels.title(incident))
                .leaf("updated", Times.format(incident.updated()))
                .leaf("published", Times.format(incident.detected()))
                .empty("category", "term", incident.kind().word(), "label", labels.kind(incident.kind()))
                .empty("category", "term", incident.state().word(), "label", labels.state(incident.state()))
                .empty("link", "rel", "alternate", "type", "text/html", "href", links.page(incident.id()))
                .empty("link", "rel", "alternate", "type", "application/json", "href", links.json(incident.id()))
                .empty("link", "rel", "alternate", "type", "application/cap+xml", "href", links.cap(incident.id()))
                .leaf("summary", summary, "type", "text")
                .close();
    }

    /** When the newest of the revisions was published; the beginning of time if there is none. */
    public static long updated(List<Incident> incidents) {
        return incidents.stream().mapToLong(Incident::updated).max().orElse(0);
    }
}
