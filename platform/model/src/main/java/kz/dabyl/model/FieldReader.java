package kz.dabyl.model;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads single JSON values and keeps the first that was bad. Values are cut in messages. Not thread-safe. */
final class FieldReader {

    static final String NOT_UNICODE = "expected Unicode text, was half a surrogate pair";

    /** Letters of a name, a word or a time at most. */
    static final int MAX_WORD = 64;

    private static final Pattern ZERO = Pattern.compile("-?0(\\.0+)?([eE].*)?");

    /** Below this a double tells every whole number from the next: 2<sup>53</sup>. */
    private static final double EXACT_BELOW = 9_007_199_254_740_992.0;

    private static final int OUTSIDE = -1;

    private ReportReader.Parsed.@Nullable Bad problem;
    private int ping = OUTSIDE;

    void reset() {
        problem = null;
        ping = OUTSIDE;
    }

    /** From here on names are those of fields of the ping at {@code index}. */
    void enterPing(int index) {
        ping = index;
    }

    void leavePing() {
        ping = OUTSIDE;
    }

    ReportReader.Parsed.@Nullable Bad problem() {
        return problem;
    }

    /** Notes that the value of field {@code name} is bad; an empty name means the object itself. */
    void bad(String name, String detail) {
        if (problem == null) {
            var object = ping == OUTSIDE ? "" : "/pings/" + ping;
            problem = new ReportReader.Parsed.Bad(name.isEmpty() ? object : object + "/" + name, detail);
        }
    }

    @Nullable
    String text(JsonParser json, String name, int maxLength) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            bad(name, "expected a string, was " + shown(json));
            json.skipChildren();
            return null;
        }
        var text = whole(json, name, maxLength);
        if (text.isEmpty() || text.length() > maxLength) {
            bad(name, "expected 1 to " + maxLength + " characters, were " + text.length());
            return null;
        }
        if (!wellFormed(text)) {
            bad(name, NOT_UNICODE);
            return null;
        }
        return text;
    }

    private String whole(JsonParser json, String name, int maxLength) throws IOException {
        try {
            return json.getText();
        } catch (StreamConstraintsException e) {
            bad(name, "expected 1 to " + maxLength + " characters, were many more");
            throw e;
        }
    }

    /** JSON can spell half of a surrogate pair, which no UTF-8 can hold: what we take we must be able to write. */
    static boolean wellFormed(String text) {
        for (var i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (i + 1 == text.length() || !Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    /** Null where it is null or empty: who says nothing in a field that may be absent says as much. */
    @Nullable
    String optionalText(JsonParser json, String name, int maxLength) throws IOException {
        var absent = json.currentToken() == JsonToken.VALUE_NULL
                || (json.currentToken() == JsonToken.VALUE_STRING
                        && whole(json, name, maxLength).isEmpty());
        return absent ? null : text(json, name, maxLength);
    }

    @Nullable
    String matching(JsonParser json, String name, Pattern pattern) throws IOException {
        var text = text(json, name, MAX_WORD);
        if (text != null && !pattern.matcher(text).matches()) {
            bad(name, "expected " + pattern + ", was '" + text + "'");
            return null;
        }
        return text;
    }

    <T> @Nullable T word(JsonParser json, String name, Function<String, Optional<T>> words, String known)
            throws IOException {
        var text = text(json, name, MAX_WORD);
        if (text == null) {
            return null;
        }
        var value = words.apply(text);
        if (value.isEmpty()) {
            bad(name, "expected " + known + ", was '" + text + "'");
        }
        return value.orElse(null);
    }

    /** What a clock shows, be it right or wrong. */
    long time(JsonParser json, String name) throws IOException {
        var text = text(json, name, MAX_WORD);
        if (text == null) {
            return Long.MIN_VALUE;
        }
        var millis = Times.parseReading(text);
        if (millis.isEmpty()) {
            bad(name, "expected an RFC 3339 time such as 2021-04-24T07:00:30.000Z, was '" + text + "'");
        }
        return millis.orElse(Long.MIN_VALUE);
    }

    /** A whole number, also where it is spelt with a point or an exponent, as programs do whose columns are of floats. */
    long integer(JsonParser json, String name, long min, long max) throws IOException {
        var value = whole(json);
        if (value.isPresent() && value.getAsLong() >= min && value.getAsLong() <= max) {
            return value.getAsLong();
        }
        bad(name, "expected an integer from " + min + " to " + max + ", was " + shown(json));
        json.skipChildren();
        return min;
    }

    private static OptionalLong whole(JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NUMBER_INT) {
            try {
                return OptionalLong.of(json.getLongValue());
            } catch (InputCoercionException e) {
                // More than 64 bits: out of range like any other.
                return OptionalLong.empty();
            }
        }
        if (json.currentToken() == JsonToken.VALUE_NUMBER_FLOAT) {
            var value = json.getDoubleValue();
            // What is too small for a double becomes nothing, which is whole.
            var whole = value == 0 ? ZERO.matcher(json.getText()).matches() : value == Math.rint(value);
            if (whole && Math.abs(value) < EXACT_BELOW) {
                return OptionalLong.of((long) value);
            }
        }
        return OptionalLong.empty();
    }

    /** A number from 0 to {@code max}, NaN for null or a bad value. */
    double number(JsonParser json, String name, double max) throws IOException {
        var token = json.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            return Double.NaN;
        }
        if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT) {
            var value = json.getDoubleValue();
            if (value >= 0 && value <= max) {
                return value + 0.0; // -0.0 becomes 0.0
            }
        }
        bad(name, "expected a number from 0 to " + (long) max + ", was " + shown(json));
        json.skipChildren();
        return Double.NaN;
    }

    /** The value at which {@code json} stands, for a message: cut, and whole characters only. */
    static String shown(JsonParser json) throws IOException {
        var token = json.currentToken();
        if (token == null || token.isStructStart()) {
            return String.valueOf(token);
        }
        return Quoted.cut(json.getText());
    }
}
