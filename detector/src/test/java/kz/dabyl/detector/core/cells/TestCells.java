package kz.dabyl.detector.core.cells;

/** What tests of other packages set in a cell, which learns it from summaries otherwise. */
public final class TestCells {

    private TestCells() {}

    /** Sources that never promise, as they have spoken by now. */
    public static void setCadence(CellView view, Cadence cadence) {
        view.hearing.cadence = cadence;
    }

    public static void setFall(CellView view, Fall fall) {
        view.outages().fall = fall;
    }
}
