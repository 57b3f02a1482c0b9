package kz.dabyl.alerts.page;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Prints how much the page weighs and how long it takes to make, for {@code bench/RESULTS.md}. Run by hand. */
final class PageWeight {

    private static final int WARM_UP = 300;
    private static final int ROUNDS = 200;

    private PageWeight() {}

    public static void main(String[] arguments) {
        var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        for (var size : new int[][] {{0, 0}, {7, 1}, {67, 40}, {500, 40}}) {
            var picture = Pictures.crowded(Math.max(1, size[0]), size[1]);
            for (var language : Language.values()) {
                measure(out, picture, language, size);
            }
        }
    }

    private static void measure(PrintStream out, Picture picture, Language language, int[] size) {
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
        out.printf(
                "%d hexagons, %d incidents, %s: %d bytes, %d packed, %.2f ms to render, %.2f ms to pack%n",
                size[0],
                size[1],
                language.code(),
                rendered.plain().length(),
                rendered.gzip().length(),
                rendering / 1e6 / ROUNDS,
                packing / 1e6 / ROUNDS);
    }
}
