package kz.dabyl.collector.gateway;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a body is compressed. */
public enum Encoding {
    IDENTITY,
    GZIP,
    /** The block format of snappy, without frames. */
    SNAPPY;

    /** What a header {@code Content-Encoding} says, empty if it is none of these. */
    public static Optional<Encoding> ofHeader(@Nullable String header) {
        if (header == null) {
            return Optional.of(IDENTITY);
        }
        return switch (header.strip().toLowerCase(Locale.ROOT)) {
            case "", "identity" -> Optional.of(IDENTITY);
            case "gzip", "x-gzip" -> Optional.of(GZIP);
            case "snappy" -> Optional.of(SNAPPY);
            default -> Optional.empty();
        };
    }
}
