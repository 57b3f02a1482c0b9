package kz.dabyl.model;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads single JSON values and keeps the first that was bad. Values are cut in messages. Not thread-safe. */
final class FieldReader {

    private static final int SHOWN = 40;

    private ReportReader.Parsed.@Nullable Bad problem;

    void reset() {
        problem = null;
    }

    ReportReader.Parsed.@Nullable Bad problem() {
        return problem;
    }

    void bad(String pointer, String detail) {
        if (problem == null) {
            problem = new ReportReader.Parsed.Bad(pointer, detail);
        }
    }

    @Nullable
    String text(JsonParser json, String name, int maxLength) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            bad("/" + name, "expected a string, was " + shown(json));
            json.skipChildren();
            return null;
        }
        var text = json.getText();
        if (text.isEmpty() || text.length() > maxLength) {
            bad("/" + name, "expected 1 to " + maxLength + " characters, were " + text.length());
            return null;
        }
        return text;
    }

    @Nullable
    String optionalText(JsonParser json, String name, int maxLength) throws IOException {
        return json.currentToken() == JsonToken.VALUE_NULL ? null : text(json, name, maxLength);
    }

    @Nullable
    String matching(JsonParser json, String name, Pattern pattern) throws IOException {
        var text = text(json, name, 64);
        if (text != null && !pattern.matcher(text).matches()) {
            bad("/" + name, "expected " + pattern + ", was '" + text + "'");
            return null;
        }
        return text;
    }

    <T> @Nullable T word(JsonParser json, String name, Function<String, Optional<T>> words, String known)
            throws IOException {
        var text = text(json, name, 64);
        if (text == null) {
            return null;
        }
        var value = words.apply(text);
        if (value.isEmpty()) {
            bad("/" + name, "expected " + known + ", was '" + text + "'");
        }
        return value.orElse(null);
    }

    long time(JsonParser json, String name) throws IOException {
        var text = text(json, name, 64);
        if (text == null) {
            return Long.MIN_VALUE;
        }
        var millis = Times.parse(text);
        if (millis.isEmpty()) {
            bad("/" + name, "expected an RFC 3339 time such as 2021-04-24T07:00:30.000Z, was '" + text + "'");
        }
        return millis.orElse(Long.MIN_VALUE);
    }

    long integer(JsonParser json, String name, long min, long max) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NUMBER_INT) {
            try {
                var value = json.getLongValue();
                if (value >= min && value <= max) {
                    return value;
                }
            } catch (InputCoercionException e) {
                // More than 64 bits: out of range like any other.
            }
        }
        bad("/" + name, "expected an integer from " + min + " to " + max + ", was " + shown(json));
        json.skipChildren();
        return min;
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
                return value;
            }
        }
        bad("/" + name, "expected a number from 0 to " + (long) max + ", was " + shown(json));
        json.skipChildren();
        return Double.NaN;
    }

    static String shown(JsonParser json) throws IOException {
        var token = json.currentToken();
        if (token == null || token.isStructStart()) {
            return String.valueOf(token);
        }
        var text = json.getText();
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    }
}
