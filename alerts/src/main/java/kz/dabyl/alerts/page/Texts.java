package kz.dabyl.alerts.page;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import kz.dabyl.model.Resources;
import kz.dabyl.words.AreaNames;
import kz.dabyl.words.Language;

/** The page's own texts in one language. All languages have the same keys. Immutable. */
final class Texts {

    private static final Map<Language, Texts> ALL = Arrays.stream(Language.values())
            .collect(Collectors.toMap(
                    language -> language, Texts::load, (one, other) -> one, () -> new EnumMap<>(Language.class)));

    private final Language language;
    private final Properties texts;
    private final List<String> months;

    private Texts(Language language, Properties texts) {
        this.language = language;
        this.texts = texts;
        this.months = List.of(texts.getProperty("months", "").split(",", -1));
    }

    static Texts of(Language language) {
        var texts = ALL.get(language);
        if (texts == null) {
            throw new IllegalStateException("no texts in " + language);
        }
        return texts;
    }

    private static Texts load(Language language) {
        var texts = new Properties();
        try {
            texts.load(new StringReader(Resources.text(Texts.class, "texts_" + language.code() + ".properties")));
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory cannot be read", e);
        }
        return new Texts(language, texts);
    }

    Language language() {
        return language;
    }

    Set<String> keys() {
        return texts.stringPropertyNames();
    }

    /** The text of {@code key} with {@code {0}}, {@code {1}} … replaced; plain text, not markup. */
    String get(String key, Object... values) {
        var text = texts.getProperty(key);
        if (text == null) {
            throw new IllegalArgumentException("no text for " + key + " in " + language);
        }
        for (var i = 0; i < values.length; i++) {
            text = text.replace("{" + i + "}", String.valueOf(values[i]));
        }
        return text;
    }

    /** An area by its English name. */
    String area(String english) {
        return AreaNames.in(language.code(), english);
    }

    /** Name of the month from 1 to 12, in the form that follows the day. */
    String month(int number) {
        return months.get(number - 1);
    }
}
