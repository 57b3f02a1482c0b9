package kz.dabyl.detector.tuning.history;

import kz.dabyl.model.HopSummary;
import kz.dabyl.model.Incident;

/**
 * The log time that a back-test tells about: incidents detected from {@code from} on and before {@code to}, both in epoch
 * milliseconds, as they stood at {@code to}.
 */
public record Span(long from, long to) {

    public static final Span ALL = new Span(Long.MIN_VALUE, Long.MAX_VALUE);

    boolean tells(Incident revision) {
        return revision.detected() >= from && revision.detected() < to;
    }

    /** Whether the hop ended by the end of this. */
    boolean reaches(HopSummary summary) {
        return summary.end() <= to;
    }

    boolean reaches(long hop) {
        return HopSummary.startOf(hop + 1) <= to;
    }
}
