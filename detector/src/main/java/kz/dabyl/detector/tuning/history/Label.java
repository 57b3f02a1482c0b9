package kz.dabyl.detector.tuning.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Arrays;
import java.util.Optional;

/**
 * What people found out about a published incident.
 *
 * @param incident its id
 */
public record Label(String incident, Verdict verdict) {

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    /** Whether it was so. */
    public enum Verdict {
        HAPPENED("happened"),
        FALSE_ALARM("false_alarm");

        private final String word;

        Verdict(String word) {
            this.word = word;
        }

        static Optional<Verdict> ofWord(String word) {
            return Arrays.stream(values()).filter(v -> v.word.equals(word)).findFirst();
        }
    }

    /** The label in a JSON object with {@code incident} and {@code verdict}; empty where it says neither of both. */
    public static Optional<Label> parse(String text) {
        try {
            return of(JSON.readTree(text));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static Optional<Label> of(JsonNode tree) {
        var incident = tree.path("incident").asText("");
        return incident.isEmpty()
                ? Optional.empty()
                : Verdict.ofWord(tree.path("verdict").asText("")).map(verdict -> new Label(incident, verdict));
    }
}
