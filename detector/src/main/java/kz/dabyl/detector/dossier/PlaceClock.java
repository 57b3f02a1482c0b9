package kz.dabyl.detector.dossier;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import kz.dabyl.model.Incident;
import kz.dabyl.words.Period;

/**
 * Times as clocks showed them where an incident was, each with its distance from UTC: that of Almaty has changed, and a
 * long incident may see it change. Immutable.
 */
record PlaceClock(ZoneId zone) {

    private static final DateTimeFormatter DAY_AND_TIME = formatter("uuuu-MM-dd HH:mm:ss");
    private static final DateTimeFormatter MINUTE = formatter("HH:mm");

    static PlaceClock of(Incident incident) {
        return new PlaceClock(Period.of(incident).zone());
    }

    private static DateTimeFormatter formatter(String pattern) {
        return new DateTimeFormatterBuilder()
                .appendPattern(pattern)
                .appendLiteral(" UTC")
                .appendOffset("+H:mm", "")
                .toFormatter(Locale.ROOT);
    }

    /** {@code 2021-04-24 13:10:00 UTC+6}. */
    String time(long millis) {
        return DAY_AND_TIME.format(Instant.ofEpochMilli(millis).atZone(zone));
    }

    /** {@code 13:10 UTC+6}. */
    String minute(long millis) {
        return MINUTE.format(Instant.ofEpochMilli(millis).atZone(zone));
    }
}
