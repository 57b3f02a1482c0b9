package kz.dabyl.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The list of what awaits review by native speakers. */
class TranslationsTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern TEXT = Pattern.compile(".*\\.(java|properties|txt|js|ts|tsx|html|css|json|yaml)");
    private static final Pattern WORD = Pattern.compile("[\\x{0400}-\\x{04FF}]{2,}");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "platform/model/src/main",
                "platform/runtime/src/main",
                "collector/src/main",
                "detector/src/main",
                "alerts/src/main",
                "console/src",
                "probe/src/main",
                "app/src/main"
            })
    void namesEveryFileThatSpeaksRussianOrKazakh(String sources) throws IOException {
        var list = Files.readString(ROOT.resolve("docs/translations.md"));

        assertThat(speaking(ROOT.resolve(sources)))
                .allSatisfy(file -> assertThat(list).contains(file));
    }

    private static List<String> speaking(Path sources) throws IOException {
        try (var files = Files.walk(sources)) {
            return files.filter(
                            file -> TEXT.matcher(file.getFileName().toString()).matches())
                    .filter(file -> WORD.matcher(read(file)).find())
                    .map(file -> file.getFileName().toString())
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
