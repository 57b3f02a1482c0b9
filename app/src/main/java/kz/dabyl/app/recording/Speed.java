package kz.dabyl.app.recording;

import java.util.Optional;

/**
 * How much faster than it happened a recording is played.
 *
 * @param factor over 0, infinite for as fast as it goes
 */
public record Speed(double factor) {

    public static final Speed REAL = new Speed(1);
    public static final Speed MAX = new Speed(Double.POSITIVE_INFINITY);

    /** Reads {@code 60}, {@code 1} or {@code max}. */
    public static Optional<Speed> parse(String text) {
        if (text.equals("max")) {
            return Optional.of(MAX);
        }
        try {
            var factor = Double.parseDouble(text);
            return factor > 0 && factor <= 1e6 ? Optional.of(new Speed(factor)) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** How long {@code logMillis} of the recording take, in milliseconds of wall time. */
    long wallMillis(long logMillis) {
        return (long) (logMillis / factor);
    }
}
