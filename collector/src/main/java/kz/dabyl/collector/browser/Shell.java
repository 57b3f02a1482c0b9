package kz.dabyl.collector.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.dabyl.model.Resources;
import kz.dabyl.model.targets.Target;

/**
 * The page of the browser probe and all that it loads, under a version that is made of all their contents, of what may be
 * measured and of the policy that allows it: so files of two versions never meet, in a browser's cache or on the way. Immutable.
 */
final class Shell {

    static final String SAMPLE = "/probe/sample";

    private static final int VERSION_BYTES = 6;
    private static final String VERSION = "{version}";
    private static final int INTERVAL_SECONDS = 30;
    private static final int LATE_SECONDS = 600;
    private static final String PAGE_FILE = "probe.html";
    private static final String WORKER_FILE = "sw.js";
    private static final List<String> FILES = List.of(
            "invite.js",
            "rules.js",
            "store.js",
            "delivery.js",
            "beacons.js",
            "turn.js",
            "probe.js",
            "texts.js",
            "line.js",
            "panic.js",
            "page.js",
            "probe.css",
            "icon.svg",
            "icon-192.png",
            "icon-512.png",
            "manifest.webmanifest");
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml",
            "png", "image/png",
            "json", "application/json",
            "webmanifest", "application/manifest+json");

    private final String policy;
    private final String version;
    private final Asset page;
    private final Asset worker;
    private final Map<String, Asset> files = new LinkedHashMap<>();

    /**
     * A file as it is sent.
     *
     * @param type its media type
     */
    record Asset(String type, Buffer body) {}

    Shell(List<Target> targets, PlaceBook places) {
        var beacons = Beacon.of(targets);
        policy = policy(beacons);
        var contents = new LinkedHashMap<String, byte[]>();
        Stream.concat(Stream.of(PAGE_FILE, WORKER_FILE), FILES.stream())
                .forEach(name -> contents.put(name, read(name)));
        contents.put("places.json", places.json().toBuffer().getBytes());
        contents.put("settings.json", settings(beacons).toBuffer().getBytes());
        version = version(contents, policy);
        var listed = String.join(
                " ",
                contents.keySet().stream()
                        .filter(name -> !name.equals(PAGE_FILE) && !name.equals(WORKER_FILE))
                        .toList());
        contents.forEach((name, content) -> files.put(name, asset(name, content, listed)));
        page = taken(PAGE_FILE);
        worker = taken(WORKER_FILE);
    }

    private Asset taken(String name) {
        var asset = files.remove(name);
        if (asset == null) {
            throw new IllegalStateException("no " + name);
        }
        return asset;
    }

    /** Nothing from elsewhere; requests go to this service and to what is measured. */
    private static String policy(List<Beacon> beacons) {
        var origins = beacons.stream().map(Beacon::origin).distinct().sorted().collect(Collectors.joining(" "));
        return "default-src 'self'; connect-src 'self'" + (origins.isEmpty() ? "" : " " + origins)
                + "; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }

    private static JsonObject settings(List<Beacon> beacons) {
        var listed = new JsonArray();
        for (var beacon : beacons) {
            var one = new JsonObject().put("target", beacon.target()).put("url", beacon.url());
            listed.add(beacon.everySeconds() == Target.EACH_ROUND ? one : one.put("every_s", beacon.everySeconds()));
        }
        return new JsonObject()
                .put("interval_s", INTERVAL_SECONDS)
                .put("late_s", LATE_SECONDS)
                .put("software", "dabyl-browser/" + VERSION)
                .put("sample", SAMPLE)
                .put("beacons", listed);
    }

    private static String version(Map<String, byte[]> contents, String policy) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(policy.getBytes(UTF_8));
            contents.values().forEach(digest::update);
            return HexFormat.of().formatHex(digest.digest(), 0, VERSION_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private Asset asset(String name, byte[] content, String listed) {
        var extension = name.substring(name.lastIndexOf('.') + 1);
        var type = TYPES.getOrDefault(extension, "application/octet-stream");
        if (extension.equals("png")) {
            return new Asset(type, Buffer.buffer(content));
        }
        var text = new String(content, UTF_8).replace(VERSION, version).replace("{files}", listed);
        return new Asset(type, Buffer.buffer(text));
    }

    private static byte[] read(String name) {
        return Resources.bytes(Shell.class, name);
    }

    String policy() {
        return policy;
    }

    String version() {
        return version;
    }

    Asset page() {
        return page;
    }

    Asset worker() {
        return worker;
    }

    /** A file of this version. */
    Optional<Asset> file(String asked, String name) {
        return asked.equals(version) ? Optional.ofNullable(files.get(name)) : Optional.empty();
    }
}
