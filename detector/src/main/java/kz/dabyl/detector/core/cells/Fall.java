package kz.dabyl.detector.core.cells;

import kz.dabyl.model.HopSummary;
import kz.dabyl.model.WireInput;
import kz.dabyl.model.WireOutput;

/**
 * Follows one cell from when most of its probes fall silent until they are back. It has fallen when an onset explains it by
 * {@value #FALLEN_NATS} nats, which chance does in a hundred days once, and is back when by half of that none does.
 *
 * <p>One instance per cell. Not thread-safe.
 */
public final class Fall {

    /** Of falls within so many hops, one cause is likelier than two. */
    static final long TOGETHER_HOPS = 60_000 / HopSummary.HOP_MILLIS;

    public static final long NEVER = Long.MIN_VALUE;

    private static final double FALLEN_NATS = 12;
    private static final double BACK_NATS = FALLEN_NATS / 2;

    private long onset = NEVER;
    private boolean down;

    /** Looks at the cell as of {@code hop}; gives how many hops the fall lasted that is over by now, or {@link #NEVER}. */
    long look(CellView cell, long hop) {
        if (down) {
            // Of most cells of a cut nobody asks more than this: the best onset need not be found.
            down = cell.mayHaveFallen() && cell.anyOnset(BACK_NATS, onset);
            return down ? NEVER : hop - onset;
        }
        if (cell.mayHaveFallen()) {
            var best = cell.sharpest();
            if (best.onset().nats() >= FALLEN_NATS) {
                down = true;
                onset = best.hop();
            }
        }
        return NEVER;
    }

    /** Whether {@link #look} would find in this cell neither a fall nor the end of one. */
    boolean calm(CellView cell) {
        return !down && !cell.mayHaveFallen();
    }

    /** Hop after which it last fell, or {@link #NEVER}. */
    public long onset() {
        return onset;
    }

    /** Whether both fell at about the same time. */
    public boolean with(Fall other) {
        return onset != NEVER && other.onset != NEVER && Math.abs(onset - other.onset) <= TOGETHER_HOPS;
    }

    void write(WireOutput out) {
        out.i64(onset);
        out.u8(down ? 1 : 0);
    }

    static Fall read(WireInput in) {
        var fall = new Fall();
        fall.onset = in.i64();
        fall.down = in.u8() == 1;
        return fall;
    }
}
