package kz.dabyl.collector.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import kz.dabyl.model.targets.TargetList;

/** Prints what a device loads before it is a probe, as it is and packed as the server packs. */
final class ShellWeight {

    private static final Pattern LISTED = Pattern.compile("FILES = '([^']+)'");

    private ShellWeight() {}

    public static void main(String... arguments) throws IOException {
        var out = new PrintWriter(System.out, true, UTF_8);
        var places = new PlaceBook();
        var shell = new Shell(TargetList.USUAL, places);
        var plain = 0;
        var packed = 0;
        for (var file : loaded(shell).entrySet()) {
            plain += print(out, file.getKey(), file.getValue());
            packed += packed(file.getValue());
        }
        out.println(String.format(Locale.ROOT, "%-22s %7d %7d", "all", plain, packed));
        print(out, "hexagons of almaty", places.hexagons("almaty").orElseThrow().toBuffer());
    }

    /** The page, its worker, and what that keeps. */
    private static Map<String, Buffer> loaded(Shell shell) {
        var files = new LinkedHashMap<String, Buffer>();
        files.put("probe.html", shell.page().body());
        files.put("sw.js", shell.worker().body());
        var listed = LISTED.matcher(shell.worker().body().toString());
        if (!listed.find()) {
            throw new IllegalStateException("the worker keeps nothing");
        }
        for (var name : listed.group(1).split(" ", -1)) {
            files.put(name, shell.file(shell.version(), name).orElseThrow().body());
        }
        return files;
    }

    private static int print(PrintWriter out, String name, Buffer body) throws IOException {
        out.println(String.format(Locale.ROOT, "%-22s %7d %7d", name, body.length(), packed(body)));
        return body.length();
    }

    private static int packed(Buffer body) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(body.getBytes());
        }
        return bytes.size();
    }
}
