package kz.dabyl.alerts.channels;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How long a receiver asks to be left alone: the header {@code Retry-After}, or a number in a body. Nonsense counts as absent, more than a week as a week. */
final class RetryAfter {

    private static final Duration LONGEST = Duration.ofDays(7);
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

    private RetryAfter() {}

    static Optional<Duration> parse(@Nullable String header, Instant now) {
        if (header == null) {
            return Optional.empty();
        }
        var text = header.strip();
        if (SECONDS.matcher(text).matches()) {
            return Optional.of(atMostAWeek(Duration.ofSeconds(Long.parseLong(text))));
        }
        try {
            var date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
            var wait = Duration.between(now, date.toInstant());
            return wait.isNegative() ? Optional.empty() : Optional.of(atMostAWeek(wait));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The same hint in an answer's body. */
    static Optional<Duration> millis(JsonNode number) {
        return told(number, Duration.ofMillis(1));
    }

    static Optional<Duration> seconds(JsonNode number) {
        return told(number, Duration.ofSeconds(1));
    }

    private static Optional<Duration> told(JsonNode number, Duration unit) {
        if (!number.isNumber() || number.asDouble() < 0) {
            return Optional.empty();
        }
        // Bounded before it becomes whole: one that no long holds would become any other.
        var most = (int) LONGEST.dividedBy(unit);
        return Optional.of(unit.multipliedBy((long) Math.min(number.asDouble(), most)));
    }

    private static Duration atMostAWeek(Duration wait) {
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }
}
