package kz.dabyl.detector.core.cells;

import kz.dabyl.model.Cell;
import kz.dabyl.model.CellSummary;

/**
 * A summary of a cell that is read only when somebody asks for it, and what has to be known of it where it says anything that
 * is rarely said. What it says is that of the hop that is shown, see {@code StoredHop}.
 */
public interface LazySummary {

    Cell cell();

    String collector();

    /** Reports of this hop, those of sources that never promise among them. */
    int reports();

    int losses();

    /** Whether the cell has sources that never promise. */
    boolean anySources();

    /** Whether probes came back in this hop. */
    boolean anyReturns();

    /** The whole of it. */
    CellSummary summary();
}
