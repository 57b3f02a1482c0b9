package kz.dabyl.model.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import kz.dabyl.model.Documents;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.Thresholds;

/** The documents that on-call staff change while the service runs. */
public enum RuleKind {
    THRESHOLDS("thresholds", 64 * 1024) {
        @Override
        public JsonNode fromJson(String text) {
            return document(Documents.thresholdsFromJson(text));
        }

        @Override
        public JsonNode fromYaml(String text) {
            return document(Documents.thresholds(text));
        }

        private static JsonNode document(Thresholds thresholds) {
            var document = Documents.json(thresholds);
            // Who changes thresholds does not choose their version.
            document.remove("version");
            return document;
        }

        @Override
        public JsonNode shown(JsonNode document, int version) {
            return ((ObjectNode) document.deepCopy()).put("version", version);
        }

        @Override
        public LogEntry.Notice notice(JsonNode document, int version, String series) {
            var thresholds =
                    Documents.thresholdsFromJson(shown(document, version).toString());
            return new LogEntry.ThresholdsSet(thresholds, series, LogEntry.Stamp.NONE);
        }
    },

    RALLIES("rallies", 1 << 20) {
        @Override
        public JsonNode fromJson(String text) {
            return Documents.json(Documents.rallies(text));
        }

        @Override
        public JsonNode fromYaml(String text) {
            return Documents.json(Documents.ralliesFromYaml(text));
        }

        @Override
        public JsonNode shown(JsonNode document, int version) {
            return document;
        }

        @Override
        public LogEntry.Notice notice(JsonNode document, int version, String series) {
            return new LogEntry.RalliesSet(
                    Documents.rallies(document.toString()), version, series, LogEntry.Stamp.NONE);
        }
    };

    private final String word;
    private final int maxBytes;

    RuleKind(String word, int maxBytes) {
        this.word = word;
        this.maxBytes = maxBytes;
    }

    /** Its name in paths, topics and recordings. */
    public String word() {
        return word;
    }

    public int maxBytes() {
        return maxBytes;
    }

    /**
     * The document that JSON holds, complete and in its one form.
     *
     * @throws kz.dabyl.model.InvalidInputException if it is none
     */
    public abstract JsonNode fromJson(String text);

    /** The same of YAML. */
    public abstract JsonNode fromYaml(String text);

    /** What readers are shown of a version. */
    public abstract JsonNode shown(JsonNode document, int version);

    /** What the log is told of a version. */
    public abstract LogEntry.Notice notice(JsonNode document, int version, String series);
}
