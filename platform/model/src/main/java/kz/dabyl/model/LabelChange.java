package kz.dabyl.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * A label that is set or taken away, as it stands in {@link Topics#LABELS}. Every change has a key of its own there, so that
 * compaction deletes none; the order of the topic decides which is the last.
 *
 * @param id drawn at random, of this change only
 * @param incident its id
 * @param label empty where it is taken away
 * @param by name of the token
 * @param at epoch milliseconds
 */
public record LabelChange(String id, String incident, Optional<Label> label, String by, long at) {

    private static final ObjectMapper JSON = JsonMapper.builder(ReportReader.FACTORY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    /** Sets {@code label}. */
    public static LabelChange set(String id, Label label) {
        return new LabelChange(id, label.incident(), Optional.of(label), label.by(), label.at());
    }

    /** Takes the label of {@code incident} away. */
    public static LabelChange removal(String id, String incident, String by, long at) {
        return new LabelChange(id, incident, Optional.empty(), by, at);
    }

    /** Its key in the topic. */
    public String key() {
        return incident + "/" + id;
    }

    /** What readers are shown; {@code verdict} is null where the label was taken away. */
    public ObjectNode shown() {
        return JSON.createObjectNode()
                .put("incident", incident)
                .put("verdict", label.map(l -> l.verdict().word()).orElse(null))
                .put("note", label.map(Label::note).orElse(""))
                .put("by", by)
                .put("at", Times.format(at));
    }

    /** Its value in the topic. */
    public String text() {
        return shown().put("id", id).toString();
    }

    /** @throws InvalidInputException if the text is no change */
    public static LabelChange parse(String text) {
        var tree = tree(text);
        var at = Times.parse(tree.path("at").asText())
                .orElseThrow(() -> new InvalidInputException("/at", "expected an RFC 3339 time"));
        var incident = tree.path("incident").asText();
        var by = tree.path("by").asText();
        return new LabelChange(
                tree.path("id").asText(),
                incident,
                tree.hasNonNull("verdict") ? Optional.of(label(tree, incident, by, at)) : Optional.empty(),
                by,
                at);
    }

    /**
     * The label that an operator asks for in a request's body.
     *
     * @throws InvalidInputException if it is none
     */
    public static Label wanted(String body, String incident, String by, long at) {
        return label(tree(body), incident, by, at);
    }

    private static Label label(JsonNode tree, String incident, String by, long at) {
        var verdict = Label.Verdict.ofWord(tree.path("verdict").asText())
                .orElseThrow(() -> new InvalidInputException("/verdict", "expected false_alarm or happened"));
        var note = tree.path("note");
        if (!note.isMissingNode() && !note.isNull() && !note.isTextual()) {
            throw new InvalidInputException("/note", "expected a string");
        }
        return new Label(incident, verdict, note.asText(""), by, at);
    }

    private static JsonNode tree(String text) {
        try {
            var tree = JSON.readTree(text);
            if (!tree.isObject()) {
                throw new InvalidInputException("", "expected an object such as {\"verdict\":\"happened\"}");
            }
            return tree;
        } catch (JsonProcessingException e) {
            throw new InvalidInputException("", "expected a JSON object: " + e.getOriginalMessage());
        }
    }
}
