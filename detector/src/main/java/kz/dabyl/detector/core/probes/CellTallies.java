package kz.dabyl.detector.core.probes;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kz.dabyl.model.Cell;
import kz.dabyl.model.CellSummary;

/** The tallies of all cells and collectors of a partition, in an order that does not depend on who came first. */
final class CellTallies {

    private static final Comparator<CellTally> ORDER =
            Comparator.<CellTally, Cell>comparing(t -> t.cell).thenComparing(t -> t.collector);

    private final Map<Cell, OfCell> byCell = new HashMap<>();
    private List<CellTally> sorted = List.of();
    private boolean stale;

    /** Of the hop that is told; nobody keeps it. */
    private final List<CellSummary> summaries = new ArrayList<>();

    /** The tallies of a cell by their collectors; all of them name it by the same instance. */
    private record OfCell(Cell cell, Map<String, CellTally> byCollector) {

        OfCell(Cell cell) {
            this(cell, new HashMap<>());
        }
    }

    CellTally of(Cell cell, String collector) {
        var tallies = byCell.computeIfAbsent(cell, OfCell::new);
        return tallies.byCollector.computeIfAbsent(collector, name -> {
            stale = true;
            return new CellTally(tallies.cell, name);
        });
    }

    /** The summaries of the hop that ends now, to be copied before the next is asked for; every tally starts anew. */
    List<CellSummary> take(long hop, TargetNames names) {
        if (stale) {
            sorted = byCell.values().stream()
                    .flatMap(tallies -> tallies.byCollector.values().stream())
                    .sorted(ORDER)
                    .toList();
            stale = false;
        }
        summaries.clear();
        for (var tally : sorted) {
            var summary = tally.take(hop, names);
            if (summary != null) {
                summaries.add(summary);
            }
        }
        return summaries;
    }

    /** Forgets the tallies that no probe points to any more; the caller looks its tallies up anew. */
    void clear() {
        byCell.clear();
        stale = true;
    }
}
