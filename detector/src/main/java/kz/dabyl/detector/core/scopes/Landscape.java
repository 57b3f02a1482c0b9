package kz.dabyl.detector.core.scopes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import kz.dabyl.detector.core.cells.Population;
import kz.dabyl.model.Cell;
import kz.dabyl.model.HopSummary;

/**
 * All cells as one signal shows them after a hop.
 *
 * @param cells in their order, so that sums over them are the same in every run
 * @param areas the same by area, in the same order
 */
public record Landscape(
        Signal signal,
        Map<Cell, ? extends Population> cells,
        Map<String, ? extends List<? extends Population>> areas,
        long hop) {

    public Landscape(Signal signal, Map<Cell, ? extends Population> cells, long hop) {
        this(signal, cells, byArea(cells.values()), hop);
    }

    private static Map<String, List<Population>> byArea(Collection<? extends Population> cells) {
        var areas = new TreeMap<String, List<Population>>();
        cells.forEach(cell ->
                areas.computeIfAbsent(cell.area(), a -> new ArrayList<>()).add(cell));
        return areas;
    }

    /** The cells of some areas, in the order of cells. */
    public Collection<? extends Population> in(Set<String> some) {
        if (some.size() == 1) {
            var cellsOfOne = areas.get(some.iterator().next());
            return cellsOfOne == null ? List.of() : cellsOfOne;
        }
        return cells.values().stream()
                .filter(cell -> some.contains(cell.area()))
                .toList();
    }

    /** End of the hop: the tick that closed it, epoch milliseconds. */
    public long nowMillis() {
        return HopSummary.startOf(hop + 1);
    }
}
