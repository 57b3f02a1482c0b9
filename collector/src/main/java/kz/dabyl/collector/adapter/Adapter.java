package kz.dabyl.collector.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import kz.dabyl.model.Report;

/**
 * Reads one format of those who measure already. Pure: the same document always gives the same result, whatever came
 * before it, and none makes it throw. Implementations are immutable and thread-safe.
 */
public interface Adapter {

    /**
     * The report that a document makes.
     *
     * @throws RejectedException if it makes none
     */
    Report report(Field document);

    /** What the JSON document from {@code from} to {@code to} (exclusive) says. */
    default Adapted read(byte[] body, int from, int to) {
        try {
            return read(ForeignJson.parse(body, from, to));
        } catch (IOException e) {
            return new Adapted.Rejected(Adapted.Reason.MALFORMED, "", "not JSON: " + ForeignJson.reason(e));
        }
    }

    /** What a document says that has been parsed, see {@link DocumentReader}. */
    default Adapted read(JsonNode document) {
        try {
            return ReportRules.check(report(new Field(document, "")));
        } catch (RejectedException e) {
            return e.rejected();
        }
    }
}
