package kz.dabyl.alerts.delivery;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import kz.dabyl.alerts.channels.Saying.Subject;
import kz.dabyl.alerts.routing.Told;
import kz.dabyl.alerts.words.Notice;

/**
 * What messages about incidents say, read and put into words once for all who are told the same: hundreds of subscribers of
 * three languages are told by three texts. Keeps the last ones that were asked for. Confined to one context.
 */
final class Readings {

    private static final int KEPT = 100;

    /**
     * What a reading depends on.
     *
     * @param before what the subscribers knew
     * @param language of the words; empty where none are wanted
     */
    record Key(String type, String body, Optional<Told> before, Optional<String> language) {}

    /** A message as it was understood, and its words. */
    record Reading(Subject subject, Notice notice) {}

    private final Map<Key, Reading> kept = new LinkedHashMap<>(KEPT, 0.75f, true);

    Reading of(Key key, Supplier<Reading> read) {
        var known = kept.get(key);
        if (known != null) {
            return known;
        }
        var reading = read.get();
        kept.put(key, reading);
        if (kept.size() > KEPT) {
            kept.remove(kept.keySet().iterator().next());
        }
        return reading;
    }
}
