package kz.dabyl.detector.core;

import kz.dabyl.model.CellSummary;
import org.jspecify.annotations.Nullable;

/** Whether cells have several collectors, and several versions of the software. Used by one thread. */
final class Several {

    private @Nullable String collector;
    private int version = -1;
    boolean collectors;
    boolean versions;

    boolean both() {
        return collectors && versions;
    }

    void see(CellSummary summary) {
        collector = collector == null ? summary.collector() : collector;
        collectors |= !collector.equals(summary.collector());
        for (var cohort : summary.cohorts()) {
            version = version < 0 ? cohort.software() : version;
            versions |= version != cohort.software();
        }
    }
}
