package kz.dabyl.detector.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import kz.dabyl.detector.core.rules.Rules;
import kz.dabyl.model.Documents;
import kz.dabyl.model.InvalidInputException;
import kz.dabyl.model.Rally;
import kz.dabyl.model.Thresholds;
import kz.dabyl.model.Times;

/**
 * The first line of a file of evidence: what it is about.
 *
 * @param incident id
 * @param revision the last revision that the file decides
 * @param audience for whom it was made
 * @param from end of the last hop that its state knows of, epoch milliseconds
 * @param until end of its last hop
 * @param program version that wrote it
 * @param salt without which the hash of the file says nothing of what it holds; empty in a public file
 * @param moved cells whose places are not the real ones
 * @param thresholds in force at its beginning
 * @param rallies known at its beginning
 */
public record EvidenceHead(
        String incident,
        int revision,
        Audience audience,
        long from,
        long until,
        String program,
        String salt,
        int moved,
        Thresholds thresholds,
        List<Rally> rallies) {

    static final int FORMAT = 1;

    private static final String ABOUT = "dabyl";

    public EvidenceHead {
        rallies = List.copyOf(rallies);
    }

    ObjectNode json() {
        var head = JsonNodeFactory.instance.objectNode();
        head.put("format", FORMAT);
        head.put("incident", incident);
        head.put("revision", revision);
        head.put("audience", audience.word());
        head.put("from", Times.format(from));
        head.put("until", Times.format(until));
        head.put("program", ABOUT + " " + program);
        if (!salt.isEmpty()) {
            head.put("salt", salt);
        }
        head.put("moved_cells", moved);
        head.set("thresholds", Documents.json(thresholds));
        head.set("rallies", Documents.json(rallies));
        return JsonNodeFactory.instance.objectNode().set("evidence", head);
    }

    /** @throws InvalidInputException if it is none, or of a later format */
    static EvidenceHead parse(JsonNode line) {
        var head = line.path("evidence");
        if (head.path("format").asInt() != FORMAT) {
            throw new InvalidInputException("/evidence/format", "expected " + FORMAT + ", was " + head.path("format"));
        }
        return new EvidenceHead(
                head.path("incident").asText(),
                head.path("revision").asInt(),
                Audience.ofWord(head.path("audience").asText()),
                time(head, "from"),
                time(head, "until"),
                head.path("program").asText().replaceFirst("^" + ABOUT + " ", ""),
                head.path("salt").asText(),
                head.path("moved_cells").asInt(),
                Documents.thresholdsFromJson(head.path("thresholds").toString()),
                Documents.rallies(head.path("rallies").toString()));
    }

    /** Whether these are the rules that the head tells of. */
    boolean sameRules(Rules rules) {
        return rules.thresholds().equals(thresholds) && rules.rallies().equals(rallies);
    }

    private static long time(JsonNode head, String field) {
        return Times.parse(head.path(field).asText())
                .orElseThrow(() -> new InvalidInputException("/evidence/" + field, "expected a time"));
    }
}
