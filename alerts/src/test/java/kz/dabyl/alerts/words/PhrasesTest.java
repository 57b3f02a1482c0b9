package kz.dabyl.alerts.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ibm.icu.text.MessagePattern;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhrasesTest {

    private static final Pattern PLURAL = Pattern.compile("\\bone \\{");

    /** Phrases that note which of them are said. */
    private static final class Noting extends Phrases {

        private final Set<String> said = new HashSet<>();

        private Noting(Phrases phrases) {
            super(phrases);
        }

        @Override
        String say(String key, Map<String, ?> arguments) {
            said.add(key);
            return super.say(key, arguments);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ru", "kk"})
    void haveTheSameKeysInAllLanguages(String language) {
        assertThat(new TreeSet<>(Phrases.of(language).keys()))
                .isEqualTo(new TreeSet<>(Phrases.of("en").keys()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ru", "kk"})
    void areAllSaidByAMessageThatIsRead(String language) {
        var phrases = new Noting(Phrases.of(language));

        GoldenWords.all().values().forEach(cases -> GoldenWords.text(cases, phrases));

        assertThat(new TreeSet<>(phrases.said)).isEqualTo(new TreeSet<>(phrases.keys()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ru", "kk"})
    void takeNoArgumentThatEnglishDoesNot(String language) {
        assertThat(Phrases.of(language).keys())
                .allSatisfy(key -> assertThat(arguments(Phrases.of("en").pattern(key)))
                        .containsAll(arguments(Phrases.of(language).pattern(key))));
    }

    @Test
    void countInRussianByOneFewAndMany() {
        var russian = Phrases.of("ru");

        assertThat(russian.keys().stream().map(russian::pattern).filter(PLURAL.asPredicate()))
                .isNotEmpty()
                .allMatch(pattern -> pattern.contains("few {") && pattern.contains("many {"));
    }

    @Test
    void readNoArgumentAsAPattern() {
        var said = Phrases.of("en").say("line.link", Map.of("link", "{names} '{' # ''"));

        assertThat(said).isEqualTo("More: {names} '{' # ''");
    }

    @Test
    void areEnglishWhereALanguageIsNotKnown() {
        assertThat(Phrases.of("fr").language()).isEqualTo("en");
    }

    @Test
    void knowNoOtherKeys() {
        var phrases = Phrases.of("en");

        assertThatThrownBy(() -> phrases.say("no.such")).hasMessage("no phrase is called no.such");
    }

    @Test
    void sayTheSameOnManyThreads() {
        var phrases = Phrases.of("ru");

        var said = IntStream.range(0, 20_000)
                .parallel()
                .mapToObj(i -> phrases.say("minutes", Map.of("n", 21 + i % 5)))
                .distinct();

        assertThat(said).containsExactlyInAnyOrder("21 минута", "22 минуты", "23 минуты", "24 минуты", "25 минут");
    }

    private static Set<String> arguments(String pattern) {
        var parsed = new MessagePattern(pattern);
        var names = new HashSet<String>();
        for (var i = 0; i < parsed.countParts(); i++) {
            if (parsed.getPartType(i) == MessagePattern.Part.Type.ARG_NAME) {
                names.add(parsed.getSubstring(parsed.getPart(i)));
            }
        }
        return names;
    }
}
