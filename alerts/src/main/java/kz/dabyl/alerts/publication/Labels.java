package kz.dabyl.alerts.publication;

import java.util.Arrays;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentKind;
import kz.dabyl.words.AreaNames;
import kz.dabyl.words.Language;
import kz.dabyl.words.Summaries;

/**
 * The words of one language in published documents, from {@code labels_LANGUAGE.properties}. Like all words of Dabyl they
 * name what was seen, never why or by whom. Immutable.
 */
final class Labels {

    private static final String BUNDLE = "kz.dabyl.alerts.publication.labels";

    private final Language language;
    private final ResourceBundle words;

    private Labels(Language language) {
        this.language = language;
        this.words = ResourceBundle.getBundle(
                BUNDLE,
                Locale.forLanguageTag(language.code()),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    static Labels of(Language language) {
        return new Labels(language);
    }

    Language language() {
        return language;
    }

    /** @throws java.util.MissingResourceException if there is no such label */
    String get(String key) {
        return words.getString(key);
    }

    String kind(IncidentKind kind) {
        return get("kind." + kind.word());
    }

    String state(Incident.State state) {
        return get("state." + state.word());
    }

    String certainty(Incident.Certainty certainty) {
        return get("certainty." + certainty.word());
    }

    /** Why something was retracted; a reason that has no words stays as it is. */
    String reason(String reason) {
        var key = "reason." + reason;
        return words.containsKey(key) ? get(key) : reason;
    }

    /** One area, or several as an incident has them. */
    String area(String names) {
        return Arrays.stream(names.split(", ", -1))
                .map(name -> AreaNames.in(language.code(), name))
                .collect(Collectors.joining(", "));
    }

    /** What happened and where, as a title. */
    String title(Incident incident) {
        var title = kind(incident.kind()) + ": " + area(incident.area());
        return incident.state() == Incident.State.RETRACTED ? state(incident.state()) + ": " + title : title;
    }

    /** What happened, in one sentence. */
    String sentence(Incident incident) {
        var published = incident.summary().getOrDefault(language.code(), "");
        return published.isBlank() ? Summaries.of(incident).getOrDefault(language.code(), "") : published;
    }
}
