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
 * three languages are told by three texts. Keeps the last ones that were asked for, as far as their bodies fit into some
 * megabytes. Confined to one context.
 */
final class Readings {

    private static final int KEPT = 100;

    /** Of all bodies that are kept; 4 MiB where a character takes two bytes. */
    private static final int KEPT_CHARACTERS = 2 * 1024 * 1024;

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

    private int characters;

    Reading of(Key key, Supplier<Reading> read) {
        var known = kept.get(key);
        if (known != null) {
            return known;
        }
        var reading = read.get();
        if (key.body().length() <= KEPT_CHARACTERS) {
            kept.put(key, reading);
            characters += key.body().length();
            dropOldest();
        }
        return reading;
    }

    private void dropOldest() {
        while (kept.size() > KEPT || characters > KEPT_CHARACTERS) {
            var oldest = kept.keySet().iterator().next();
            kept.remove(oldest);
            characters -= oldest.body().length();
        }
    }
}
