package kz.dabyl.detector.evidence;

import java.util.Locale;
import kz.dabyl.model.InvalidInputException;

/** Who may see a file of evidence. */
public enum Audience {
    /** Small cells stand at other places. */
    PUBLIC,
    /** Everything as it was. */
    OPERATORS;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Audience ofWord(String word) {
        for (var audience : values()) {
            if (audience.word().equals(word)) {
                return audience;
            }
        }
        throw new InvalidInputException("/evidence/audience", "expected public or operators, was '" + word + "'");
    }
}
