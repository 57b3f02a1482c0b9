package kz.dabyl.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Files stay as long as CONTRIBUTING.md says. */
class FileSizeTest {

    private static final Path ROOT = Path.of("..");
    private static final int MOST_LINES = 330;

    @Test
    void ofSourcesStayUnderWhatTheRuleSays() throws IOException {
        var sources = sources();

        var tooLong =
                sources.stream().filter(source -> lines(source) > MOST_LINES).toList();

        assertThat(sources).hasSizeGreaterThan(1000);
        assertThat(tooLong).as("longer than %d lines", MOST_LINES).isEmpty();
        assertThat(Files.readString(ROOT.resolve("CONTRIBUTING.md"))).contains("Files under " + MOST_LINES + " lines");
    }

    private static long lines(Path source) {
        try (var lines = Files.lines(source)) {
            return lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of every module, and nothing that a build has made. */
    private static List<Path> sources() throws IOException {
        var found = new ArrayList<Path>();
        for (var module : modules()) {
            try (var files = Files.walk(module.resolve("src"))) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(found::add);
            }
        }
        return found;
    }

    private static List<Path> modules() throws IOException {
        try (var folders = Files.walk(ROOT, 2)) {
            return folders.filter(folder -> Files.exists(folder.resolve("pom.xml")))
                    .filter(folder -> Files.isDirectory(folder.resolve("src")))
                    .toList();
        }
    }
}
