package kz.dabyl.collector.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a body is written, by its headers.
 *
 * @param lines NDJSON rather than one JSON document
 */
public record BodyFormat(boolean lines, boolean gzip) {

    private static final String JSON = "application/json";
    private static final String NDJSON = "application/x-ndjson";

    /** The format of a request's body, empty if it is none that we take. */
    public static Optional<BodyFormat> of(HttpServerRequest request) {
        return of(request.getHeader(HttpHeaders.CONTENT_TYPE), request.getHeader(HttpHeaders.CONTENT_ENCODING));
    }

    public static Optional<BodyFormat> of(@Nullable String contentType, @Nullable String encoding) {
        var type = mediaType(contentType);
        if (type.isEmpty() || !known(encoding)) {
            return Optional.empty();
        }
        var gzip = encoding != null && !encoding.strip().equalsIgnoreCase("identity");
        return switch (type.get()) {
            case JSON -> Optional.of(new BodyFormat(false, gzip));
            case NDJSON -> Optional.of(new BodyFormat(true, gzip));
            default -> Optional.empty();
        };
    }

    /** The media type without its parameters, of which a charset may be nothing but UTF-8. */
    private static Optional<String> mediaType(@Nullable String header) {
        if (header == null) {
            return Optional.empty();
        }
        var parts = header.toLowerCase(Locale.ROOT).split(";", -1);
        for (var i = 1; i < parts.length; i++) {
            var parameter = parts[i].strip().replace("\"", "");
            if (parameter.startsWith("charset=") && !parameter.equals("charset=utf-8")) {
                return Optional.empty();
            }
        }
        return Optional.of(parts[0].strip());
    }

    private static boolean known(@Nullable String encoding) {
        if (encoding == null) {
            return true;
        }
        var name = encoding.strip().toLowerCase(Locale.ROOT);
        return name.equals("gzip") || name.equals("x-gzip") || name.equals("identity");
    }
}
