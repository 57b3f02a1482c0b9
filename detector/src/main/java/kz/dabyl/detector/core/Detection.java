package kz.dabyl.detector.core;

import java.util.List;
import java.util.function.Consumer;
import kz.dabyl.model.Incident;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.Rally;
import kz.dabyl.model.Thresholds;

/**
 * Both folds, one behind the other, over a log that is not partitioned: what {@code detect}, back-tests and tests run. The
 * live topology calls the same folds and publishes the same revisions in the same order. Not thread-safe.
 */
public final class Detection {

    private final ProbeFold probes = new ProbeFold(0, 1);
    private final IncidentFold incidents;
    private final Consumer<Incident> published;

    /**
     * @param thresholds in force until the log says otherwise
     * @param rallies known until the log says otherwise
     * @param published takes every revision, in the order in which the live service would publish them
     */
    public Detection(Thresholds thresholds, List<Rally> rallies, Consumer<Incident> published) {
        this.incidents = new IncidentFold(thresholds, rallies);
        this.published = published;
    }

    /** Takes the next entry of the log. */
    public void accept(LogEntry entry) {
        probes.accept(entry, hop -> incidents.accept(hop, published));
    }
}
