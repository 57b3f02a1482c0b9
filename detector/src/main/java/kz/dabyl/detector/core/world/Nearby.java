package kz.dabyl.detector.core.world;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kz.dabyl.detector.core.cells.CellView;
import kz.dabyl.model.Access;
import kz.dabyl.model.Areas;
import kz.dabyl.model.Cell;
import kz.dabyl.model.Places;

/**
 * Who is where others are, although each names the place as finely as it knows it: a hexagon, one around it, a region. Looked
 * for once for as long as no cell comes or goes. Not thread-safe.
 */
final class Nearby {

    private final CellIndex index;
    private final Map<Access, Map<String, List<CellView>>> known = new HashMap<>();
    private final Map<String, List<String>> around = new HashMap<>();

    Nearby(CellIndex index) {
        this.index = index;
    }

    void forget() {
        known.clear();
        around.clear();
    }

    /** All that a place lies in, itself left out: told by its name alone, but costly to tell for all places of a country. */
    List<String> around(String place) {
        return around.computeIfAbsent(place, Nearby::findAround);
    }

    private static List<String> findAround(String place) {
        if (!Places.isHex(place)) {
            return List.of();
        }
        var around = new ArrayList<String>();
        Areas.region(place).ifPresent(around::add);
        for (var resolution = Places.resolution(place) - 1; resolution >= Places.COARSEST; resolution--) {
            around.add(Places.parent(place, resolution));
        }
        return List.copyOf(around);
    }

    /**
     * The cells of one access in {@code places}; for a place in which there are none, those of the smallest place around it. A
     * whole country is around nothing: what lives in it lives anywhere. In their order.
     */
    Collection<CellView> of(Collection<String> places, Access access) {
        var found = new TreeMap<Cell, CellView>();
        var byPlace = known.computeIfAbsent(access, a -> new HashMap<>());
        for (var place : places) {
            byPlace.computeIfAbsent(place, p -> find(p, access)).forEach(view -> found.put(view.cell(), view));
        }
        return found.values();
    }

    private List<CellView> find(String place, Access access) {
        var within = new ArrayList<CellView>();
        var around = new ArrayList<CellView>();
        var finest = -1;
        for (var view : candidates(place)) {
            var other = view.cell().place();
            if (view.cell().access() != access) {
                continue;
            }
            if (contains(place, other)) {
                within.add(view);
            } else if (contains(other, place)) {
                var fineness = Places.isHex(other) ? Places.resolution(other) : 0;
                if (fineness > finest) {
                    finest = fineness;
                    around.clear();
                }
                if (fineness == finest) {
                    around.add(view);
                }
            }
        }
        return List.copyOf(within.isEmpty() ? around : within);
    }

    /** All that may be in or around a place, perhaps twice. */
    private List<CellView> candidates(String place) {
        if (!Places.isHex(place)) {
            return index.inOrder();
        }
        var all = new ArrayList<>(index.areas().getOrDefault(Areas.of(place), List.of()));
        Areas.region(place).ifPresent(region -> all.addAll(index.at(region)));
        return all;
    }

    /** Whether a place is another, or lies within it; of those that lie partly in each other none does. */
    static boolean contains(String outer, String inner) {
        if (outer.equals(inner)) {
            return true;
        }
        if (!Places.isHex(inner)) {
            return false;
        }
        return Places.isHex(outer)
                ? Places.resolution(outer) < Places.resolution(inner)
                        && Places.parent(inner, Places.resolution(outer)).equals(outer)
                : Areas.region(inner).filter(outer::equals).isPresent();
    }
}
