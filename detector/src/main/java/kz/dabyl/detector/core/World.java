package kz.dabyl.detector.core;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kz.dabyl.model.Areas;
import kz.dabyl.model.Cell;
import kz.dabyl.model.CellSummary;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.Thresholds;

/** Every cell as of the last hop, by area. Cells that nobody speaks from any more are forgotten. Not thread-safe. */
final class World {

    final Map<Cell, CellView> cells = new TreeMap<>();
    final CollectorHealth health;
    private long hop = Long.MIN_VALUE;

    World(CollectorHealth health) {
        this.health = health;
    }

    void update(long now, List<HopSummary> summaries) {
        hop = now;
        health.update(now, summaries);
        var byCell = new TreeMap<Cell, List<CellSummary>>();
        for (var summary : summaries) {
            for (var cell : summary.cells()) {
                byCell.computeIfAbsent(cell.cell(), c -> new java.util.ArrayList<>())
                        .add(cell);
            }
        }
        cells.keySet().retainAll(byCell.keySet());
        byCell.forEach((cell, list) -> cells.computeIfAbsent(cell, c -> new CellView(c, Areas.of(c.place())))
                .update(now, list, health));
    }

    /** Continues after a hop that another instance had judged. */
    void resumeAt(long last) {
        hop = last;
    }

    long hop() {
        return hop;
    }

    /** End of the last hop: the tick that closed it, epoch milliseconds. */
    long now() {
        return HopSummary.startOf(hop + 1);
    }

    /** Watched cells by area. */
    Map<String, List<CellView>> watchedAreas(Thresholds thresholds) {
        var areas = new TreeMap<String, List<CellView>>();
        for (var view : cells.values()) {
            if (thresholds.watches(country(view.cell, thresholds))) {
                areas.computeIfAbsent(view.area, a -> new java.util.ArrayList<>())
                        .add(view);
            }
        }
        return areas;
    }

    /** Country of a cell; a hexagon is in the first watched country. */
    static String country(Cell cell, Thresholds thresholds) {
        var home = thresholds.home().stream()
                .filter(h -> !h.equals(Thresholds.EVERYWHERE))
                .findFirst()
                .orElse("KZ");
        return Areas.country(cell.place(), home);
    }
}
