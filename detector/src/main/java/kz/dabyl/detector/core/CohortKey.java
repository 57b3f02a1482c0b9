package kz.dabyl.detector.core;

import java.util.Comparator;

/** What probes of one {@link kz.dabyl.model.CellSummary.Cohort} have in common. */
record CohortKey(long lastHeard, int intervalSeconds, int lossBucket, int sleepBucket, int software)
        implements Comparable<CohortKey> {

    private static final Comparator<CohortKey> ORDER = Comparator.comparingLong(CohortKey::lastHeard)
            .thenComparingInt(CohortKey::intervalSeconds)
            .thenComparingInt(CohortKey::lossBucket)
            .thenComparingInt(CohortKey::sleepBucket)
            .thenComparingInt(CohortKey::software);

    @Override
    public int compareTo(CohortKey other) {
        return ORDER.compare(this, other);
    }
}
