package kz.dabyl.detector.core.world;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import kz.dabyl.detector.core.cells.CellGist;
import kz.dabyl.detector.core.cells.CellView;
import kz.dabyl.detector.core.cells.Fall;
import kz.dabyl.detector.core.cells.Lesson;
import kz.dabyl.detector.core.cells.OutageHistory;
import kz.dabyl.detector.core.cells.SourceHealth;
import kz.dabyl.detector.core.cells.Watch;
import kz.dabyl.model.Areas;
import kz.dabyl.model.Cell;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.Thresholds;

/** Every cell as of the last hop, by area. Cells that nobody speaks from any more are forgotten. Not thread-safe. */
public final class World {

    private static final int LEAST_RESTARTS = 2;

    /** In the order of cells: sums over them are the same in every run. */
    final Map<Cell, CellView> cells = new TreeMap<>();

    /** Places that stand for a part of others: they do not make it likelier that something happens by chance. */
    private final Set<String> uncounted = new TreeSet<>();

    private final Map<Cell, CellView> cellsToRead = Collections.unmodifiableMap(cells);
    private final Set<String> uncountedToRead = Collections.unmodifiableSet(uncounted);

    final SourceHealth health;
    final OutageHistory outages;
    final CellIndex index = new CellIndex(cells.values());
    private final Map<Cell, CellView> byCell = new HashMap<>();

    private long hop = Long.MIN_VALUE;
    private Lesson lesson = Lesson.NONE;
    private boolean anyReturns;
    private boolean anyLate;
    private final Watch watch = new Watch();
    private Map<String, List<CellView>> counted = Map.of();
    private int places;

    public World(SourceHealth health) {
        this(health, new OutageHistory());
    }

    public World(SourceHealth health, OutageHistory outages) {
        this.health = health;
        this.outages = outages;
    }

    public void update(long hop, List<HopSummary> summaries) {
        begin(hop, summaries);
        for (var summary : summaries) {
            hear(hop, summary);
        }
        var teaching = new ArrayList<CellView>();
        each(view -> {
            var speaks = view.update(hop, health);
            tell(view.anyReturns(), view.anyLate());
            if (speaks && view.outages().teaches()) {
                teaching.add(view);
            }
            return speaks;
        });
        if (hop % SourceHealth.SUSPICION_HOPS == 0) {
            Suspicion.renew(index.inOrder(), hop, health);
        }
        learnOutages(teaching);
    }

    /** Of what is said only who says it counts here. */
    void begin(long hop, List<HopSummary> summaries) {
        this.hop = hop;
        anyReturns = false;
        anyLate = false;
        health.update(hop, summaries);
    }

    /** Cells of which {@code speaks} says that nobody speaks of them are forgotten. */
    void each(Predicate<CellView> speaks) {
        var silent = new ArrayList<CellView>();
        for (var view : index.inOrder()) {
            if (!speaks.test(view)) {
                silent.add(view);
            }
        }
        silent.forEach(this::forget);
    }

    /** In the last hop probes came back somewhere, or reports came late; neither takes back what was told before. */
    void tell(boolean returns, boolean late) {
        anyReturns |= returns;
        anyLate |= late;
    }

    /** Whether any probe came back in the last hop. */
    public boolean anyReturns() {
        return anyReturns;
    }

    /** Whether any report may have come late in the last hop. */
    public boolean anyLate() {
        return anyLate;
    }

    private void learnOutages(List<CellView> teaching) {
        var over = new ArrayList<Lesson.Over>();
        for (var view : teaching) {
            var lasted = view.outages().look(hop);
            if (lasted != Fall.NEVER && view.outages().wouldBeWatched() && alone(view)) {
                over.add(new Lesson.Over(view.outages().kind(), lasted));
            }
            view.outages().count(watch);
        }
        learn(watch.lesson(over));
    }

    /** Takes what this hop teaches of natural outages. */
    void learn(Lesson taught) {
        lesson = taught;
        outages.learn(hop, taught);
    }

    /** What this hop has taught. */
    public Lesson lesson() {
        return lesson;
    }

    /** Whether only this network fell, and did not restart: other networks of its area that fell with it had the same cause. */
    private boolean alone(CellView view) {
        return view.restartedSince(view.outages().fall().onset()) < LEAST_RESTARTS
                && index.areas().getOrDefault(view.area(), List.of()).stream()
                        .filter(other ->
                                !other.cell().network().equals(view.cell().network()))
                        .noneMatch(other ->
                                other.outages().fall().with(view.outages().fall()));
    }

    /** The cell, if it is known. */
    public Optional<CellView> known(Cell cell) {
        return Optional.ofNullable(byCell.get(cell));
    }

    /** The cell, whether it was known or not. */
    CellView view(Cell cell) {
        return byCell.computeIfAbsent(cell, this::appear);
    }

    /** Summaries come in the order of cells: whose turn it is need not be looked up, mostly. */
    private void hear(long hop, HopSummary summary) {
        var known = index.inOrder();
        var cells = summary.cells();
        var at = 0;
        for (var i = 0; i < cells.size(); i++) {
            var cell = cells.get(i);
            var order = -1;
            // Nobody may speak of some any more, or of others for the first time.
            while (at < known.size() && (order = known.get(at).order(cell.cell())) < 0) {
                at++;
            }
            (order == 0 ? known.get(at) : view(cell.cell())).hear(hop, cell);
        }
    }

    private void forget(CellView view) {
        view.outages().leave(watch);
        cells.remove(view.cell());
        byCell.remove(view.cell());
        index.forget();
    }

    private CellView appear(Cell cell) {
        var view = new CellView(cell, Areas.of(cell.place()), outages);
        cells.put(cell, view);
        index.forget();
        return view;
    }

    /** Puts back a cell that another instance had known. */
    public void restore(CellView view) {
        cells.put(view.cell(), view);
        byCell.put(view.cell(), view);
        index.forget();
    }

    /** The place stands for a part of others and counts for none of its own. */
    public void leaveUncounted(String place) {
        uncounted.add(place);
    }

    /** Continues after a hop that another instance had judged. */
    public void resumeAt(long last) {
        hop = last;
    }

    /** Of the cells that are not calm. */
    public List<CellGist> gists() {
        var gists = new ArrayList<CellGist>();
        for (var view : index.inOrder()) {
            var gist = view.gist();
            if (!gist.isCalm()) {
                gists.add(gist);
            }
        }
        return gists;
    }

    public long hop() {
        return hop;
    }

    /** End of the last hop: the tick that closed it, epoch milliseconds. */
    public long nowMillis() {
        return HopSummary.startOf(hop + 1);
    }

    /** Watched cells by area. */
    public Map<String, List<CellView>> watchedAreas(Thresholds thresholds) {
        return index.watched(thresholds);
    }

    /** How many places are watched: counted anew only when a cell has come or gone, for every hop asks. */
    public int watchedPlaces(Thresholds thresholds) {
        var areas = watchedAreas(thresholds);
        if (areas != counted) {
            counted = areas;
            places = places(areas.values());
        }
        return places;
    }

    /** Cells stand in their order, those of a place side by side. */
    private int places(Iterable<List<CellView>> areas) {
        var known = 0;
        for (var views : areas) {
            var last = "";
            for (var view : views) {
                if (!view.cell().place().equals(last)) {
                    last = view.cell().place();
                    known += uncounted.contains(last) ? 0 : 1;
                }
            }
        }
        return known;
    }

    /** Country of a cell; a hexagon is in the first watched country. */
    public static String country(Cell cell, Thresholds thresholds) {
        return Areas.country(cell.place(), thresholds.home());
    }

    public CellIndex index() {
        return index;
    }

    public Map<Cell, CellView> cells() {
        return cellsToRead;
    }

    public SourceHealth health() {
        return health;
    }

    public OutageHistory outages() {
        return outages;
    }

    public Set<String> uncounted() {
        return uncountedToRead;
    }
}
