package kz.dabyl.alerts.words;

import java.util.List;
import java.util.Map;
import kz.dabyl.words.Facts;

/**
 * How many names a list shows before it counts the rest, and how much of each. Pure.
 *
 * @param most names shown
 * @param length characters of a name
 */
record Names(int most, int length) {

    /** {@code names} in a row, harmless. */
    String list(Phrases phrases, List<String> names) {
        var all = harmless(names);
        var shown = String.join(", ", all.subList(0, Math.min(most, all.size())));
        return all.size() <= most ? shown : phrases.say("list.more", Map.of("names", shown, "more", all.size() - most));
    }

    /** Each of {@code names} that anything can be seen of, once. */
    List<String> harmless(List<String> names) {
        return names.stream()
                .map(name -> PlainText.of(name, length))
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    }

    /** {@code areas} in a row, as they stand at the beginning of a line. */
    String areas(Phrases phrases, Facts facts) {
        var list = list(phrases, facts.areas(phrases.language()));
        return list.isEmpty() ? "?" : Facts.capitalised(list);
    }
}
