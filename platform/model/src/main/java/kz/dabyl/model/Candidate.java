package kz.dabyl.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Thresholds that run silently beside those in force, as {@link Topics#SHADOW} has them.
 *
 * @param id drawn at random, of this candidate only
 * @param since epoch milliseconds
 * @param by name of the token
 */
public record Candidate(String id, Thresholds thresholds, long since, String by, String reason) {

    /** Its key in the topic: there is one at a time. */
    public static final String KEY = "shadow";

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    /** What readers are shown; thresholds that do not hold have no version. */
    public ObjectNode shown() {
        var document = Documents.json(thresholds);
        document.remove("version");
        var tree = JSON.createObjectNode();
        tree.set("thresholds", document);
        return tree.put("since", Times.format(since)).put("by", by).put("reason", reason);
    }

    /** Its value in the topic. */
    public String text() {
        return shown().put("id", id).toString();
    }

    /** @throws InvalidInputException if the text is no candidate */
    public static Candidate parse(String text) {
        try {
            var tree = JSON.readTree(text);
            return new Candidate(
                    tree.path("id").asText(),
                    Documents.thresholds(tree.path("thresholds")),
                    Times.parse(tree.path("since").asText())
                            .orElseThrow(() -> new InvalidInputException("/since", "expected an RFC 3339 time")),
                    tree.path("by").asText(),
                    tree.path("reason").asText());
        } catch (JsonProcessingException e) {
            throw new InvalidInputException("", "expected a JSON object: " + e.getOriginalMessage());
        }
    }
}
