package kz.dabyl.detector.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import kz.dabyl.detector.core.cells.CellView;
import kz.dabyl.model.Access;
import kz.dabyl.model.Cell;
import kz.dabyl.model.HopSummary;

/**
 * The {@link Reach} of every watched cell, as of the last two minutes: with each {@link #refresh} those of a few places are
 * found anew. A cell that was never looked at comes first, for until then it is unknown what it could see. It has no say in
 * what is published as an incident and is not stored. Not thread-safe.
 */
final class Reaches {

    private static final long FRESH_HOPS = 120_000 / HopSummary.HOP_MILLIS;
    private static final int LEAST_PLACES = 8;

    /** Where there are more than two thousand places they take longer to have their turn, and not a hop longer to judge. */
    private static final int MOST_PLACES = 100;

    /** By place, as of when that was last looked at. */
    private final Map<String, Map<Cell, Reach>> known = new HashMap<>();

    /** When they were last looked at. The longest ago comes first. */
    private final Map<String, Long> places = new LinkedHashMap<>();

    private final Map<AreaCells, Rehearsed> areas = new HashMap<>();

    private record AreaCells(String area, Access access) {}

    private record Rehearsed(long hop, Map<Cell, OptionalInt> seconds) {}

    /** Nothing before its place had its turn. */
    Optional<Reach> of(Cell cell) {
        return Optional.ofNullable(known.getOrDefault(cell.place(), Map.of()).get(cell));
    }

    /**
     * Looks first at places with a cell that was never looked at, as many as a hop bears, then at those that were not looked
     * at for longest, as many as make all of them fresh in two minutes.
     */
    void refresh(Map<String, List<CellView>> watched, long hop, Rehearsal rehearsal) {
        var byPlace = byPlace(watched);
        places.keySet().retainAll(byPlace.keySet());
        known.keySet().retainAll(byPlace.keySet());
        if (hop % FRESH_HOPS == 0) {
            areas.keySet().removeIf(area -> !watched.containsKey(area.area()));
        }
        var share = (int) Math.max(LEAST_PLACES, (byPlace.size() + FRESH_HOPS - 1) / FRESH_HOPS);
        var left = MOST_PLACES;
        for (var place : unseen(byPlace)) {
            if (left-- == 0) {
                return;
            }
            // Those that come together are not all due together again.
            note(place, hop - places.size() / share % FRESH_HOPS);
            look(place, byPlace, watched, hop, rehearsal);
        }
        left = Math.min(left, share);
        for (var place : due(hop)) {
            if (left-- == 0) {
                return;
            }
            note(place, hop);
            look(place, byPlace, watched, hop, rehearsal);
        }
    }

    private void note(String place, long hop) {
        places.remove(place);
        places.put(place, hop);
    }

    private static Map<String, List<CellView>> byPlace(Map<String, List<CellView>> watched) {
        var byPlace = new TreeMap<String, List<CellView>>();
        for (var views : watched.values()) {
            for (var view : views) {
                byPlace.computeIfAbsent(view.cell().place(), p -> new ArrayList<>())
                        .add(view);
            }
        }
        return byPlace;
    }

    /** Places with a cell that was never looked at. */
    private List<String> unseen(Map<String, List<CellView>> byPlace) {
        var unseen = new ArrayList<String>();
        byPlace.forEach((place, views) -> {
            var seen = known.getOrDefault(place, Map.of());
            if (views.stream().anyMatch(view -> !seen.containsKey(view.cell()))) {
                unseen.add(place);
            }
        });
        return unseen;
    }

    private List<String> due(long hop) {
        var due = new ArrayList<String>();
        places.forEach((place, last) -> {
            if (hop - last >= FRESH_HOPS) {
                due.add(place);
            }
        });
        return due;
    }

    private void look(
            String name,
            Map<String, List<CellView>> byPlace,
            Map<String, List<CellView>> watched,
            long hop,
            Rehearsal rehearsal) {
        var place = byPlace.getOrDefault(name, List.of());
        var reaches = new HashMap<Cell, Reach>();
        var whole = new HashMap<Access, Map<Cell, OptionalInt>>();
        for (var view : place) {
            var access = view.cell().access();
            var here = whole.computeIfAbsent(access, a -> rehearsal.everywhere(a, place));
            var around = watched.getOrDefault(view.area(), place);
            var reach = new Reach(
                    rehearsal.half(view, place),
                    rehearsal.network(view, place),
                    here.getOrDefault(view.cell(), OptionalInt.empty()),
                    around.size() == place.size()
                            ? here.getOrDefault(view.cell(), OptionalInt.empty())
                            : inArea(view, around, hop, rehearsal));
            reaches.put(view.cell(), reach);
        }
        known.put(name, reaches);
    }

    private OptionalInt inArea(CellView view, List<CellView> area, long hop, Rehearsal rehearsal) {
        var key = new AreaCells(view.area(), view.cell().access());
        var seen = areas.get(key);
        if (seen == null || hop - seen.hop >= FRESH_HOPS) {
            seen = new Rehearsed(hop, rehearsal.everywhere(view.cell().access(), area));
            areas.put(key, seen);
        }
        return seen.seconds.getOrDefault(view.cell(), OptionalInt.empty());
    }
}
