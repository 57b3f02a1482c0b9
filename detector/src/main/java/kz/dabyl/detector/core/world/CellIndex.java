package kz.dabyl.detector.core.world;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import kz.dabyl.detector.core.cells.CellView;
import kz.dabyl.model.Access;
import kz.dabyl.model.Thresholds;
import org.jspecify.annotations.Nullable;

/**
 * The cells of a world by where they are: sorted once for as long as none comes or goes, and always in the order of cells, so
 * that sums over them are the same in every run. Not thread-safe.
 */
public final class CellIndex {

    private final Iterable<CellView> cells;
    private @Nullable List<CellView> inOrder;
    private @Nullable Map<String, List<CellView>> areas;
    private @Nullable Map<String, List<CellView>> places;
    private @Nullable Map<String, List<CellView>> watched;
    private @Nullable Map<String, Integer> countries;
    private List<String> home = List.of();
    private final Nearby nearby = new Nearby(this);

    /** @param cells in their order, as they are whenever they are looked at */
    CellIndex(Iterable<CellView> cells) {
        this.cells = cells;
    }

    /** A cell has come or gone. */
    void forget() {
        inOrder = null;
        areas = null;
        places = null;
        watched = null;
        countries = null;
        nearby.forget();
    }

    /** All of them; the same list until one comes or goes. */
    public List<CellView> inOrder() {
        var known = inOrder;
        if (known == null) {
            var all = new ArrayList<CellView>();
            cells.forEach(all::add);
            known = List.copyOf(all);
            inOrder = known;
        }
        return known;
    }

    /** All of them by area. */
    public Map<String, List<CellView>> areas() {
        var known = areas;
        if (known == null) {
            known = sorted(view -> view.area(), view -> true);
            areas = known;
        }
        return known;
    }

    /** The cells of one place. */
    public List<CellView> at(String place) {
        var known = places;
        if (known == null) {
            known = sorted(view -> view.cell().place(), view -> true);
            places = known;
        }
        return known.getOrDefault(place, List.of());
    }

    /** The cells of one access in {@code places}, however finely they name it: see {@link Nearby}. */
    public Collection<CellView> beside(Collection<String> places, Access access) {
        return nearby.of(places, access);
    }

    /** All places that one lies in, see {@link Nearby#around}. */
    List<String> around(String place) {
        return nearby.around(place);
    }

    /** The cells that are watched, by area. */
    Map<String, List<CellView>> watched(Thresholds thresholds) {
        settle(thresholds.home());
        var known = watched;
        if (known == null) {
            known = sorted(view -> view.area(), view -> thresholds.watches(World.country(view.cell(), thresholds)));
            watched = known;
        }
        return known;
    }

    /** How many cells are in each country. */
    public Map<String, Integer> countries(Thresholds thresholds) {
        settle(thresholds.home());
        var known = countries;
        if (known == null) {
            known = new TreeMap<>();
            for (var view : inOrder()) {
                known.merge(World.country(view.cell(), thresholds), 1, Integer::sum);
            }
            countries = known;
        }
        return known;
    }

    /** In which country hexagons are depends on which are home. */
    private void settle(List<String> now) {
        if (!now.equals(home)) {
            watched = null;
            countries = null;
            home = now;
        }
    }

    private Map<String, List<CellView>> sorted(Function<CellView, String> by, Predicate<CellView> which) {
        var sorted = new TreeMap<String, List<CellView>>();
        for (var view : inOrder()) {
            if (which.test(view)) {
                sorted.computeIfAbsent(by.apply(view), key -> new ArrayList<>()).add(view);
            }
        }
        return sorted;
    }
}
