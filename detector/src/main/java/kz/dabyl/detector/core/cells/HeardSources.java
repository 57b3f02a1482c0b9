package kz.dabyl.detector.core.cells;

import java.util.List;
import kz.dabyl.model.CellSummary;
import org.jspecify.annotations.Nullable;

/**
 * What the summaries of a cell say in a hop of its sources that never promise.
 *
 * @param now how many reports came
 * @param known how many there are
 * @param deaf whether nothing can be told from what one of their collectors does not hear
 * @param collector one of theirs, the same whatever order partitions speak in; empty if there are none
 */
record HeardSources(int now, int known, boolean deaf, String collector) {

    static HeardSources of(List<CellSummary> summaries, long hop, SourceHealth health) {
        var now = 0;
        var known = 0;
        var deaf = false;
        var collector = "";
        for (var summary : summaries) {
            if (summary.sources().known() > 0) {
                now += summary.sources().heard();
                known += summary.sources().known();
                deaf |= health.deaf(summary.collector(), hop);
                collector = collector.isEmpty() || summary.collector().compareTo(collector) < 0
                        ? summary.collector()
                        : collector;
            }
        }
        return new HeardSources(now, known, deaf, collector);
    }

    /** Tells {@code cadence} of them; how they stand by it, or null where nothing is known. */
    @Nullable
    Presence take(Cadence cadence, long hop) {
        cadence.take(hop, new CellSummary.Sources(now, known), deaf);
        return known == 0 || cadence.rate(hop) == 0 ? null : Presence.ofSources(cadence, collector, hop, deaf);
    }
}
