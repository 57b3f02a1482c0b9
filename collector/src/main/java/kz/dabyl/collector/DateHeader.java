package kz.dabyl.collector;

import io.vertx.core.http.HttpHeaders;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.function.BiConsumer;

/** Tells with every answer what time it is here: probes measure by it how wrong their clocks are. Thread-safe. */
final class DateHeader {

    /** RFC 9110, 5.6.7: two digits of the day, always. */
    private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder()
            .appendPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'")
            .toFormatter(Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final InstantSource clock;
    private volatile Text text = new Text(Long.MIN_VALUE, "");

    /** What is said for one second. */
    private record Text(long second, CharSequence value) {}

    DateHeader(InstantSource clock) {
        this.clock = clock;
    }

    void addTo(BiConsumer<CharSequence, CharSequence> fields) {
        fields.accept(HttpHeaders.DATE, now());
    }

    private CharSequence now() {
        var second = clock.millis() / 1000;
        var current = text;
        if (current.second() != second) {
            current = new Text(second, HttpHeaders.createOptimized(FORMAT.format(Instant.ofEpochSecond(second))));
            text = current;
        }
        return current.value();
    }
}
