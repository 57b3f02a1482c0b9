package kz.dabyl.collector.trust;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import kz.dabyl.model.InvalidInputException;
import kz.dabyl.model.Times;

/** What a record of topic {@code dabyl.trust} says. */
public sealed interface TrustRecord permits Invite, Enrolment {

    /** @throws InvalidInputException if it is neither an invite nor an enrolment */
    static TrustRecord read(byte[] value) {
        var fields = new Fields(object(value));
        return fields.has("probe") ? Enrolment.of(fields) : Invite.of(fields);
    }

    private static JsonObject object(byte[] value) {
        try {
            if (Json.decodeValue(new String(value, UTF_8)) instanceof JsonObject object) {
                return object;
            }
        } catch (DecodeException e) {
            // What the parser says quotes the record, which may name a probe.
            throw new InvalidInputException("", "is no JSON");
        }
        throw new InvalidInputException("", "expected a JSON object");
    }

    /** Fields of a record, which says where one is not as it must be but not what it holds. */
    record Fields(JsonObject json) {

        boolean has(String name) {
            return json.containsKey(name);
        }

        String text(String name) {
            return value(name, String.class)
                    .orElseThrow(() -> new InvalidInputException("/" + name, "expected a string"));
        }

        String text(String name, String otherwise) {
            return value(name, String.class).orElse(otherwise);
        }

        int number(String name) {
            return value(name, Number.class)
                    .map(Number::intValue)
                    .orElseThrow(() -> new InvalidInputException("/" + name, "expected a number"));
        }

        boolean flag(String name) {
            return value(name, Boolean.class).orElse(false);
        }

        long time(String name) {
            return Times.parse(text(name))
                    .orElseThrow(() -> new InvalidInputException("/" + name, "expected an RFC 3339 time"));
        }

        /** Empty where it is not there. */
        private <T> Optional<T> value(String name, Class<T> type) {
            var value = json.getValue(name);
            if (value != null && !type.isInstance(value)) {
                throw new InvalidInputException("/" + name, "expected a " + type.getSimpleName());
            }
            return Optional.ofNullable(value).map(type::cast);
        }
    }
}
