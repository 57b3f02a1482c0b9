package kz.dabyl.detector.core.cells;

import kz.dabyl.model.Cell;

/**
 * What folding a hop made of one cell, as far as judging asks for it in every hop. Depends on no thresholds.
 *
 * @param broken whether any of its probes have broken a promise
 * @param fallen whether there may be an onset that explains that
 * @param ailing whether a target is in trouble there
 * @param lasting most probes that may have been silent for long
 * @param onset hop after which its outage of now began, or {@link #NEVER}
 * @param ended hop in which its last short outage ended, or {@link #NEVER}
 * @param lengthHops length of the latter
 */
public record CellGist(
        Cell cell,
        boolean broken,
        boolean fallen,
        boolean ailing,
        int lasting,
        long onset,
        long ended,
        long lengthHops) {

    public static final long NEVER = Long.MIN_VALUE;

    /** Of a cell in which there is nothing to see. */
    public static CellGist calm(Cell cell) {
        return new CellGist(cell, false, false, false, 0, NEVER, NEVER, 0);
    }

    /** Whether there is nothing to see in the cell. */
    public boolean isCalm() {
        return !broken && !fallen && !ailing && lasting == 0 && onset == NEVER && ended == NEVER;
    }
}
