package kz.dabyl.detector.tuning;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import kz.dabyl.model.IncidentKind;
import kz.dabyl.model.InvalidInputException;
import kz.dabyl.model.Places;
import kz.dabyl.model.Times;

/** Reads a truth from JSON; unknown fields are ignored, a known one with a bad value is named by its pointer. */
public final class TruthReader {

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** Where a truth does not say whose country it is about. */
    private static final String USUAL_HOME = "KZ";

    private TruthReader() {}

    /** @throws InvalidInputException if the text is no truth */
    public static Truth read(String text) {
        var tree = tree(text);
        if (!tree.isObject()) {
            throw new InvalidInputException(
                    "", "expected an object with 'start', 'duration_s', 'observed' and 'events'");
        }
        return new Truth(
                text(tree, "scenario", ""),
                text(tree, "home", USUAL_HOME),
                time(tree.path("start"), "/start"),
                seconds(tree, "duration_s", -1),
                seconds(tree, "warmup_s", 0),
                cells(tree.path("observed"), "/observed"),
                events(tree.path("events")));
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw InvalidInputException.unreadable(e);
        }
    }

    private static List<Truth.Event> events(JsonNode nodes) {
        var events = new ArrayList<Truth.Event>();
        for (var i = 0; i < array(nodes, "/events").size(); i++) {
            events.add(event(nodes.get(i), "/events/" + i));
        }
        return events;
    }

    private static Truth.Event event(JsonNode node, String pointer) {
        var start = time(node.path("start"), pointer + "/start");
        var end = node.hasNonNull("end")
                ? OptionalLong.of(time(node.path("end"), pointer + "/end"))
                : OptionalLong.empty();
        if (end.isPresent() && end.getAsLong() < start) {
            throw new InvalidInputException(pointer + "/end", "expected a time after 'start'");
        }
        var visible = node.path("visible");
        if (!visible.isMissingNode() && !visible.isNull() && !visible.isBoolean()) {
            throw new InvalidInputException(pointer + "/visible", "expected true or false, was " + visible);
        }
        return new Truth.Event(
                kind(node.path("kind"), pointer + "/kind"),
                start,
                end,
                cells(node.path("cells"), pointer + "/cells"),
                visible.asBoolean(true));
    }

    private static IncidentKind kind(JsonNode node, String pointer) {
        try {
            return IncidentKind.ofWord(node.asText(""));
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException(
                    pointer, "expected a kind of incident such as shutdown, was " + shown(node));
        }
    }

    private static Set<Truth.Cell> cells(JsonNode nodes, String pointer) {
        var cells = new LinkedHashSet<Truth.Cell>();
        for (var i = 0; i < array(nodes, pointer).size(); i++) {
            var node = nodes.get(i);
            if (!node.isArray()
                    || node.size() != 2
                    || !node.get(0).isTextual()
                    || !node.get(1).isTextual()) {
                throw new InvalidInputException(pointer + "/" + i, "expected [place, network], was " + shown(node));
            }
            cells.add(new Truth.Cell(
                    place(node.get(0), pointer + "/" + i + "/0"), node.get(1).asText()));
        }
        return cells;
    }

    private static String place(JsonNode node, String pointer) {
        return Places.kept(node.asText())
                .orElseThrow(() -> new InvalidInputException(
                        pointer,
                        "expected a hexagon of resolution 5 to 8 or a code such as KZ-75, was " + shown(node)));
    }

    private static JsonNode array(JsonNode node, String pointer) {
        if (!node.isArray()) {
            throw new InvalidInputException(pointer, "expected an array, was " + shown(node));
        }
        return node;
    }

    private static String text(JsonNode tree, String field, String otherwise) {
        var node = tree.path(field);
        if (node.isMissingNode() || node.isNull()) {
            return otherwise;
        }
        if (!node.isTextual()) {
            throw new InvalidInputException("/" + field, "expected a string, was " + shown(node));
        }
        return node.asText();
    }

    private static int seconds(JsonNode tree, String field, int otherwise) {
        var node = tree.path(field);
        if ((node.isMissingNode() || node.isNull()) && otherwise >= 0) {
            return otherwise;
        }
        if (!node.canConvertToInt() || !node.canConvertToExactIntegral() || node.asInt() < 0) {
            throw new InvalidInputException("/" + field, "expected seconds from 0, was " + shown(node));
        }
        return node.asInt();
    }

    private static long time(JsonNode node, String pointer) {
        return Times.parse(node.asText(""))
                .orElseThrow(() -> new InvalidInputException(
                        pointer, "expected a time such as 2021-04-24T06:00:00.000Z, was " + shown(node)));
    }

    private static String shown(JsonNode node) {
        return node.isMissingNode() ? "absent" : node.toString();
    }
}
