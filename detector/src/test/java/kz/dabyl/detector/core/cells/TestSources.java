package kz.dabyl.detector.core.cells;

import static kz.dabyl.detector.core.world.TestWorld.HOP;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import kz.dabyl.model.Areas;
import kz.dabyl.model.Cell;
import kz.dabyl.model.CellSummary;
import kz.dabyl.model.HopSummary;

/** Cells in which sources spoke that never promise, made by hand, as they stand after {@code TestWorld.HOP}. */
public final class TestSources {

    public static final long MINUTE = 60_000 / HopSummary.HOP_MILLIS;
    public static final int KNOWN = 12;
    private static final long DAY = 1440 * MINUTE;

    private TestSources() {}

    /** A cell whose sources spoke for a day, each {@code everyMinutes} on average, and not for the last {@code silentMinutes}. */
    public static CellView cell(Cell cell, int everyMinutes, int silentMinutes) {
        return cell(cell, everyMinutes, silentMinutes, List.of());
    }

    /** The same with probes that promise, as they stand in the last hop. */
    public static CellView cell(Cell cell, int everyMinutes, int silentMinutes, List<CellSummary.Cohort> probes) {
        var view = new CellView(cell, Areas.of(cell.place()));
        // Of the text: the hash of an enum differs from run to run.
        var random = new Random(cell.network().hashCode());
        var health = new SourceHealth();
        for (var hop = HOP - DAY; hop <= HOP; hop++) {
            var speaks = random.nextInt((int) (everyMinutes * MINUTE)) == 0 || hop == HOP - silentMinutes * MINUTE;
            var heard = speaks && hop <= HOP - silentMinutes * MINUTE ? 1 : 0;
            view.hear(hop, summary(cell, "c1", heard, KNOWN, hop == HOP ? probes : List.of()));
            view.update(hop, health);
        }
        return view;
    }

    static CellSummary summary(Cell cell, String collector, int heard, int known, List<CellSummary.Cohort> probes) {
        return new CellSummary(
                cell,
                collector,
                0,
                0,
                new CellSummary.Sources(heard, known),
                new ArrayList<>(probes),
                List.of(),
                List.of(),
                List.of());
    }
}
