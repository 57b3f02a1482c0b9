package kz.dabyl.alerts.publication;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import kz.dabyl.model.InvalidInputException;

/** The languages in which incidents are published. */
public enum Language {
    KK("kk-KZ"),
    RU("ru-RU"),
    EN("en-US");

    private final String regional;

    Language(String regional) {
        this.regional = regional;
    }

    private static Optional<Language> ofTag(String tag) {
        return Arrays.stream(values())
                .filter(language -> language.tag().equals(tag))
                .findFirst();
    }

    /**
     * The language that somebody asks for; English for those who do not say.
     *
     * @throws InvalidInputException if it is none of ours
     */
    public static Language ofQuery(Optional<String> lang) {
        return lang.map(tag ->
                        ofTag(tag).orElseThrow(() -> new InvalidInputException("/lang", "lang: expected kk, ru or en")))
                .orElse(EN);
    }

    /** Language alone: {@code kk}. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Language and region: {@code kk-KZ}. */
    String regionalTag() {
        return regional;
    }

    Locale locale() {
        return Locale.forLanguageTag(regional);
    }
}
