package kz.dabyl.alerts.page;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import kz.dabyl.model.Resources;

/** The files that pages load. Their addresses name their content, so that they can be kept for ever. Immutable. */
final class Assets {

    static final String PREFIX = "/assets/";

    private static final int HASH_BYTES = 8;

    /** One of the files. */
    enum Name {
        STYLE("page", "css", "text/css; charset=utf-8"),
        SCRIPT("page", "js", "text/javascript; charset=utf-8"),
        ICON("icon", "svg", "image/svg+xml");

        private final String base;
        private final String extension;
        private final String type;

        Name(String base, String extension, String type) {
            this.base = base;
            this.extension = extension;
            this.type = type;
        }
    }

    /**
     * A file as it is sent.
     *
     * @param type its media type
     */
    record Asset(String address, String type, Rendered rendered) {}

    private final Map<Name, Asset> assets = new EnumMap<>(Name.class);

    Assets() {
        for (var name : Name.values()) {
            var content = read(name.base + "." + name.extension);
            var address = PREFIX + name.base + "." + hash(content) + "." + name.extension;
            assets.put(name, new Asset(address, name.type, Rendered.of(content)));
        }
    }

    String address(Name name) {
        var asset = assets.get(name);
        if (asset == null) {
            throw new IllegalStateException("no " + name);
        }
        return asset.address;
    }

    Optional<Asset> at(String address) {
        return assets.values().stream()
                .filter(asset -> asset.address.equals(address))
                .findFirst();
    }

    /** A short name of a content. */
    static String hash(byte[] content) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static byte[] read(String file) {
        return Resources.bytes(Assets.class, file);
    }
}
