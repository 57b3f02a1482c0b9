package kz.dabyl.collector.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import kz.dabyl.model.Quoted;

/**
 * A value in a foreign document and where it stands, so that whatever is wrong with it names the place. What is missing
 * or null is absent; what is of another type than was asked for is malformed.
 *
 * @param pointer JSON pointer from the document's root
 */
public record Field(JsonNode node, String pointer) {

    /** Also numbers that old software wrote as strings; no exponents, which could be dear to expand. */
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}(\\.[0-9]{1,18})?");

    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,18}");

    /** Whether it is there, and says that there is nothing. */
    public boolean isNull() {
        return node.isNull();
    }

    public boolean isAbsent() {
        return node.isMissingNode() || node.isNull();
    }

    /** The member of this name, absent where this object is. */
    public Field at(String name) {
        if (!isAbsent() && !node.isObject()) {
            throw bad("expected an object, was " + shown());
        }
        return new Field(
                node.path(name), pointer + "/" + name.replace("~", "~0").replace("/", "~1"));
    }

    /** The first of these members that is there. */
    public Field firstOf(String... names) {
        for (var name : names) {
            var field = at(name);
            if (!field.isAbsent()
                    && !(field.node.isTextual() && field.node.textValue().isBlank())) {
                return field;
            }
        }
        return at(names[0]);
    }

    public List<Field> elements() {
        if (!isAbsent() && !node.isArray()) {
            throw bad("expected an array, was " + shown());
        }
        var elements = new ArrayList<Field>(node.size());
        for (var i = 0; i < node.size(); i++) {
            elements.add(new Field(node.get(i), pointer + "/" + i));
        }
        return elements;
    }

    /** The values of an object's members. */
    public List<Field> members() {
        if (!isAbsent() && !node.isObject()) {
            throw bad("expected an object, was " + shown());
        }
        var members = new ArrayList<Field>(node.size());
        node.fieldNames().forEachRemaining(name -> members.add(at(name)));
        return members;
    }

    public Optional<String> text() {
        if (isAbsent()) {
            return Optional.empty();
        }
        if (!node.isTextual()) {
            throw bad("expected a string, was " + shown());
        }
        return Optional.of(node.textValue());
    }

    public Optional<Boolean> flag() {
        if (isAbsent()) {
            return Optional.empty();
        }
        if (!node.isBoolean()) {
            throw bad("expected true or false, was " + shown());
        }
        return Optional.of(node.booleanValue());
    }

    public OptionalDouble number(double min, double max) {
        if (isAbsent()) {
            return OptionalDouble.empty();
        }
        var value = Double.NaN;
        if (node.isNumber()) {
            value = node.doubleValue();
        } else if (node.isTextual() && NUMBER.matcher(node.textValue()).matches()) {
            value = Double.parseDouble(node.textValue());
        }
        if (!(value >= min && value <= max)) {
            throw bad("expected a number from " + (long) min + " to " + (long) max + ", was " + shown());
        }
        return OptionalDouble.of(value + 0.0);
    }

    public OptionalLong integer(long min, long max) {
        if (isAbsent()) {
            return OptionalLong.empty();
        }
        var digits = node.isIntegralNumber() && node.canConvertToLong() ? node.asText() : "";
        if (node.isTextual()) {
            digits = node.textValue();
        }
        if (INTEGER.matcher(digits).matches()) {
            var value = Long.parseLong(digits);
            if (value >= min && value <= max) {
                return OptionalLong.of(value);
            }
        }
        throw bad("expected an integer from " + min + " to " + max + ", was " + shown());
    }

    /** The document is malformed here. */
    public RejectedException bad(String detail) {
        return new RejectedException(new Adapted.Rejected(Adapted.Reason.MALFORMED, pointer, detail));
    }

    public RejectedException missing() {
        return bad("is required");
    }

    /** The document may be right, but because of this value it makes no report. */
    public RejectedException unusable(String detail) {
        return new RejectedException(new Adapted.Rejected(Adapted.Reason.UNUSABLE, pointer, detail));
    }

    /** The value for a message: cut, and whole characters only. */
    private String shown() {
        if (node.isContainerNode() || node.isMissingNode()) {
            return node.getNodeType().toString();
        }
        return Quoted.of(node.asText());
    }
}
