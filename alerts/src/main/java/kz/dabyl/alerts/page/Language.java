package kz.dabyl.alerts.page;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The languages of the page. */
enum Language {
    KK("kk", "Қазақша"),
    RU("ru", "Русский"),
    EN("en", "English");

    private static final int MOST_WISHES = 20;

    private final String code;
    private final String name;

    Language(String code, String name) {
        this.code = code;
        this.name = name;
    }

    String code() {
        return code;
    }

    /** As its speakers call it. */
    String ownName() {
        return name;
    }

    static Optional<Language> ofCode(String code) {
        return Arrays.stream(values())
                .filter(language -> language.code.equals(code))
                .findFirst();
    }

    /** The one that a browser's {@code Accept-Language} wishes most; English where it wishes none of ours. */
    static Language accepted(String header) {
        return Arrays.stream(header.split(",", MOST_WISHES))
                .map(Wish::parse)
                .flatMap(Optional::stream)
                .filter(wish -> wish.weight > 0)
                .max(Comparator.comparingDouble(Wish::weight))
                .map(Wish::language)
                .orElse(EN);
    }

    private record Wish(Language language, double weight) {

        static Optional<Wish> parse(String text) {
            var parts = text.strip().toLowerCase(Locale.ROOT).split(";", -1);
            var primary = parts[0].strip().split("-", 2)[0];
            var weight = Arrays.stream(parts)
                    .map(String::strip)
                    .filter(part -> part.matches("q=[01](\\.[0-9]{0,3})?"))
                    .mapToDouble(part -> Double.parseDouble(part.substring(2)))
                    .findFirst()
                    .orElse(1);
            return ofCode(primary).map(language -> new Wish(language, weight));
        }
    }
}
