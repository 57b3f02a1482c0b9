package kz.dabyl.detector.core.probes;

import kz.dabyl.model.Report;

/** How far behind ours a probe's clock is taken to be, on the way included: milliseconds. Stateless. */
final class Skew {

    private static final long MOST_LOST_MILLIS = 60_000;
    private static final long CLOCK_PART = 8;

    private Skew() {}

    /**
     * After one more report. The delay of the latest punctual one, or a smaller one since, says how much it is.
     *
     * @param known before it, milliseconds
     * @param delay from its own time to when it was received, milliseconds
     * @param elapsed since the report that was received before it, milliseconds
     * @param interval that was promised in that one, seconds
     * @param live whether it is the newest of its probe
     * @param next whether it is the one that follows the newest before
     */
    static long after(long known, long delay, long elapsed, int interval, boolean live, boolean next) {
        if (live && next && interval > 0 && isOneInterval(elapsed, interval)) {
            return delay;
        }
        return Math.min(live && interval == Report.NO_PROMISE ? known + mayHaveLost(elapsed) : known, delay);
    }

    /**
     * Of who never promises nothing tells which reports are punctual. So its clock is let fall behind by a part of the time since
     * it was heard: what comes in one go after an outage is still known to be old, and a clock that was set back is soon followed.
     */
    private static long mayHaveLost(long elapsed) {
        return Math.min(MOST_LOST_MILLIS, elapsed / CLOCK_PART);
    }

    /** Neither flushed together with the one before nor kept back. */
    private static boolean isOneInterval(long elapsed, int interval) {
        return elapsed >= 500L * interval && elapsed <= 1500L * interval;
    }
}
