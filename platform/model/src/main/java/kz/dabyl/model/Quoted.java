package kz.dabyl.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;

/** What somebody else wrote, for a message that says what was wrong with it. */
public final class Quoted {

    private static final int LONGEST = 40;

    private Quoted() {}

    /** In quotes, cut after 40 letters, with no half of a character. */
    public static String of(String text) {
        return "'" + cut(text) + "'";
    }

    /** A value of a document, cut the same way. */
    public static String of(JsonNode value) {
        return cut(value.toString());
    }

    /** A text without quotes, cut the same way. */
    public static String cut(String text) {
        var beginning = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
        // Half of a pair, cut here or before, becomes a question mark.
        return new String(beginning.getBytes(UTF_8), UTF_8);
    }
}
