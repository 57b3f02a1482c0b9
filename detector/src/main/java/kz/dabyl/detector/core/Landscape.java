package kz.dabyl.detector.core;

import java.util.Map;
import kz.dabyl.model.Cell;
import kz.dabyl.model.HopSummary;

/**
 * All cells as one signal shows them after a hop.
 *
 * @param cells in their order, so that sums over them are the same in every run
 */
record Landscape(Signal signal, Map<Cell, ? extends Population> cells, long hop) {

    /** End of the hop: the tick that closed it, epoch milliseconds. */
    long now() {
        return HopSummary.startOf(hop + 1);
    }
}
