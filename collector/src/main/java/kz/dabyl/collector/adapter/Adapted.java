package kz.dabyl.collector.adapter;

import java.util.List;
import kz.dabyl.model.Report;

/** What came of a foreign document. */
public sealed interface Adapted {

    /** It says this. Every report keeps the rules of a report that a probe sends. */
    record Reports(List<Report> reports) implements Adapted {

        public Reports {
            reports = List.copyOf(reports);
        }
    }

    /**
     * It makes no report.
     *
     * @param pointer JSON pointer into the document, to what decided
     */
    record Rejected(Reason reason, String pointer, String detail) implements Adapted {}

    /** Why a document makes no report. */
    enum Reason {
        /** It is not what its format demands. */
        MALFORMED,
        /** It is as it should be, but measures nothing that a report can say. */
        UNUSABLE
    }
}
