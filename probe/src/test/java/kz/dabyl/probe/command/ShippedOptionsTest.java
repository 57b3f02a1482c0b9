package kz.dabyl.probe.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the JVM of a probe is told stands in three places, and was measured in one form only. */
class ShippedOptionsTest {

    private static final Path ROOT = Path.of("..");

    @Test
    void areInTheDocumentAsInTheUnit() throws IOException {
        var shown = options(ROOT.resolve("docs/probe.md"), "dabyl-probe() {", "-jar");

        assertThat(unit()).isNotEmpty();
        assertThat(shown).isEqualTo(unit());
    }

    @Test
    void areAllGivenByTheLauncherToo() throws IOException {
        var given = options(ROOT.resolve("dabyl"), "java_options() {", "# Newer JDKs");

        assertThat(given).containsAll(unit());
    }

    @Test
    void keepNativeMemoryTogetherEverywhere() throws IOException {
        for (var file : new String[] {"dabyl", "docs/probe.md", "deploy/dabyl-probe.service"}) {
            assertThat(Files.readString(ROOT.resolve(file))).contains("MALLOC_ARENA_MAX=2");
        }
    }

    private static Set<String> unit() throws IOException {
        return options(ROOT.resolve("deploy/dabyl-probe.service"), "ExecStart=", "-jar");
    }

    private static Set<String> options(Path file, String from, String until) throws IOException {
        var text = Files.readString(file);
        var begin = text.indexOf(from);
        var part = text.substring(begin, text.indexOf(until, begin));
        return Arrays.stream(part.split("\\s+", -1))
                .filter(word -> word.startsWith("-X"))
                .collect(Collectors.toSet());
    }
}
