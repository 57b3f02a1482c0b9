package kz.dabyl.alerts.words;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.util.ULocale;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;

/**
 * The phrases of one language: ICU messages from {@code en.properties}, {@code ru.properties} and {@code kk.properties},
 * parsed once. Arguments are put in as they are and never read as patterns.
 *
 * <p>Thread-safe: ICU's formats keep state while they format, so each is used by one thread at a time.
 */
class Phrases {

    /** Days before months, as elsewhere in Europe and Asia. */
    private static final Map<String, Phrases> LANGUAGES =
            Map.of("en", load("en", "en-GB"), "ru", load("ru", "ru"), "kk", load("kk", "kk"));

    private final String language;
    private final Map<String, MessageFormat> formats;

    private Phrases(String language, Map<String, MessageFormat> formats) {
        this.language = language;
        this.formats = formats;
    }

    Phrases(Phrases other) {
        this(other.language, other.formats);
    }

    /** The phrases of {@code language}; English where it is none of ours. */
    static Phrases of(String language) {
        return Objects.requireNonNullElseGet(LANGUAGES.get(language), () -> LANGUAGES.get("en"));
    }

    static Set<String> languages() {
        return LANGUAGES.keySet();
    }

    String language() {
        return language;
    }

    Set<String> keys() {
        return formats.keySet();
    }

    /** The ICU message {@code key}. */
    String pattern(String key) {
        return format(key).toPattern();
    }

    String say(String key) {
        return say(key, Map.of());
    }

    /** The phrase {@code key} with its arguments, on one line, with plain spaces only. */
    String say(String key, Map<String, ?> arguments) {
        var format = format(key);
        String said;
        synchronized (format) {
            said = format.format(arguments);
        }
        return said.replace('\u00a0', ' ').replace('\u202f', ' ');
    }

    private MessageFormat format(String key) {
        var format = formats.get(key);
        if (format == null) {
            throw new IllegalStateException("no phrase is called " + key);
        }
        return format;
    }

    private static Phrases load(String language, String locale) {
        var name = language + ".properties";
        var texts = new Properties();
        try (var in = Objects.requireNonNull(Phrases.class.getResourceAsStream(name), name)) {
            texts.load(new InputStreamReader(in, UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var formats = new HashMap<String, MessageFormat>();
        for (var key : texts.stringPropertyNames()) {
            formats.put(key, new MessageFormat(texts.getProperty(key), ULocale.forLanguageTag(locale)));
        }
        return new Phrases(language, Map.copyOf(formats));
    }
}
