package kz.dabyl.detector.core.world;

import java.util.List;
import java.util.Set;
import kz.dabyl.detector.core.cells.CellGist;
import kz.dabyl.detector.core.cells.Lesson;
import kz.dabyl.model.HopSummary;

/**
 * A whole hop, and what folding it made of the cells: all that {@code SideBySide.recall} needs so as not to fold it again.
 *
 * @param whole summaries of all partitions that spoke, in their order
 * @param gists of the cells that are not calm
 * @param collectors that seem to fail as of this hop
 * @param versions that do, by their codes
 * @param lesson of natural outages
 * @param stirred whether thresholds within the lookout's might do anything in it
 */
public record FoldedHop(
        List<HopSummary> whole,
        List<CellGist> gists,
        Set<String> collectors,
        Set<String> versions,
        Lesson lesson,
        boolean stirred) {

    public FoldedHop {
        whole = List.copyOf(whole);
        gists = List.copyOf(gists);
        collectors = Set.copyOf(collectors);
        versions = Set.copyOf(versions);
    }

    public long hop() {
        return whole.get(0).hop();
    }
}
