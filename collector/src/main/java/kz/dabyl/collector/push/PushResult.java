package kz.dabyl.collector.push;

import io.vertx.core.MultiMap;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import kz.dabyl.model.InvalidInputException;
import kz.dabyl.model.Ping;
import kz.dabyl.model.PingError;

/** How a pushed measurement went, by the parameters of its address. Pure. */
final class PushResult {

    private static final String UP = "up";
    private static final double MAX_MILLIS = 3_600_000;
    /** Microseconds are written with either of two letters that look alike. */
    private static final Pattern DURATION_PART =
            Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{0,9})?|\\.[0-9]{1,9})(ns|us|µs|μs|ms|s|m|h)");

    private static final int MAX_DURATION_LENGTH = 64;

    private PushResult() {}

    /**
     * {@code status=up|down&msg=&ping=}, {@code ping} in milliseconds. As in Uptime Kuma whatever is not up is down, and a ping
     * that says nothing is left out: that somebody pushes says more than how.
     */
    static Ping ofKuma(String target, MultiMap query) {
        if (given(query, "status").orElse(UP).equalsIgnoreCase(UP)) {
            return answered(target, given(query, "ping").map(PushResult::millis).orElse(Double.NaN));
        }
        return Ping.failed(target, error(given(query, "msg").orElse("")));
    }

    /**
     * {@code success=true|false&error=&duration=}, {@code duration} as Go writes it: {@code 1.5s}, {@code 250ms}.
     *
     * @throws InvalidInputException if one of them is bad
     */
    static Ping ofGatus(String target, MultiMap query) {
        var success = given(query, "success")
                .orElseThrow(() -> new InvalidInputException("/success", "is required: true or false"));
        if (success.equals("true")) {
            return answered(
                    target, given(query, "duration").map(PushResult::duration).orElse(Double.NaN));
        }
        if (!success.equals("false")) {
            throw new InvalidInputException("/success", "expected true or false");
        }
        return Ping.failed(target, error(given(query, "error").orElse("")));
    }

    private static Optional<String> given(MultiMap query, String name) {
        return Optional.ofNullable(query.get(name)).map(String::strip).filter(text -> !text.isEmpty());
    }

    private static Ping answered(String target, double millis) {
        return new Ping(target, true, millis, null, Double.NaN, null);
    }

    /** One of our words; a script that does not know why has waited in vain. */
    private static PingError error(String message) {
        return PingError.ofWord(message.toLowerCase(Locale.ROOT)).orElse(PingError.TIMEOUT);
    }

    private static double millis(String text) {
        try {
            var millis = Double.parseDouble(text);
            if (millis >= 0 && millis <= MAX_MILLIS) {
                // Minus nothing becomes nothing.
                return millis + 0.0;
            }
        } catch (NumberFormatException e) {
            // As if it had not been given.
        }
        return Double.NaN;
    }

    private static double duration(String text) {
        if (text.equals("0")) {
            return 0;
        }
        var part = DURATION_PART.matcher(text);
        var millis = 0.0;
        var end = 0;
        while (text.length() <= MAX_DURATION_LENGTH && end < text.length() && part.find(end) && part.start() == end) {
            millis += Double.parseDouble(part.group(1)) * millisOf(part.group(2));
            end = part.end();
        }
        if (end < text.length() || millis > MAX_MILLIS) {
            throw new InvalidInputException("/duration", "expected a duration up to an hour such as 1.5s or 250ms");
        }
        return millis;
    }

    private static double millisOf(String unit) {
        return switch (unit) {
            case "h" -> 3_600_000;
            case "m" -> 60_000;
            case "s" -> 1_000;
            case "ms" -> 1;
            case "ns" -> 1e-6;
            default -> 1e-3;
        };
    }
}
