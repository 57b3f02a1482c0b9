package kz.dabyl.detector.core.cells;

import kz.dabyl.model.Cell;

/** A cell that is asked for by its name again and again, mostly by the same instance as the time before. Not thread-safe. */
final class NamedCell {

    private final Cell cell;
    private Cell last;

    NamedCell(Cell cell) {
        this.cell = cell;
        this.last = cell;
    }

    /** Whether it stands before a cell, below 0, or behind it, or is that cell. */
    @SuppressWarnings("ReferenceEquality") // The same instance need not be read; another may be the same cell.
    int order(Cell other) {
        if (other == last) {
            return 0;
        }
        var order = cell.compareTo(other);
        last = order == 0 ? other : last;
        return order;
    }
}
