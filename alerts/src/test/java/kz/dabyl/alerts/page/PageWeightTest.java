package kz.dabyl.alerts.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import kz.dabyl.words.Language;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Measures how much the page weighs and how long it takes to make, for {@code bench/RESULTS.md}; asserts nothing of time. */
@Tag("long")
class PageWeightTest {

    private static final Path TOLD = Path.of("target", "page-weight.txt");
    private static final int WARM_UP = 300;
    private static final int ROUNDS = 200;
    private static final int MOST_BYTES = 45_000;

    /** Hexagons of Almaty with three networks each, and open incidents. */
    private static final List<int[]> SIZES =
            List.of(new int[] {0, 0}, new int[] {7, 1}, new int[] {67, 40}, new int[] {500, 40});

    @Test
    void isWeighedAndTimed() throws IOException {
        var lines = new ArrayList<String>();
        lines.add(String.format(
                Locale.ROOT,
                "load %.1f before",
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()));
        for (var size : SIZES) {
            var picture = Pictures.crowded(Math.max(1, size[0]), size[1]);
            for (var language : Language.values()) {
                lines.add(measure(picture, language, size));
            }
        }

        Files.write(TOLD, lines);

        assertThat(lines).hasSize(1 + SIZES.size() * Language.values().length);
    }

    private static String measure(Picture picture, Language language, int[] size) {
        for (var i = 0; i < WARM_UP; i++) {
            Pictures.html(picture, language);
        }
        var html = "";
        var began = System.nanoTime();
        for (var i = 0; i < ROUNDS; i++) {
            html = Pictures.html(picture, language);
        }
        var rendering = System.nanoTime() - began;
        began = System.nanoTime();
        var rendered = Rendered.of(html);
        for (var i = 1; i < ROUNDS; i++) {
            rendered = Rendered.of(html);
        }
        var packing = System.nanoTime() - began;
        assertThat(rendered.gzip().length()).isLessThan(MOST_BYTES);
        return String.format(
                Locale.ROOT,
                "%d hexagons, %d incidents, %s: %d bytes, %d packed, %.2f ms to render, %.2f ms to pack",
                size[0],
                size[1],
                language.code(),
                rendered.plain().length(),
                rendered.gzip().length(),
                rendering / 1e6 / ROUNDS,
                packing / 1e6 / ROUNDS);
    }
}
