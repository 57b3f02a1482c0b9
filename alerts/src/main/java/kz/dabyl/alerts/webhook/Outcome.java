package kz.dabyl.alerts.webhook;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How one try ended. Never holds anything of what the receiver answered but its status.
 *
 * @param status HTTP status, if there was an answer
 * @param error why it was not delivered; empty if it was
 * @param retryAfter how long the receiver asked to be left alone
 */
public record Outcome(OptionalInt status, String error, Optional<Duration> retryAfter) {

    private static final int GONE = 410;

    /** The receiver answered. */
    public static Outcome answered(int status, Optional<Duration> retryAfter) {
        var delivered = status >= 200 && status < 300;
        var redirect = status >= 300 && status < 400;
        var error = delivered ? "" : redirect ? "redirects are not followed" : "the receiver answered " + status;
        return new Outcome(OptionalInt.of(status), error, retryAfter);
    }

    /** There was no answer. */
    public static Outcome failed(String error) {
        return new Outcome(OptionalInt.empty(), error, Optional.empty());
    }

    public boolean delivered() {
        return error.isEmpty();
    }

    /** Whether the receiver wants nothing any more. */
    public boolean gone() {
        return status.isPresent() && status.getAsInt() == GONE;
    }
}
