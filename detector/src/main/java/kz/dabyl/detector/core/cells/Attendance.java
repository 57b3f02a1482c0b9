package kz.dabyl.detector.core.cells;

/** Whether a cell is counted among those of its kind that are watched. Not thread-safe. */
final class Attendance {

    private final Lesson.Kind kind;
    private boolean counted;

    Attendance(Lesson.Kind kind) {
        this.kind = kind;
    }

    boolean counted() {
        return counted;
    }

    /** Counts it in {@code watch} from now on, or no more. */
    void count(Watch watch, boolean watched) {
        if (counted != watched) {
            counted = watched;
            watch.count(kind, watched);
        }
    }
}
