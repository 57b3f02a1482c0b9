package kz.dabyl.alerts.words;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * All messages against the files that native speakers read. With {@code -Ddabyl.words.write=true} it writes the files
 * instead, and the difference shows in the version control.
 */
class GoldenWordsTest {

    private static final Path FILES = Path.of("src/test/resources/kz/dabyl/alerts/words");

    static Stream<Arguments> files() {
        return GoldenWords.LANGUAGES.stream()
                .flatMap(language -> GoldenWords.all().keySet().stream().map(name -> Arguments.of(language, name)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("files")
    void readAsTheyWereAgreed(String language, String name) throws IOException {
        var file = language + "/" + name + ".txt";
        var said = GoldenWords.text(Objects.requireNonNull(GoldenWords.all().get(name)), Phrases.of(language));
        if (Boolean.getBoolean("dabyl.words.write")) {
            Files.createDirectories(FILES.resolve(language));
            Files.writeString(FILES.resolve(file), said);
        }

        var agreed = Files.readString(FILES.resolve(file), UTF_8);

        assertThat(said).isEqualTo(agreed);
    }
}
