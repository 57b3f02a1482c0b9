package kz.dabyl.alerts.subscriptions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static kz.dabyl.alerts.subscriptions.Faults.absent;
import static kz.dabyl.alerts.subscriptions.Faults.shown;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentKind;

/**
 * Reads what a subscriber asks for. Unknown fields are ignored; every known field with a bad value is a fault that names
 * it, and all faults are told at once. Use once.
 */
public final class TermsReader {

    /** What came out. */
    public sealed interface Result {

        record Ok(Terms terms) implements Result {}

        record Bad(List<Fault> faults) implements Result {}
    }

    /** One bad value. */
    public record Fault(String pointer, String detail) {}

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Pattern NETWORK = Pattern.compile("[0-9]{3}-[0-9]{2,3}|AS[0-9]{1,10}");
    private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]");
    private static final Pattern ID = Pattern.compile("sub_[0-9a-f]{1,40}");
    private static final int MAX_ITEMS = 200;
    private static final int MAX_TEXT = 100;
    private static final int MAX_HEARTBEAT_S = 7 * 24 * 3600;

    private final Faults faults = new Faults();

    private TermsReader() {}

    /** @param allowPrivate whether plain http and address literals are taken */
    public static Result read(String text, boolean allowPrivate) {
        return read(text, allowPrivate, false);
    }

    /** Reads what was stored. Whether private addresses are allowed is decided at every delivery, not here. */
    static Result stored(String text) {
        return read(text, true, true);
    }

    private static Result read(String text, boolean allowPrivate, boolean stored) {
        try {
            var tree = JSON.readTree(text);
            var reader = new TermsReader();
            var terms = reader.terms(tree, allowPrivate, stored);
            var faults = reader.faults.all();
            return faults.isEmpty() ? new Result.Ok(terms) : new Result.Bad(faults);
        } catch (JsonProcessingException e) {
            return new Result.Bad(List.of(new Fault("", "expected a JSON object: " + e.getOriginalMessage())));
        }
    }

    private Terms terms(JsonNode tree, boolean allowPrivate, boolean stored) {
        if (!tree.isObject()) {
            bad("", "expected a JSON object");
        }
        return new Terms(
                new AddressReader(faults, allowPrivate, stored).read(tree),
                events(tree.path("events")),
                filter(tree.path("filter")),
                quietHours(tree.path("quiet_hours")),
                word(tree, "language", List.of("en", "ru", "kk"), Function.identity(), "en"),
                word(tree, "signature", List.of(SignatureScheme.values()), SignatureScheme::word, SignatureScheme.V1),
                heartbeat(tree.path("heartbeat_s")),
                fallback(tree.path("fallback")));
    }

    private List<EventType> events(JsonNode node) {
        if (absent(node)) {
            return List.of(EventType.values());
        }
        var events = items(node, "/events", EventType::ofWord, words(List.of(EventType.values()), EventType::word));
        if (node.isArray() && node.isEmpty()) {
            bad("/events", "expected at least one event, or no field at all for every event");
        }
        return events;
    }

    private Filter filter(JsonNode node) {
        if (absent(node)) {
            return Filter.ALL;
        }
        if (!node.isObject()) {
            bad("/filter", "expected an object, was " + shown(node));
            return Filter.ALL;
        }
        return new Filter(
                items(node.path("areas"), "/filter/areas", TermsReader::area, "1 to " + MAX_TEXT + " characters"),
                items(
                        node.path("kinds"),
                        "/filter/kinds",
                        TermsReader::kind,
                        words(List.of(IncidentKind.values()), IncidentKind::word)),
                items(node.path("networks"), "/filter/networks", TermsReader::network, "MCC-MNC or AS…"),
                word(
                        node,
                        "/filter/certainty",
                        List.of(Incident.Certainty.values()),
                        Incident.Certainty::word,
                        Incident.Certainty.SUSPECTED),
                confidence(node.path("min_confidence")));
    }

    private static Optional<String> area(String text) {
        // Half a surrogate pair is no character: what is kept in UTF-8 would be another text.
        return Optional.of(text.strip())
                .filter(area -> !area.isEmpty()
                        && text.length() <= MAX_TEXT
                        && UTF_8.newEncoder().canEncode(area));
    }

    private static Optional<IncidentKind> kind(String text) {
        return Arrays.stream(IncidentKind.values())
                .filter(kind -> kind.word().equals(text))
                .findFirst();
    }

    private static Optional<String> network(String text) {
        return Optional.of(text).filter(t -> NETWORK.matcher(t).matches());
    }

    private double confidence(JsonNode node) {
        if (absent(node)) {
            return 0;
        }
        if (!node.isNumber() || !(node.asDouble() >= 0 && node.asDouble() <= 1)) {
            bad("/filter/min_confidence", "expected a number from 0 to 1, was " + shown(node));
            return 0;
        }
        return node.asDouble();
    }

    private Optional<QuietHours> quietHours(JsonNode node) {
        if (absent(node)) {
            return Optional.empty();
        }
        if (!node.isObject()) {
            bad("/quiet_hours", "expected an object, was " + shown(node));
            return Optional.empty();
        }
        var from = time(node, "from");
        var until = time(node, "until");
        var zone = zone(node.path("zone"));
        if (from.isEmpty() || until.isEmpty() || zone.isEmpty()) {
            return Optional.empty();
        }
        if (from.equals(until)) {
            bad("/quiet_hours/until", "expected another time than 'from'");
        }
        return Optional.of(new QuietHours(from.get(), until.get(), zone.get()));
    }

    private Optional<LocalTime> time(JsonNode hours, String field) {
        var node = hours.path(field);
        if (!node.isTextual() || !TIME.matcher(node.asText()).matches()) {
            bad("/quiet_hours/" + field, "expected a time of day such as 23:00, was " + shown(node));
            return Optional.empty();
        }
        return Optional.of(LocalTime.parse(node.asText()));
    }

    private Optional<ZoneId> zone(JsonNode node) {
        try {
            if (node.isTextual()) {
                return Optional.of(ZoneId.of(node.asText()));
            }
        } catch (DateTimeException e) {
            // Told below like any other value that is no zone.
        }
        bad("/quiet_hours/zone", "expected a time zone such as Asia/Almaty, was " + shown(node));
        return Optional.empty();
    }

    private Optional<String> fallback(JsonNode node) {
        if (absent(node)) {
            return Optional.empty();
        }
        if (!node.isTextual() || !ID.matcher(node.asText()).matches()) {
            bad("/fallback", "expected the id of a subscription, was " + shown(node));
        }
        return Optional.of(node.asText());
    }

    private OptionalInt heartbeat(JsonNode node) {
        if (absent(node)) {
            return OptionalInt.empty();
        }
        if (!node.canConvertToExactIntegral()
                || !node.canConvertToInt()
                || node.asInt() < 1
                || node.asInt() > MAX_HEARTBEAT_S) {
            bad("/heartbeat_s", "expected an integer from 1 to " + MAX_HEARTBEAT_S + ", was " + shown(node));
            return OptionalInt.empty();
        }
        return OptionalInt.of(node.asInt());
    }

    private <T> T word(JsonNode tree, String field, List<T> values, Function<T, String> words, T otherwise) {
        var node = tree.path(field.substring(field.lastIndexOf('/') + 1));
        if (absent(node)) {
            return otherwise;
        }
        var value = values.stream()
                .filter(v -> node.isTextual() && words.apply(v).equals(node.asText()))
                .findFirst();
        if (value.isEmpty()) {
            bad(
                    field.startsWith("/") ? field : "/" + field,
                    "expected " + words(values, words) + ", was " + shown(node));
        }
        return value.orElse(otherwise);
    }

    private <T> List<T> items(JsonNode node, String pointer, Function<String, Optional<T>> read, String expected) {
        var items = new ArrayList<T>();
        if (absent(node)) {
            return items;
        }
        if (!node.isArray() || node.size() > MAX_ITEMS) {
            bad(pointer, "expected an array of at most " + MAX_ITEMS + " items");
            return items;
        }
        for (var i = 0; i < node.size(); i++) {
            var text = node.get(i);
            var item = text.isTextual() ? read.apply(text.asText()) : Optional.<T>empty();
            if (item.isEmpty()) {
                bad(pointer + "/" + i, "expected " + expected + ", was " + shown(text));
            } else if (!items.contains(item.get())) {
                items.add(item.get());
            }
        }
        return items;
    }

    private static <T> String words(List<T> values, Function<T, String> words) {
        return values.stream().map(words).collect(Collectors.joining(", "));
    }

    private void bad(String pointer, String detail) {
        faults.bad(pointer, detail);
    }
}
