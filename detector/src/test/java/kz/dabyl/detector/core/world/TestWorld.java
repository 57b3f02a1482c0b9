package kz.dabyl.detector.core.world;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kz.dabyl.detector.core.TestCity;
import kz.dabyl.detector.core.cells.Cadence;
import kz.dabyl.detector.core.cells.CellView;
import kz.dabyl.detector.core.cells.SourceHealth;
import kz.dabyl.detector.core.cells.TestCells;
import kz.dabyl.model.Access;
import kz.dabyl.model.Cell;
import kz.dabyl.model.CellSummary;
import kz.dabyl.model.HopSummary;

/** Summaries of one hop after another, made by hand, and the world that hears them. */
public final class TestWorld {

    public static final long HOP = HopSummary.hopOf(TestCity.START);

    final World world = new World(new SourceHealth());
    private final Map<Cell, Map<String, List<CellSummary.Cohort>>> cohorts = new LinkedHashMap<>();
    private final Map<Cell, List<CellSummary.TargetTally>> targets = new LinkedHashMap<>();
    private final Map<Cell, Integer> heard = new LinkedHashMap<>();
    private final Map<Cell, CellSummary.Return> returns = new LinkedHashMap<>();
    private final Map<Cell, CellSummary.Sources> sources = new LinkedHashMap<>();
    private final Set<String> blind = new HashSet<>();
    private final Set<String> forgotten = new HashSet<>();

    public static Cell mobile(String place, String network) {
        return new Cell(place, network, Access.MOBILE);
    }

    public static Cell fixed(String place) {
        return new Cell(place, "AS9198", Access.FIXED);
    }

    /** Full-weight probes that promise half a minute, last heard so many hops before {@link #HOP}. */
    public static CellSummary.Cohort probes(int count, long hopsAgo) {
        return probes(count, hopsAgo, 0);
    }

    public static CellSummary.Cohort probes(int count, long hopsAgo, int software) {
        return new CellSummary.Cohort(HOP - hopsAgo, 30, 1, 2, software, 0, count, 100 * count, false, false, false);
    }

    public static CellSummary.Cohort newcomers(int count, long hopsAgo) {
        return new CellSummary.Cohort(HOP - hopsAgo, 30, 1, 2, 0, 0, count, 100 * count, true, false, false);
    }

    public TestWorld with(Cell cell, CellSummary.Cohort... some) {
        return with(cell, "c1", some);
    }

    public TestWorld with(Cell cell, String collector, CellSummary.Cohort... some) {
        cohorts.computeIfAbsent(cell, c -> new LinkedHashMap<>())
                .computeIfAbsent(collector, c -> new ArrayList<>())
                .addAll(List.of(some));
        return this;
    }

    /** Says of the probes of a cell how targets answer them. */
    public TestWorld trying(Cell cell, CellSummary.TargetTally... some) {
        var all = new ArrayList<>(targets.getOrDefault(cell, List.of()));
        all.addAll(List.of(some));
        // The same instance goes into each hop, as where nothing new is to be said of targets.
        targets.put(cell, List.copyOf(all));
        return this;
    }

    /** Says that the collector does not tick. */
    public TestWorld blinding(String collector) {
        blind.add(collector);
        return this;
    }

    /** Says that the collector has not ticked for so long that nobody tells of its clock any more. */
    public TestWorld forgetting(String collector) {
        forgotten.add(collector);
        return this;
    }

    public TestWorld hearing(Cell cell, int reports) {
        heard.put(cell, reports);
        return this;
    }

    public TestWorld returning(Cell cell, long hopsAgo, int probes, int rebooted) {
        returns.put(cell, new CellSummary.Return(HOP - hopsAgo, probes, rebooted));
        return this;
    }

    /** Says that so many sources which never promise are known beside the probes of {@code c1}, of which none speaks any more. */
    TestWorld withSources(Cell cell, int known, Cadence cadence) {
        sources.put(cell, new CellSummary.Sources(0, known));
        TestCells.setCadence(world.view(cell), cadence);
        return this;
    }

    /** The world after {@link #HOP}. */
    public World now() {
        return at(HOP);
    }

    /** The world after another hop in which nobody new was heard. */
    public World at(long hop) {
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
        world.update(hop, List.of(new HopSummary(0, 1, hop, clocks(hop), cells)));
        return world;
    }

    /** Of the collectors, once one of them is blind or forgotten. */
    private List<HopSummary.CollectorClock> clocks(long hop) {
        return blind.isEmpty() && forgotten.isEmpty()
                ? List.of()
                : cohorts.values().stream()
                        .flatMap(byCollector -> byCollector.keySet().stream())
                        .distinct()
                        .filter(name -> !forgotten.contains(name))
                        .map(name ->
                                new HopSummary.CollectorClock(name, HopSummary.startOf(hop + 1), blind.contains(name)))
                        .toList();
    }

    public CellView view(Cell cell) {
        var view = world.cells.get(cell);
        if (view == null) {
            throw new IllegalStateException("nobody speaks from " + cell);
        }
        return view;
    }

    public World world() {
        return world;
    }
}
