package kz.dabyl.alerts.incidents;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentKind;
import kz.dabyl.model.InvalidInputException;
import kz.dabyl.model.Quoted;
import kz.dabyl.model.Times;

/**
 * Which incidents somebody asks for.
 *
 * @param from only incidents that lasted beyond this time, epoch milliseconds
 * @param until only incidents that began before this time, epoch milliseconds
 * @param after only what stands behind this position in the list
 */
public record IncidentQuery(
        Optional<Incident.State> state,
        Optional<IncidentKind> kind,
        Optional<String> area,
        OptionalLong from,
        OptionalLong until,
        int limit,
        Optional<ListPosition> after) {

    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1000;

    /**
     * Reads the query's parameters; {@code value} gives one by its name.
     *
     * @throws InvalidInputException if one is bad, with its name as the pointer
     */
    public static IncidentQuery parse(Function<String, Optional<String>> value) {
        return new IncidentQuery(
                value.apply("state").map(word -> word("state", word, Incident.State.values(), Incident.State::word)),
                value.apply("kind").map(word -> word("kind", word, IncidentKind.values(), IncidentKind::word)),
                value.apply("area").map(IncidentQuery::area),
                time("from", value.apply("from")),
                time("until", value.apply("until")),
                value.apply("limit").map(IncidentQuery::limit).orElse(DEFAULT_LIMIT),
                value.apply("cursor").map(IncidentQuery::position));
    }

    boolean takes(Incident incident, AreaMatch areas) {
        return state.filter(wanted -> wanted != incident.state()).isEmpty()
                && kind.filter(wanted -> wanted != incident.kind()).isEmpty()
                && (until.isEmpty() || incident.started() < until.getAsLong())
                && (from.isEmpty() || lasted(incident) > from.getAsLong())
                && area.filter(wanted -> !areas.concerns(incident, wanted)).isEmpty();
    }

    /** Until when it is known to have lasted; what is open lasts for ever. */
    private static long lasted(Incident incident) {
        if (incident.ended() != null) {
            return incident.ended();
        }
        return incident.state() == Incident.State.OPEN ? Long.MAX_VALUE : incident.updated();
    }

    private static <E> E word(String name, String word, E[] values, Function<E, String> words) {
        return Arrays.stream(values)
                .filter(value -> words.apply(value).equals(word))
                .findFirst()
                .orElseThrow(() -> bad(
                        name,
                        "expected one of " + Arrays.stream(values).map(words).collect(Collectors.joining(", ")),
                        word));
    }

    private static String area(String text) {
        if (text.isBlank()) {
            throw bad("area", "expected the name of an area such as Almaty", text);
        }
        return text.strip();
    }

    private static OptionalLong time(String name, Optional<String> text) {
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        var millis = Times.parseParameter(text.get());
        if (millis.isEmpty()) {
            throw bad(name, "expected a time such as 2021-04-24T06:00:00.000Z", text.get());
        }
        return millis;
    }

    private static int limit(String text) {
        try {
            var limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MAX_LIMIT) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // Told below like a number out of range.
        }
        throw bad("limit", "expected an integer from 1 to " + MAX_LIMIT, text);
    }

    private static ListPosition position(String text) {
        return ListPosition.ofCursor(text)
                .orElseThrow(() -> bad("cursor", "expected the next_cursor of an earlier answer", text));
    }

    private static InvalidInputException bad(String name, String expected, String was) {
        return new InvalidInputException("/" + name, name + ": " + expected + ", was " + Quoted.of(was));
    }
}
