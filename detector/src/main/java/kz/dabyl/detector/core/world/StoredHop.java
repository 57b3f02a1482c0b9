package kz.dabyl.detector.core.world;

import java.util.List;
import java.util.Set;
import kz.dabyl.detector.core.cells.CellGist;
import kz.dabyl.detector.core.cells.LazySummary;
import kz.dabyl.detector.core.cells.Lesson;
import kz.dabyl.detector.core.cells.Turnout;
import kz.dabyl.model.HopSummary;

/**
 * A {@link FoldedHop} as it comes out of a store, one after the other. Its lists are those of whoever made it: they may
 * change with the next hop.
 *
 * @param head all that the partitions say but for the cells
 * @param afresh whether {@code changed} has all cells that are not calm
 * @param cells what is said of the cells, in its order
 * @param turnout how many reports came of each of them; the same as long as the same speak in the same order
 * @param talkative which of them say something beside that which is rarely said: of losses, of sources, of probes that are back
 * @param changed cells of which the gist is another than in the hop before
 * @param collectors that seem to fail as of this hop
 * @param versions that do, by their codes
 * @param lesson of natural outages
 */
public record StoredHop(
        HopSummary head,
        boolean afresh,
        List<? extends LazySummary> cells,
        Turnout turnout,
        List<Integer> talkative,
        List<CellGist> changed,
        Set<String> collectors,
        Set<String> versions,
        Lesson lesson) {

    public long hop() {
        return head.hop();
    }
}
