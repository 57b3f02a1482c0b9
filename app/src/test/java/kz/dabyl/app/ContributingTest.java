package kz.dabyl.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContributingTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern TARGET = Pattern.compile("`(\\w+FuzzTest)`");

    @ParameterizedTest
    @ValueSource(strings = {"platform/model", "platform/runtime", "collector", "alerts", "probe", "app"})
    void namesEveryFuzzTargetAndNoOther(String module) throws IOException {
        var named = named(module);

        assertThat(named).isNotEmpty().containsExactlyInAnyOrderElementsOf(targets(module));
    }

    /** What the table's row of the module names. */
    private static List<String> named(String module) throws IOException {
        return Files.readAllLines(ROOT.resolve("CONTRIBUTING.md")).stream()
                .filter(line -> line.startsWith("| `" + module + "` |"))
                .flatMap(row -> TARGET.matcher(row).results())
                .map(target -> target.group(1))
                .toList();
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
