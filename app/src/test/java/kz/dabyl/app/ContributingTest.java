package kz.dabyl.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContributingTest {

    private static final Path ROOT = Path.of("..");

    @ParameterizedTest
    @ValueSource(strings = {"platform/model", "collector", "alerts", "probe", "app"})
    void namesEveryFuzzTarget(String module) throws IOException {
        var text = Files.readString(ROOT.resolve("CONTRIBUTING.md"));

        assertThat(targets(module))
                .isNotEmpty()
                .allSatisfy(target -> assertThat(text).contains("`" + target + "`"));
    }

    private static List<String> targets(String module) throws IOException {
        try (var files = Files.walk(ROOT.resolve(module).resolve("src/test"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("FuzzTest.java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .toList();
        }
    }
}
