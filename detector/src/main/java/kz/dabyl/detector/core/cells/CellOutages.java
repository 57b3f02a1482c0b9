package kz.dabyl.detector.core.cells;

/**
 * The outages of one cell: when it last fell, how long it was silent, and whether natural outages are learnt from it. Not
 * thread-safe.
 */
public final class CellOutages {

    /** Three probes that promise so often are enough for an outage of a minute and a half to be seen. */
    private static final long LEAST_QUICK_PERCENT = 300;

    private final CellView cell;
    private final OutageHistory history;
    private final Lesson.Kind kind;
    private final Attendance attendance;
    Fall fall = new Fall();

    CellOutages(CellView cell, OutageHistory history) {
        this.cell = cell;
        this.history = history;
        this.kind = Lesson.Kind.of(cell.cell());
        this.attendance = new Attendance(kind);
    }

    public Lesson.Kind kind() {
        return kind;
    }

    public Fall fall() {
        return fall;
    }

    /** Those that are natural in such a cell. */
    NaturalOutages natural() {
        return history.of(kind);
    }

    /** Whether enough probes promise so often that an outage of a minute and a half would be seen. */
    private boolean watched() {
        return cell.quickPercent() >= LEAST_QUICK_PERCENT;
    }

    /** Whether it would be watched if nobody were silent: only such outages are held against the time that was watched. */
    public boolean wouldBeWatched() {
        return cell.everQuickPercent() >= LEAST_QUICK_PERCENT;
    }

    /** Whether natural outages are learnt from it, which are not from nearly all that is calm. */
    public boolean teaches() {
        return !fall.calm(cell) || attendance.counted() != watched();
    }

    /** Looks at the cell as of {@code hop}, see {@link Fall#look}. */
    public long look(long hop) {
        return fall.look(cell, hop);
    }

    /** Counts in {@code watch} from now on as it is watched now. */
    public void count(Watch watch) {
        attendance.count(watch, watched());
    }

    /** Counts nowhere any more. */
    public void leave(Watch watch) {
        attendance.count(watch, false);
    }
}
