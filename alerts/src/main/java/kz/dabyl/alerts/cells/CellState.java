package kz.dabyl.alerts.cells;

import kz.dabyl.model.Cell;

/**
 * A cell as {@code /v1/cells} shows it. Only cells with enough probes to be shown have one.
 *
 * @param probesBand how many probes, roughly, such as {@code 8-15}
 */
public record CellState(Cell cell, Seen seen, String probesBand) {

    /** What the detector says of a cell. */
    public enum Seen {
        OK,
        /** Part of an open incident. */
        AFFECTED,
        /** It could not notice a cut, or is being weighed. */
        UNKNOWN
    }
}
