package kz.dabyl.alerts.words;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import kz.dabyl.alerts.routing.Told;
import kz.dabyl.alerts.subscriptions.EventType;
import kz.dabyl.model.Incident;
import kz.dabyl.words.Summaries;

/**
 * Puts into words what a subscriber is told. The same input gives the same words.
 *
 * @param site where people read more, if the deployment has a public address
 */
public record Wording(Optional<URI> site) {

    /**
     * One event of one incident.
     *
     * @param before what the subscriber was told last
     * @param language en, ru or kk
     */
    public Notice incident(EventType type, Incident incident, Optional<Told> before, String language) {
        var sentence = sentence(incident, language);
        var link = site.map(address -> "\n" + address.resolve("/incidents/" + incident.id()));
        return new Notice(sentence, sentence + link.orElse(""), sentence);
    }

    /** Several incidents that opened at once, as one message. */
    public Notice digest(List<Incident> incidents, String language) {
        var sentences =
                incidents.stream().map(incident -> sentence(incident, language)).collect(Collectors.joining("\n"));
        return new Notice(sentence(incidents.get(0), language), sentences, sentence(incidents.get(0), language));
    }

    private static String sentence(Incident incident, String language) {
        var sentences = Summaries.of(incident);
        return sentences.getOrDefault(language, sentences.getOrDefault("en", ""));
    }
}
