package kz.dabyl.detector.core.scopes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import kz.dabyl.detector.core.cells.CellView;
import kz.dabyl.detector.core.cells.Population;
import kz.dabyl.detector.core.rules.Family;
import kz.dabyl.detector.core.world.World;
import kz.dabyl.model.Access;
import kz.dabyl.model.Cell;
import org.jspecify.annotations.Nullable;

/**
 * What there is to be found in the cells of one hop, whatever thresholds look for it. Several over one world find the same,
 * unless they have incidents of their own there: it is looked for once. Not thread-safe.
 */
public final class Findings {

    private final World world;
    private final IdentityHashMap<List<CellView>, List<CellView>> fallen = new IdentityHashMap<>();
    private final IdentityHashMap<List<CellView>, Map<Set<Cell>, Optional<Scope>>> scopes = new IdentityHashMap<>();
    private final Map<Scope, Boolean> causes = new HashMap<>();
    private final IdentityHashMap<List<CellView>, Map<Asked, Scope>> awake = new IdentityHashMap<>();
    private @Nullable Map<String, List<CellView>> lookedThrough;
    private Map<String, List<CellView>> ailing = Map.of();

    /** All that are mobile; empty before anybody asked. */
    private List<Mobile> mobile = List.of();

    /** A scope of an area, and the cells of it that were left aside. */
    private record Asked(Scope scope, Set<Cell> aside) {}

    /** A mobile cell, as areas other than its own ask about it. */
    private record Mobile(String area, List<SleepWave.Falls> falls) {}

    Findings(World world) {
        this.world = world;
    }

    /**
     * The best scope of silence in an area.
     *
     * @param cells of it, the same list for as long as none comes or goes
     * @param aside cells that open nothing, of this area or others
     */
    public Optional<Scope> silence(List<CellView> cells, Set<Cell> aside) {
        return anyFallen(cells, aside)
                ? scopes.computeIfAbsent(cells, c -> new HashMap<>())
                        .computeIfAbsent(shared(cells, aside), out -> scan(cells, out))
                : Optional.empty();
    }

    private boolean anyFallen(List<CellView> cells, Set<Cell> aside) {
        for (var view : fallen.computeIfAbsent(cells, Findings::fallen)) {
            if (!aside.contains(view.cell())) {
                return true;
            }
        }
        return false;
    }

    private static List<CellView> fallen(List<CellView> cells) {
        List<CellView> fallen = List.of();
        for (var view : cells) {
            if (view.mayHaveFallen()) {
                fallen = fallen.isEmpty() ? new ArrayList<>() : fallen;
                fallen.add(view);
            }
        }
        return fallen;
    }

    private static Set<Cell> shared(List<CellView> cells, Set<Cell> aside) {
        if (aside.isEmpty()) {
            return Set.of();
        }
        var shared = new HashSet<Cell>();
        for (var view : cells) {
            if (aside.contains(view.cell())) {
                shared.add(view.cell());
            }
        }
        return shared;
    }

    /** A scope that is much is looked for once more among what a crowd loses anyway. */
    private Optional<Scope> scan(List<CellView> cells, Set<Cell> aside) {
        var best = best(cells, aside);
        var seen = best.isPresent() && best.get().score() >= ScopeScan.LEAST_AREA ? Crowd.seen(cells) : cells;
        return seen == cells ? best : best(seen, aside);
    }

    private Optional<Scope> best(List<? extends Population> cells, Set<Cell> aside) {
        return new ScopeScan(cells, world.nowMillis(), Family.SILENCE, view -> !aside.contains(view.cell())).best();
    }

    /** What is left of the best scope of an area, a cell or two of it aside, if phones may fall asleep all at once. */
    public Scope awake(Scope best, List<CellView> cells, Set<Cell> aside) {
        return awake.computeIfAbsent(cells, c -> new HashMap<>())
                .computeIfAbsent(new Asked(best, shared(cells, aside)), asked -> bounded(asked, cells));
    }

    private Scope bounded(Asked asked, List<CellView> cells) {
        var others = mobile().stream()
                .filter(mobile -> !mobile.area.equals(cells.get(0).area()))
                .map(Mobile::falls)
                .toList();
        return new SleepWave(Crowd.seen(cells), others, world.hop()).bound(asked.scope, as -> best(as, asked.aside));
    }

    private List<Mobile> mobile() {
        if (mobile.isEmpty()) {
            mobile = world.index().inOrder().stream()
                    .filter(view -> view.cell().access() == Access.MOBILE)
                    .map(view -> new Mobile(view.area(), SleepWave.falls(view, world.hop())))
                    .toList();
        }
        return mobile;
    }

    /** Whether those of a scope of silence share what explains it. */
    public boolean isCommon(Scope scope) {
        return causes.computeIfAbsent(scope, one -> CommonCause.explains(one, world));
    }

    /** Those of some cells by area that {@link CellView#mayAil}, where there are any. */
    @SuppressWarnings("ReferenceEquality") // Others are looked through once more.
    public Map<String, List<CellView>> ailing(Map<String, List<CellView>> areas) {
        if (lookedThrough != areas) {
            lookedThrough = areas;
            ailing = new TreeMap<>();
            areas.forEach((area, views) -> {
                for (var view : views) {
                    if (view.mayAil()) {
                        ailing.computeIfAbsent(area, a -> new ArrayList<>()).add(view);
                    }
                }
            });
        }
        return ailing;
    }
}
