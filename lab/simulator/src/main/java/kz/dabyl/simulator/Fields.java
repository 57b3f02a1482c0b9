package kz.dabyl.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import kz.dabyl.model.InvalidInputException;

/**
 * The fields of one JSON object, taken one by one; whatever is bad is thrown with its pointer, and so is in the end what
 * nobody asked for: in a file that people write by hand it is a slip. Not thread-safe.
 */
final class Fields {

    /** People may explain themselves anywhere. */
    private static final String NOTE = "note";

    private static final double MAX_SECONDS = 366 * 86_400.0;
    private static final int SHOWN = 40;

    private final JsonNode tree;
    private final String pointer;
    private final Set<String> asked = new HashSet<>(Set.of(NOTE));

    Fields(JsonNode tree, String pointer) {
        this.tree = tree;
        this.pointer = pointer;
        if (!tree.isObject()) {
            throw bad("expected an object, was " + shown(tree));
        }
    }

    InvalidInputException bad(String detail) {
        return new InvalidInputException(pointer, detail);
    }

    InvalidInputException bad(String name, String detail) {
        return new InvalidInputException(pointer(name), detail);
    }

    /** Pointer to the field {@code name}. */
    String pointer(String name) {
        return pointer + "/" + name;
    }

    /** Throws for the first field that was never asked for. */
    void done() {
        for (var names = tree.fieldNames(); names.hasNext(); ) {
            var name = names.next();
            if (!asked.contains(name)) {
                throw bad(name, "unknown field");
            }
        }
    }

    boolean has(String name) {
        return !take(name).isNull();
    }

    /** The value, a null node where absent. */
    JsonNode take(String name) {
        asked.add(name);
        var node = tree.get(name);
        return node == null ? JsonNodeFactory.instance.nullNode() : node;
    }

    String text(String name) {
        return optionalText(name).orElseThrow(() -> bad(name, "is required"));
    }

    Optional<String> optionalText(String name) {
        var node = take(name);
        if (node.isNull()) {
            return Optional.empty();
        }
        if (!node.isTextual() || node.asText().isEmpty()) {
            throw bad(name, "expected a text, was " + shown(node));
        }
        return Optional.of(node.asText());
    }

    /** What people say of the object, empty where they say nothing. */
    String note() {
        return optionalText(NOTE).orElse("");
    }

    /** A text or an array of texts, in both cases a list; empty where absent. */
    List<String> texts(String name) {
        var node = take(name);
        if (node.isNull()) {
            return List.of();
        }
        if (node.isTextual()) {
            return List.of(text(name));
        }
        if (!node.isArray() || node.isEmpty()) {
            throw bad(name, "expected a text or an array of texts, was " + shown(node));
        }
        var texts = new ArrayList<String>();
        for (var i = 0; i < node.size(); i++) {
            var element = node.get(i);
            if (!element.isTextual() || element.asText().isEmpty()) {
                throw bad(name + "/" + i, "expected a text, was " + shown(element));
            }
            texts.add(element.asText());
        }
        return texts;
    }

    <T> T word(String name, Function<String, Optional<T>> words, String known) {
        var text = text(name);
        return words.apply(text).orElseThrow(() -> bad(name, "expected " + known + ", was '" + text + "'"));
    }

    int integer(String name, int min, int max) {
        var node = take(name);
        if (node.isNull()) {
            throw bad(name, "is required");
        }
        if (!node.canConvertToExactIntegral() || !node.canConvertToInt() || node.asInt() < min || node.asInt() > max) {
            throw bad(name, "expected an integer from " + min + " to " + max + ", was " + shown(node));
        }
        return node.asInt();
    }

    int integer(String name, int min, int max, int otherwise) {
        return has(name) ? integer(name, min, max) : otherwise;
    }

    double number(String name, double min, double max) {
        var node = take(name);
        if (node.isNull()) {
            throw bad(name, "is required");
        }
        return inRange(node, name, min, max);
    }

    double number(String name, double min, double max, double otherwise) {
        return has(name) ? number(name, min, max) : otherwise;
    }

    private double inRange(JsonNode node, String name, double min, double max) {
        if (!node.isNumber() || node.asDouble() < min || node.asDouble() > max) {
            throw bad(name, "expected a number from " + plain(min) + " to " + plain(max) + ", was " + shown(node));
        }
        return node.asDouble();
    }

    /** A number of seconds, as milliseconds. */
    long millis(String name, double otherwiseSeconds) {
        return Math.round(1000 * number(name, 0, MAX_SECONDS, otherwiseSeconds));
    }

    boolean flag(String name, boolean otherwise) {
        var node = take(name);
        if (!node.isNull() && !node.isBoolean()) {
            throw bad(name, "expected true or false, was " + shown(node));
        }
        return node.asBoolean(otherwise);
    }

    /** Names and numbers, in their order; empty where absent. */
    Map<String, Double> numbers(String name, double min, double max) {
        var node = take(name);
        var numbers = new LinkedHashMap<String, Double>();
        if (node.isNull()) {
            return numbers;
        }
        if (!node.isObject() || node.isEmpty()) {
            throw bad(name, "expected an object of numbers, was " + shown(node));
        }
        node.properties()
                .forEach(field ->
                        numbers.put(field.getKey(), inRange(field.getValue(), name + "/" + field.getKey(), min, max)));
        return numbers;
    }

    /** The object of this name, or one without fields where absent. */
    Fields object(String name) {
        var node = take(name);
        return new Fields(node.isNull() ? JsonNodeFactory.instance.objectNode() : node, pointer + "/" + name);
    }

    /** The objects of an array; none where absent. */
    List<Fields> objects(String name) {
        var node = take(name);
        if (node.isNull()) {
            return List.of();
        }
        if (!node.isArray()) {
            throw bad(name, "expected an array, was " + shown(node));
        }
        var objects = new ArrayList<Fields>();
        for (var i = 0; i < node.size(); i++) {
            objects.add(new Fields(node.get(i), pointer + "/" + name + "/" + i));
        }
        return objects;
    }

    static String shown(JsonNode node) {
        var text = node.toString();
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    }

    private static String plain(double bound) {
        return bound == Math.rint(bound) ? Long.toString((long) bound) : Double.toString(bound);
    }
}
