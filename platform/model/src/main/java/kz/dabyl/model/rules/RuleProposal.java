package kz.dabyl.model.rules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import kz.dabyl.model.InvalidInputException;
import kz.dabyl.model.Times;

/**
 * A change of thresholds or rallies as it stands in topic {@code dabyl.rules}. Whether it counts is decided by what stands
 * there before it, so that all collectors decide alike.
 *
 * @param id drawn at random, of this change only
 * @param who the name of the token, {@code file} or {@code default}
 * @param when epoch milliseconds
 * @param condition on what holds before it
 * @param way how it came about
 * @param mark of the file that it was read from: another one where the file was touched
 */
public record RuleProposal(
        String id,
        RuleKind kind,
        JsonNode document,
        String who,
        long when,
        String why,
        Condition condition,
        Way way,
        Optional<String> mark) {

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    /**
     * What must hold for a change to count.
     *
     * @param word {@code any}, {@code first} (nothing is kept yet), {@code different} (from what holds) or {@code version}
     * @param version that must hold, with the last of them
     */
    public record Condition(String word, int version) {

        public static final Condition ANY = new Condition("any", 0);
        public static final Condition FIRST = new Condition("first", 0);
        public static final Condition DIFFERENT = new Condition("different", 0);

        public static Condition version(int version) {
            return new Condition("version", version);
        }

        public boolean holds(JsonNode document, Optional<RuleChange> newest) {
            return switch (word) {
                case "first" -> newest.isEmpty();
                case "different" ->
                    newest.filter(n -> n.document().equals(document)).isEmpty();
                case "version" -> newest.map(RuleChange::version).orElse(0) == version;
                default -> true;
            };
        }
    }

    /** How a change came about. */
    public enum Way {
        /** Somebody gave the document. */
        CHANGE,
        /** It had run beside what held. */
        PROMOTION,
        /** It had held before. */
        ROLLBACK;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** What an older program wrote says nothing, and a newer one may know other ways. */
        private static Way ofWord(String word) {
            return Arrays.stream(values())
                    .filter(w -> w.word().equals(word))
                    .findFirst()
                    .orElse(CHANGE);
        }
    }

    /** A change made at {@code when}, epoch milliseconds. */
    public static RuleProposal of(
            RuleKind kind, JsonNode document, String who, long when, String why, Condition condition) {
        var id = UUID.randomUUID().toString();
        return new RuleProposal(id, kind, document, who, when, why, condition, Way.CHANGE, Optional.empty());
    }

    /** The same, come about otherwise. */
    public RuleProposal by(Way other) {
        return new RuleProposal(id, kind, document, who, when, why, condition, other, mark);
    }

    /** The same, read from a file. */
    public RuleProposal readFrom(String file) {
        return new RuleProposal(id, kind, document, who, when, why, condition, way, Optional.of(file));
    }

    public byte[] encode() throws IOException {
        var json = JSON.createObjectNode()
                .put("id", id)
                .put("who", who)
                .put("when", Times.format(when))
                .put("why", why);
        if (!condition.equals(Condition.ANY)) {
            json.putObject("if").put("condition", condition.word).put("version", condition.version);
        }
        if (way != Way.CHANGE) {
            json.put("way", way.word());
        }
        mark.ifPresent(file -> json.put("mark", file));
        json.set(kind.word(), document);
        return JSON.writeValueAsBytes(json);
    }

    /**
     * The change that a record holds.
     *
     * @throws InvalidInputException if it is none
     */
    public static RuleProposal decode(byte[] record) {
        var json = tree(record);
        var kind = Arrays.stream(RuleKind.values())
                .filter(k -> json.has(k.word()))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException("", "expected thresholds or rallies"));
        var condition = json.path("if");
        return new RuleProposal(
                json.path("id").asText(),
                kind,
                kind.fromJson(json.path(kind.word()).toString()),
                json.path("who").asText(),
                Times.parse(json.path("when").asText())
                        .orElseThrow(() -> new InvalidInputException("/when", "expected an RFC 3339 time")),
                json.path("why").asText(),
                condition.isMissingNode()
                        ? Condition.ANY
                        : new Condition(
                                condition.path("condition").asText(),
                                condition.path("version").asInt()),
                Way.ofWord(json.path("way").asText()),
                Optional.of(json.path("mark").asText()).filter(mark -> !mark.isEmpty()));
    }

    private static JsonNode tree(byte[] record) {
        try {
            return JSON.readTree(record);
        } catch (JsonProcessingException e) {
            throw InvalidInputException.unreadable(e);
        } catch (IOException e) {
            throw new InvalidInputException("", "is no text: " + e.getMessage());
        }
    }
}
