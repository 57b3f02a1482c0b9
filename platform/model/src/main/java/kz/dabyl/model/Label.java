package kz.dabyl.model;

import java.util.Arrays;
import java.util.Optional;

/**
 * What an operator knows of an incident afterwards: truth for back-tests, and never shown to others. It alters nothing of
 * the incident.
 *
 * @param incident its id
 * @param note plain text of at most {@link #MAX_NOTE} characters, may be empty
 * @param by name of the token
 * @param at epoch milliseconds
 */
public record Label(String incident, Verdict verdict, String note, String by, long at) {

    public static final int MAX_NOTE = 1000;

    /** Whether the incident was one. */
    public enum Verdict {
        FALSE_ALARM("false_alarm"),
        HAPPENED("happened");

        private final String word;

        Verdict(String word) {
            this.word = word;
        }

        /** The constant that JSON calls {@code word}. */
        public static Optional<Verdict> ofWord(String word) {
            return Arrays.stream(values()).filter(v -> v.word.equals(word)).findFirst();
        }

        public String word() {
            return word;
        }
    }

    public Label {
        if (incident.isEmpty()) {
            throw new InvalidInputException("/incident", "is required");
        }
        if (note.length() > MAX_NOTE) {
            throw new InvalidInputException(
                    "/note", "expected at most " + MAX_NOTE + " characters, were " + note.length());
        }
        if (!FieldReader.wellFormed(note) || note.codePoints().anyMatch(Label::deceives)) {
            throw new InvalidInputException(
                    "/note", "expected plain text, without control characters and signs that turn its direction");
        }
    }

    /** A note goes to terminals and pages: nothing in it may command them, or show another order than it has. */
    private static boolean deceives(int c) {
        return (Character.isISOControl(c) && c != '\n')
                || (c >= '\u202a' && c <= '\u202e')
                || (c >= '\u2066' && c <= '\u2069');
    }
}
