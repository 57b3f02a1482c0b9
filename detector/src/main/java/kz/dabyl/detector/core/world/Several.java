package kz.dabyl.detector.core.world;

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

    /** The same, as though there were but one of those that are not asked for. */
    Several only(boolean ofCollectors, boolean ofVersions) {
        var only = new Several();
        only.collectors = collectors && ofCollectors;
        only.versions = versions && ofVersions;
        return only;
    }

    void see(CellSummary summary) {
        collector = collector == null ? summary.collector() : collector;
        collectors |= !collector.equals(summary.collector());
        var cohorts = summary.cohorts();
        for (var i = 0; i < cohorts.size(); i++) {
            var software = cohorts.get(i).software();
            version = version < 0 ? software : version;
            versions |= version != software;
        }
    }
}
