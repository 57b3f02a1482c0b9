package kz.dabyl.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The files that the console consists of, as the build has made and packed them. A build without Node has none, and says
 * why. Immutable.
 */
final class ConsoleFiles {

    static final String PAGE = "index.html";

    private static final String FOLDER = "web/";
    private static final String INDEX = "files.txt";
    private static final String REASON = "missing.txt";
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml");

    /**
     * A file in the forms in which it is sent.
     *
     * @param type its media type
     */
    record Packed(String type, Buffer plain, Buffer gzip, Buffer brotli) {}

    private final Map<String, Packed> files;
    private final String missing;

    private ConsoleFiles(Map<String, Packed> files, String missing) {
        this.files = Map.copyOf(files);
        this.missing = missing;
    }

    /** What this program was built with. */
    static ConsoleFiles built() {
        var index = read(INDEX);
        if (index.isEmpty()) {
            var reason = read(REASON).map(bytes -> new String(bytes, UTF_8).strip());
            return new ConsoleFiles(Map.of(), reason.orElse("this program was built without it"));
        }
        var files = new HashMap<String, Packed>();
        new String(index.get(), UTF_8).lines().forEach(name -> files.put(name, packed(name)));
        return new ConsoleFiles(files, "");
    }

    /** As a build without Node is. */
    static ConsoleFiles missing(String reason) {
        return new ConsoleFiles(Map.of(), reason);
    }

    Optional<Packed> file(String name) {
        return Optional.ofNullable(files.get(name));
    }

    Set<String> names() {
        return files.keySet();
    }

    /** Why there are no files; empty where they are. */
    Optional<String> missing() {
        return files.isEmpty() ? Optional.of(missing) : Optional.empty();
    }

    private static Packed packed(String name) {
        var type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null) {
            throw new IllegalStateException("the console's " + name + " is of no known type");
        }
        return new Packed(type, buffer(name), buffer(name + ".gz"), buffer(name + ".br"));
    }

    private static Buffer buffer(String name) {
        return Buffer.buffer(
                read(name).orElseThrow(() -> new IllegalStateException(name + " is missing in this build")));
    }

    private static Optional<byte[]> read(String name) {
        try (var in = ConsoleFiles.class.getResourceAsStream(FOLDER + name)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
