package kz.dabyl.detector.core.cells;

import java.util.List;
import kz.dabyl.model.CellSummary;

/**
 * A cohort and the collector that heard it. The order is that in which a tally writes its cohorts, collectors one after the
 * other; it looks at everything but how many the probes are and what they weigh.
 */
record Part(String collector, CellSummary.Cohort cohort) implements Comparable<Part> {

    /** Whether they are in order, none like another. */
    static boolean strictlySorted(List<Part> parts) {
        for (var i = 1; i < parts.size(); i++) {
            if (parts.get(i - 1).compareTo(parts.get(i)) >= 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // only spares the comparison: names are mostly the same instance
    public int compareTo(Part other) {
        if (collector != other.collector) {
            var byCollector = collector.compareTo(other.collector);
            if (byCollector != 0) {
                return byCollector;
            }
        }
        var mine = cohort;
        var theirs = other.cohort;
        if (mine.lastHeard() != theirs.lastHeard()) {
            return Long.compare(mine.lastHeard(), theirs.lastHeard());
        }
        if (mine.intervalSeconds() != theirs.intervalSeconds()) {
            return Integer.compare(mine.intervalSeconds(), theirs.intervalSeconds());
        }
        return Long.compare(traits(mine), traits(theirs));
    }

    /** What else tells cohorts apart, the first to count in the highest bits. */
    private static long traits(CellSummary.Cohort cohort) {
        var key = (long) cohort.lossBucket() << 3 | cohort.sleepBucket();
        key = key << 1 | (cohort.newcomers() ? 1 : 0);
        key = key << 1 | (cohort.dark() ? 1 : 0);
        key = key << 1 | (cohort.mains() ? 1 : 0);
        return key << 24 | (long) cohort.invite() << 16 | cohort.software();
    }

    /** Both as one. */
    Part and(Part other) {
        return new Part(
                collector,
                new CellSummary.Cohort(
                        cohort.lastHeard(),
                        cohort.intervalSeconds(),
                        cohort.lossBucket(),
                        cohort.sleepBucket(),
                        cohort.software(),
                        cohort.invite(),
                        cohort.probes() + other.cohort.probes(),
                        cohort.percent() + other.cohort.percent(),
                        cohort.newcomers(),
                        cohort.dark(),
                        cohort.mains()));
    }
}
