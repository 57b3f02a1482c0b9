package kz.dabyl.collector.adapter.atlas;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import kz.dabyl.model.InvalidInputException;
import kz.dabyl.model.Quoted;
import kz.dabyl.model.ReportReader;

/**
 * Reads RIPE Atlas measurement 7000 as it is published: one array, one object a line, or arrays one after the other.
 * Takes its known dirt: an {@code asn} that is a number, digits in a string, null or empty, and controllers without a
 * name. Not thread-safe.
 */
public final class ConnectionLogReader {

    /** Stands for a controller whose name the log leaves empty. */
    static final String NAMELESS = "unknown";

    private static final long LARGEST_ASN = 0xFFFF_FFFFL;
    private static final long LARGEST_SECONDS = 253_402_300_799L;

    private final JsonParser json;
    private final List<ConnectionEvent> events = new ArrayList<>();

    private ConnectionLogReader(InputStream in) throws IOException {
        json = ReportReader.FACTORY.createParser(in);
    }

    /**
     * The events of a log in the order of the file.
     *
     * @throws InvalidInputException if something in it is no event; the message says where
     */
    public static List<ConnectionEvent> read(InputStream in) throws IOException {
        return new ConnectionLogReader(in).readAll();
    }

    private List<ConnectionEvent> readAll() throws IOException {
        try {
            for (var token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.START_OBJECT) {
                    events.add(readEvent());
                } else if (token != JsonToken.START_ARRAY && token != JsonToken.END_ARRAY) {
                    throw bad("", "expected an object, was " + token);
                }
            }
            return events;
        } catch (JsonProcessingException e) {
            throw bad("", "not JSON: " + e.getOriginalMessage());
        }
    }

    private ConnectionEvent readEvent() throws IOException {
        var time = OptionalLong.empty();
        var probe = OptionalLong.empty();
        var asn = OptionalLong.empty();
        var controller = NAMELESS;
        var event = "none";
        while (json.nextToken() != JsonToken.END_OBJECT) {
            var name = json.currentName();
            json.nextToken();
            switch (name) {
                case "timestamp" -> time = number(LARGEST_SECONDS);
                case "prb_id" -> probe = number(Long.MAX_VALUE);
                case "asn" -> asn = number(LARGEST_ASN);
                case "controller" -> controller = controller();
                case "event" -> event = event();
                default -> json.skipChildren();
            }
        }
        if (!event.equals("connect") && !event.equals("disconnect")) {
            throw bad("/event", "expected connect or disconnect, was " + Quoted.cut(event));
        }
        return new ConnectionEvent(
                1000 * required(time, "timestamp"),
                required(probe, "prb_id"),
                controller,
                event.equals("connect"),
                asn.isPresent() && asn.getAsLong() == 0 ? OptionalLong.empty() : asn);
    }

    /** A whole number from 0 to {@code max}, also one written as a string; empty for anything else. */
    private OptionalLong number(long max) throws IOException {
        var token = json.currentToken();
        if (token != JsonToken.VALUE_NUMBER_INT && token != JsonToken.VALUE_STRING) {
            json.skipChildren();
            return OptionalLong.empty();
        }
        return digits(json.getText(), max);
    }

    static OptionalLong digits(String text, long max) {
        try {
            var value = Long.parseLong(text.strip());
            return value < 0 || value > max ? OptionalLong.empty() : OptionalLong.of(value);
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    private String event() throws IOException {
        var word = json.getValueAsString("none");
        json.skipChildren();
        return word;
    }

    private String controller() throws IOException {
        var name =
                json.currentToken() == JsonToken.VALUE_STRING ? json.getText().strip() : "";
        json.skipChildren();
        return name.isEmpty() ? NAMELESS : name;
    }

    private long required(OptionalLong value, String name) {
        return value.orElseThrow(() -> bad("/" + name, "expected a whole number"));
    }

    private InvalidInputException bad(String pointer, String detail) {
        return new InvalidInputException(
                "line " + json.currentLocation().getLineNr() + ", event " + (events.size() + 1) + pointer, detail);
    }
}
