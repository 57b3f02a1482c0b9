package kz.dabyl.detector.dossier;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a dossier says in one language, beside the summary of the incident. Immutable. */
final class DossierWords {

    static final List<String> LANGUAGES = List.of("en", "ru", "kk");

    private static final Map<String, DossierWords> ALL =
            LANGUAGES.stream().collect(Collectors.toUnmodifiableMap(Function.identity(), DossierWords::load));

    private final String language;
    private final Properties words;

    private DossierWords(String language, Properties words) {
        this.language = language;
        this.words = words;
    }

    static Optional<DossierWords> of(String language) {
        return Optional.ofNullable(ALL.get(language));
    }

    private static DossierWords load(String language) {
        var words = new Properties();
        try (var in = DossierWords.class.getResourceAsStream(language + ".properties")) {
            if (in == null) {
                throw new IllegalStateException("the words of " + language + " are missing in this build");
            }
            words.load(new InputStreamReader(in, UTF_8));
            return new DossierWords(language, words);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String language() {
        return language;
    }

    /** What is said for {@code key}; the key itself is said of what has no words, such as a new kind. */
    String get(String key) {
        return words.getProperty(key, key.substring(key.lastIndexOf('.') + 1));
    }
}
