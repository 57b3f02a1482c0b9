package kz.dabyl.detector.core;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kz.dabyl.model.Access;
import kz.dabyl.model.Cell;
import kz.dabyl.model.CellSummary;
import kz.dabyl.model.HopSummary;

/** Summaries of one hop after another, made by hand, and the world that hears them. */
final class TestWorld {

    static final long HOP = HopSummary.hopOf(TestCity.START);

    final World world = new World(new SourceHealth());
    private final Map<Cell, Map<String, List<CellSummary.Cohort>>> cohorts = new LinkedHashMap<>();
    private final Map<Cell, List<CellSummary.TargetTally>> targets = new LinkedHashMap<>();
    private final Map<Cell, Integer> heard = new LinkedHashMap<>();
    private final Map<Cell, CellSummary.Return> returns = new LinkedHashMap<>();
    private final Map<Cell, CellSummary.Sources> sources = new LinkedHashMap<>();

    static Cell mobile(String place, String network) {
        return new Cell(place, network, Access.MOBILE);
    }

    static Cell fixed(String place) {
        return new Cell(place, "AS9198", Access.FIXED);
    }

    /** Full-weight probes that promise half a minute, last heard so many hops before {@link #HOP}. */
    static CellSummary.Cohort probes(int count, long hopsAgo) {
        return probes(count, hopsAgo, 0);
    }

    static CellSummary.Cohort probes(int count, long hopsAgo, int software) {
        return new CellSummary.Cohort(HOP - hopsAgo, 30, 1, 2, software, 0, count, 100 * count, false, false, false);
    }

    static CellSummary.Cohort newcomers(int count, long hopsAgo) {
        return new CellSummary.Cohort(HOP - hopsAgo, 30, 1, 2, 0, 0, count, 100 * count, true, false, false);
    }

    TestWorld with(Cell cell, CellSummary.Cohort... some) {
        return with(cell, "c1", some);
    }

    TestWorld with(Cell cell, String collector, CellSummary.Cohort... some) {
        cohorts.computeIfAbsent(cell, c -> new LinkedHashMap<>())
                .computeIfAbsent(collector, c -> new ArrayList<>())
                .addAll(List.of(some));
        return this;
    }

    /** Says of the probes of a cell how targets answer them. */
    TestWorld trying(Cell cell, CellSummary.TargetTally... some) {
        var all = new ArrayList<>(targets.getOrDefault(cell, List.of()));
        all.addAll(List.of(some));
        // The same instance goes into each hop, as where nothing new is to be said of targets.
        targets.put(cell, List.copyOf(all));
        return this;
    }

    TestWorld hearing(Cell cell, int reports) {
        heard.put(cell, reports);
        return this;
    }

    TestWorld returning(Cell cell, long hopsAgo, int probes, int rebooted) {
        returns.put(cell, new CellSummary.Return(HOP - hopsAgo, probes, rebooted));
        return this;
    }

    /** Says that so many sources which never promise are known beside the probes of {@code c1}, of which none speaks any more. */
    TestWorld withSources(Cell cell, int known, Cadence cadence) {
        sources.put(cell, new CellSummary.Sources(0, known));
        world.view(cell).cadence = cadence;
        return this;
    }

    /** The world after {@link #HOP}. */
    World now() {
        return at(HOP);
    }

    /** The world after another hop in which nobody new was heard. */
    World at(long hop) {
        var cells = new ArrayList<CellSummary>();
        cohorts.forEach((cell, byCollector) -> byCollector.forEach((collector, list) -> cells.add(new CellSummary(
                cell,
                collector,
                heard.getOrDefault(cell, 0),
                0,
                collector.equals("c1")
                        ? sources.getOrDefault(cell, CellSummary.Sources.NONE)
                        : CellSummary.Sources.NONE,
                list,
                returns.containsKey(cell) ? List.of(returns.get(cell)) : List.of(),
                List.of(),
                collector.equals("c1") ? targets.getOrDefault(cell, List.of()) : List.of()))));
        world.update(hop, List.of(new HopSummary(0, 1, hop, List.of(), cells)));
        return world;
    }

    CellView view(Cell cell) {
        var view = world.cells.get(cell);
        if (view == null) {
            throw new IllegalStateException("nobody speaks from " + cell);
        }
        return view;
    }
}
