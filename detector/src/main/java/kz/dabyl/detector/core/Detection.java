package kz.dabyl.detector.core;

import java.util.List;
import java.util.function.Consumer;
import kz.dabyl.detector.core.probes.ProbeFold;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.Incident;
import kz.dabyl.model.InvalidInputException;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.Rally;
import kz.dabyl.model.Thresholds;

/**
 * Both folds, one behind the other, over a log that is not partitioned: what {@code detect}, back-tests and tests run. The
 * live topology calls the same folds and publishes the same revisions in the same order. Not thread-safe.
 */
public final class Detection {

    private final ProbeFold probes = new ProbeFold(0, 1);
    private IncidentFold incidents;
    private final Consumer<Incident> published;

    /** Made once: what is made for each entry of the log is a tenth of all garbage. */
    private final Consumer<HopSummary> closed = this::judge;

    /**
     * @param thresholds in force until the log says otherwise
     * @param rallies known until the log says otherwise
     * @param published takes every revision, in the order in which the live service would publish them
     */
    public Detection(Thresholds thresholds, List<Rally> rallies, Consumer<Incident> published) {
        this.incidents = new IncidentFold(thresholds, rallies);
        this.published = published;
    }

    /**
     * Takes the next entry of the log; of a recording of summaries what the first fold had made of it.
     *
     * @throws InvalidInputException if it is a state that this version cannot read
     */
    public void accept(LogEntry entry) {
        if (entry instanceof LogEntry.Summary told) {
            incidents.accept(told.summary(), published);
            return;
        }
        if (entry instanceof LogEntry.Start start) {
            incidents = resumed(start);
            return;
        }
        probes.accept(entry, closed);
    }

    private void judge(HopSummary hop) {
        incidents.accept(hop, published);
    }

    private static IncidentFold resumed(LogEntry.Start start) {
        try {
            return IncidentFoldCodec.decode(start.state().blocks());
        } catch (IllegalStateException e) {
            throw new InvalidInputException("state", String.valueOf(e.getMessage()));
        }
    }
}
