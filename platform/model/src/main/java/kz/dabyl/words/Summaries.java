package kz.dabyl.words;

import java.util.Map;
import kz.dabyl.model.Incident;

/**
 * What an incident is, in one plain sentence for each language: what, where, in which networks, since when and until
 * when, and how sure. Past the end of a confirmed incident the bare statement says that it is sure; whatever is less is
 * said. Never says why or who: silence has no author.
 *
 * <p>The same incident always gives the same words. Thread-safe.
 */
public final class Summaries {

    private Summaries() {}

    /** Sentences by language: {@code en}, {@code ru}, {@code kk}. */
    public static Map<String, String> of(Incident incident) {
        var facts = Facts.of(incident);
        return Map.of("en", English.sentence(facts), "ru", Russian.sentence(facts), "kk", Kazakh.sentence(facts));
    }
}
