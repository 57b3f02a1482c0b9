package kz.dabyl.detector.stream;

/**
 * Says when a fold's state is to be written down: every half minute of log time, and whenever so many records would have
 * to be folded again. Has no say in what the fold does. Not thread-safe.
 */
final class Pace {

    static final long EVERY_MILLIS = 30_000;

    private final int mostRecords;
    private boolean written;
    private long time = Long.MIN_VALUE;
    private long writtenAt;
    private int records;

    Pace(int mostRecords) {
        this.mostRecords = mostRecords;
    }

    /** The log has come to {@code now}, epoch milliseconds. */
    void reached(long now) {
        time = Math.max(time, now);
    }

    /** Counts a record; true once for each time that the state is to be written down. */
    boolean due() {
        records++;
        var begun = time != Long.MIN_VALUE;
        var due = records >= mostRecords || (begun && (!written || time - writtenAt >= EVERY_MILLIS));
        if (due) {
            writtenNow();
        }
        return due;
    }

    /** The state is written down for another reason. */
    void writtenNow() {
        written = true;
        writtenAt = time;
        records = 0;
    }
}
