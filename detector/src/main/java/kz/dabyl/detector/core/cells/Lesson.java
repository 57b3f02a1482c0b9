package kz.dabyl.detector.core.cells;

import java.util.List;
import kz.dabyl.model.Access;
import kz.dabyl.model.Cell;
import kz.dabyl.model.Places;

/**
 * What one hop teaches of the outages that networks have by themselves, see {@link OutageHistory}. Depends on no thresholds.
 *
 * @param watched cells in which an outage would have been seen, by their kinds, in the order of these
 * @param over outages that ended in it
 */
public record Lesson(List<Watched> watched, List<Over> over) {

    /** Of a hop of which nothing is known. */
    public static final Lesson NONE = new Lesson(List.of(), List.of());

    /** Cells that are thought alike, of one network. */
    public record Kind(Access access, boolean hex, String network) {

        public static Kind of(Cell cell) {
            return new Kind(cell.access(), Places.isHex(cell.place()), cell.network());
        }
    }

    /** So many cells of a kind. */
    public record Watched(Kind kind, int cells) {}

    /** An outage that one network had alone, and how many hops it lasted. */
    public record Over(Kind kind, long hops) {}

    public Lesson {
        watched = List.copyOf(watched);
        over = List.copyOf(over);
    }
}
