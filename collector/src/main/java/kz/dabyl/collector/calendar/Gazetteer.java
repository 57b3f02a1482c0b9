package kz.dabyl.collector.calendar;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import kz.dabyl.model.Areas;
import kz.dabyl.model.Places;
import kz.dabyl.words.AreaNames;

/**
 * Finds places by what people write: a hexagon or an ISO code, or the name of a city or a region in Kazakh, Russian or
 * English. A city is the circle around it, which is all of its hexagons. Pure.
 */
final class Gazetteer {

    private static final List<String> LANGUAGES = List.of("en", "ru", "kk");
    private static final Pattern PARTS = Pattern.compile("[,;/\\n()]");
    private static final Pattern TOWN = Pattern.compile("^(г\\.|город|қ\\.|city of)\\s*|\\s+(қаласы|city)$");
    private static final Map<String, Ground> KNOWN = known();

    private Gazetteer() {}

    /** The finest place that {@code location} names. */
    static Optional<Ground> find(String location) {
        var found = PARTS.splitAsStream(location)
                .map(String::strip)
                .flatMap(part -> place(part).stream())
                .toList();
        return found.stream()
                .filter(ground -> ground.circle() != null)
                .findFirst()
                .or(() -> found.stream().findFirst());
    }

    private static Optional<Ground> place(String part) {
        var name = Areas.nameOf(part);
        if (name.isPresent()) {
            return name.flatMap(Gazetteer::area);
        }
        if (Places.isHex(part)) {
            return Places.canonical(part).map(Ground::of);
        }
        var bare = TOWN.matcher(part.toLowerCase(Locale.ROOT)).replaceAll("").strip();
        return Optional.ofNullable(KNOWN.get(bare));
    }

    /** Cities that are regions too are cities. */
    private static Optional<Ground> area(String name) {
        return Areas.circle(name).map(Ground::of).or(() -> Areas.code(name).map(Ground::of));
    }

    private static Map<String, Ground> known() {
        var known = new HashMap<String, Ground>();
        for (var area : Areas.named()) {
            area(area)
                    .ifPresent(ground -> LANGUAGES.forEach(
                            language -> known.put(AreaNames.in(language, area).toLowerCase(Locale.ROOT), ground)));
        }
        return Map.copyOf(known);
    }
}
