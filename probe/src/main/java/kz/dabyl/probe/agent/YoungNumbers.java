package kz.dabyl.probe.agent;

import java.time.Duration;
import java.util.ArrayDeque;

/**
 * Which reports of this run are young enough to be worth delivering, by the clock that never goes back: what the other one
 * said when they were made may have been wrong by years, and collectors take such reports and date them anew. Exact to an
 * hour; what was made in an earlier run it does not know.
 *
 * <p>Used by one thread.
 */
final class YoungNumbers {

    private static final long STEP = Duration.ofHours(1).toMillis();

    /** An hour before collectors stop to believe the time of a report. */
    static final long OLDEST = Duration.ofDays(7).minusHours(1).toMillis();

    private final ArrayDeque<Mark> marks = new ArrayDeque<>();

    /** No report from this number on was made before. */
    private record Mark(long steady, long seq) {}

    void made(long seq, long now) {
        if (marks.isEmpty() || now - marks.getLast().steady() >= STEP) {
            marks.add(new Mark(now, seq));
        }
    }

    /** Reports with this number and later ones are young. */
    long first(long now) {
        while (!marks.isEmpty() && marks.getFirst().steady() < now - OLDEST) {
            marks.remove();
        }
        return marks.isEmpty() ? Long.MAX_VALUE : marks.getFirst().seq();
    }
}
