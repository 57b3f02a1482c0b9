package kz.dabyl.runtime.http;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads {@code Content-Type}. */
public final class MediaType {

    private MediaType() {}

    /** The type in lower case, without its parameters; empty where there is no header. */
    public static String of(@Nullable String contentType) {
        return contentType == null ? "" : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }
}
