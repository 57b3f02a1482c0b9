package kz.dabyl.collector.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.OptionalLong;
import kz.dabyl.model.Times;
import kz.dabyl.runtime.http.Problem;

/** A small JSON object in a request, field by field. */
public final class JsonBody {

    private final JsonObject json;

    private JsonBody(JsonObject json) {
        this.json = json;
    }

    public static JsonBody of(Buffer body) throws Refusal {
        try {
            return new JsonBody(new JsonObject(body));
        } catch (DecodeException | ClassCastException e) {
            throw bad("", "expected a JSON object");
        }
    }

    /** A text that may be absent, which it is as well where it is blank. */
    public Optional<String> text(String field, int maxLength) throws Refusal {
        var value = json.getValue(field);
        if (value == null) {
            return Optional.empty();
        }
        // Half a surrogate pair is no character: what is kept in UTF-8 would be another text.
        if (value instanceof String text
                && text.length() <= maxLength
                && UTF_8.newEncoder().canEncode(text)) {
            return Optional.of(text).filter(given -> !given.isBlank());
        }
        throw bad("/" + field, "expected a text of at most " + maxLength + " characters");
    }

    public int integer(String field, int max, int absent) throws Refusal {
        var value = json.getValue(field);
        if (value == null) {
            return absent;
        }
        // 5.0 is the integer 5 in JSON, and some programs write all numbers so.
        if (value instanceof Number number
                && number.doubleValue() == number.intValue()
                && number.intValue() >= 1
                && number.intValue() <= max) {
            return number.intValue();
        }
        throw bad("/" + field, "expected an integer from 1 to " + max);
    }

    /** True or false; false where it is absent. */
    public boolean flag(String field) throws Refusal {
        var value = json.getValue(field);
        if (value == null || value instanceof Boolean) {
            return Boolean.TRUE.equals(value);
        }
        throw bad("/" + field, "expected true or false");
    }

    public OptionalLong time(String field) throws Refusal {
        var value = json.getValue(field);
        if (value == null) {
            return OptionalLong.empty();
        }
        var time = value instanceof String text ? Times.parse(text) : OptionalLong.empty();
        if (time.isEmpty()) {
            throw bad("/" + field, "expected an RFC 3339 time such as 2021-04-24T07:00:30.000Z");
        }
        return time;
    }

    public static Refusal bad(String pointer, String detail) {
        return Refusal.of(Problem.invalid(pointer, detail));
    }
}
