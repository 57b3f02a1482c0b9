package kz.dabyl.detector.tuning;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kz.dabyl.model.Places;

/**
 * Which cells of a truth an incident means. A place covers itself and the hexagons below and above it, a country also its
 * regions, and the home country every hexagon. Not thread-safe: it remembers what it has looked up.
 */
final class Coverage {

    private final String home;
    private final Set<Truth.Cell> cells = new LinkedHashSet<>();
    private final Map<String, List<Truth.Cell>> byPlace = new HashMap<>();

    Coverage(Truth truth) {
        home = truth.home();
        cells.addAll(truth.observed());
        truth.events().forEach(event -> cells.addAll(event.cells()));
    }

    int size() {
        return cells.size();
    }

    /** Every cell that the revision names. */
    Set<Truth.Cell> named(Finding.Stage stage) {
        return cells(stage, Set.of());
    }

    /** The cells that the revision says are affected at its time; none where it says that all is over. */
    Set<Truth.Cell> asserted(Finding.Stage stage) {
        return stage.open() ? cells(stage, stage.restored()) : Set.of();
    }

    private Set<Truth.Cell> cells(Finding.Stage stage, Set<Truth.Cell> without) {
        var covered = new HashSet<Truth.Cell>();
        for (var named : stage.cells()) {
            if (!without.contains(named)) {
                for (var cell : byPlace.computeIfAbsent(named.place(), this::at)) {
                    if (cell.network().equals(named.network())) {
                        covered.add(cell);
                    }
                }
            }
        }
        return covered;
    }

    private List<Truth.Cell> at(String place) {
        return cells.stream().filter(cell -> covers(place, cell.place())).toList();
    }

    private boolean covers(String named, String observed) {
        if (Places.overlaps(named, observed)) {
            return true;
        }
        return !Places.isHex(named) && (Places.isHex(observed) ? named.equals(home) : observed.startsWith(named + "-"));
    }
}
