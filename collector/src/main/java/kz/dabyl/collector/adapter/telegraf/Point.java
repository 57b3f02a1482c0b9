package kz.dabyl.collector.adapter.telegraf;

import java.util.Map;
import java.util.OptionalLong;
import kz.dabyl.model.Quoted;

/**
 * One line of line protocol.
 *
 * @param fields {@link Double}, {@link Long}, {@link Boolean} or {@link String}
 * @param timestamp in the unit of the request
 */
record Point(String measurement, Map<String, String> tags, Map<String, Object> fields, OptionalLong timestamp) {

    /** A number by its name, NaN if there is none. */
    double number(String field) {
        return fields.get(field) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    String tag(String name) {
        return tags.getOrDefault(name, "");
    }

    /** A value without quotes: {@code 1.5}, {@code 1i}, {@code 1u}, {@code true}. */
    static Object value(String text) throws SyntaxException {
        switch (text) {
            case "t", "T", "true", "True", "TRUE" -> {
                return true;
            }
            case "f", "F", "false", "False", "FALSE" -> {
                return false;
            }
            default -> {
                return parsed(text);
            }
        }
    }

    private static Object parsed(String text) throws SyntaxException {
        try {
            if (text.endsWith("i")) {
                return Long.parseLong(text.substring(0, text.length() - 1));
            }
            if (text.endsWith("u")) {
                return Long.parseUnsignedLong(text.substring(0, text.length() - 1));
            }
            // Java also reads 1d, 0x1p3, NaN and blanks around, which no field may be.
            if (!text.isEmpty() && text.chars().allMatch(letter -> "+-.eE0123456789".indexOf(letter) >= 0)) {
                return Double.parseDouble(text);
            }
        } catch (NumberFormatException e) {
            // Told below.
        }
        throw new SyntaxException("expected a number, true, false or a text in quotes, was " + Quoted.of(text));
    }
}
