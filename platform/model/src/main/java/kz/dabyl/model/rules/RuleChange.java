package kz.dabyl.model.rules;

import com.fasterxml.jackson.databind.JsonNode;
import kz.dabyl.model.LogEntry;

/**
 * A change of thresholds or rallies that counts.
 *
 * @param version how many changes of the kind there had been with it
 * @param series names the deployment: the id of its first change of the kind
 * @param who the name of the token, {@code file} or {@code default}
 * @param when epoch milliseconds
 * @param document all that holds since, not only what is different
 * @param way how it came about
 */
public record RuleChange(
        RuleKind kind,
        int version,
        String series,
        String who,
        long when,
        String why,
        JsonNode document,
        RuleProposal.Way way) {

    /** What readers are shown. */
    public JsonNode shown() {
        return kind.shown(document, version);
    }

    /** What the log is told. */
    public LogEntry.Notice notice() {
        return kind.notice(document, version, series);
    }
}
