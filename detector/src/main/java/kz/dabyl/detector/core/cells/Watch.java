package kz.dabyl.detector.core.cells;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts the cells in which an outage would be seen, by their kinds. Who is watched changes seldom: the lesson of a hop that
 * teaches nothing else is mostly the one before. Not thread-safe.
 */
public final class Watch {

    private final Map<Lesson.Kind, Integer> cells = new HashMap<>();
    private Lesson usual = Lesson.NONE;
    private boolean changed;

    /** A cell is watched from now on, or is no more. */
    void count(Lesson.Kind kind, boolean watched) {
        cells.merge(kind, watched ? 1 : -1, Integer::sum);
        cells.remove(kind, 0);
        changed = true;
    }

    /** What a hop teaches in which these outages ended. */
    public Lesson lesson(List<Lesson.Over> over) {
        if (changed) {
            usual = OutageHistory.lesson(cells, List.of());
            changed = false;
        }
        return over.isEmpty() ? usual : new Lesson(usual.watched(), over);
    }
}
