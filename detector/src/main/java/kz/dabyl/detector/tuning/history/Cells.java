package kz.dabyl.detector.tuning.history;

import java.util.List;
import kz.dabyl.model.CellSummary;
import kz.dabyl.model.HopSummary;

/** The cells of a summary, apart from the rest of it. */
final class Cells {

    private Cells() {}

    /** The same summary with other cells. */
    static HopSummary of(HopSummary summary, List<CellSummary> cells) {
        return new HopSummary(
                summary.partition(), summary.partitions(), summary.hop(), summary.collectors(), cells, summary.rules());
    }

    /** The cell before anything was heard of it. */
    static CellSummary nothing(CellSummary cell) {
        return nothing(new Source(cell.cell(), cell.collector()));
    }

    static CellSummary nothing(Source source) {
        return new CellSummary(
                source.cell(),
                source.collector(),
                0,
                0,
                CellSummary.Sources.NONE,
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }
}
