package kz.dabyl.words;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import kz.dabyl.model.InvalidInputException;

/** The languages in which people are told. */
public enum Language {
    KK("kk", "kk-KZ", "Қазақша"),
    RU("ru", "ru-RU", "Русский"),
    EN("en", "en-US", "English");

    private static final int MOST_WISHES = 20;

    private final String code;
    private final String regional;
    private final String ownName;

    Language(String code, String regional, String ownName) {
        this.code = code;
        this.regional = regional;
        this.ownName = ownName;
    }

    /** Language alone: {@code kk}. */
    public String code() {
        return code;
    }

    /** Language and region: {@code kk-KZ}. */
    public String regionalTag() {
        return regional;
    }

    public Locale locale() {
        return Locale.forLanguageTag(regional);
    }

    /** As its speakers call it. */
    public String ownName() {
        return ownName;
    }

    public static Optional<Language> ofCode(String code) {
        return Arrays.stream(values())
                .filter(language -> language.code.equals(code))
                .findFirst();
    }

    /**
     * The language that a query asks for; English for those who do not say.
     *
     * @throws InvalidInputException if it is none of ours
     */
    public static Language ofQuery(Optional<String> lang) {
        return lang.map(code -> ofCode(code)
                        .orElseThrow(() -> new InvalidInputException("/lang", "lang: expected kk, ru or en")))
                .orElse(EN);
    }

    /** The one that a browser's {@code Accept-Language} wishes most; English where it wishes none of ours. */
    public static Language accepted(String header) {
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
