package kz.dabyl.detector.core.scopes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import kz.dabyl.detector.core.cells.AlteredPopulation;
import kz.dabyl.detector.core.cells.CellView;
import kz.dabyl.detector.core.cells.Population;
import kz.dabyl.detector.core.cells.Presence;
import kz.dabyl.detector.core.rules.Family;
import kz.dabyl.detector.core.world.World;
import kz.dabyl.model.Access;
import kz.dabyl.model.Cell;

/**
 * The phones of a cell whose modems may have lost their current with the lines beside them, which says nothing of its network.
 */
public final class Batteries {

    private Batteries() {}

    /** Whether modems fell with the phones of a scope, of which there are more: fewer could not tell alone. */
    public static boolean tellWithoutTheMains(Scope scope, World world) {
        var fell = false;
        var mains = 0.0;
        var batteries = 0.0;
        for (var cell : scope.cells()) {
            var view = cell.access() == Access.MOBILE ? world.cells().get(cell) : null;
            for (var probe : view == null ? List.<Presence>of() : view.presences()) {
                fell |= probe.mains() && probe.broken() > 0;
                mains += probe.mains() ? probe.weight() : 0;
                batteries += probe.mains() ? 0 : probe.weight();
            }
        }
        return fell && batteries > mains;
    }

    /** The best scope of an area where the modems of the cells of {@code scope} are left out, and all cells of {@code aside}. */
    public static Optional<Scope> strongest(Scope scope, List<CellView> area, Set<Cell> aside, long nowMillis) {
        var cells = Set.copyOf(scope.cells());
        var seen = new ArrayList<Population>();
        for (var population : Crowd.seen(area)) {
            seen.add(
                    cells.contains(population.cell()) && population.cell().access() == Access.MOBILE
                            ? new AlteredPopulation(
                                    population, population.presences().stream().filter(probe -> !probe.mains()))
                            : population);
        }
        return new ScopeScan(seen, nowMillis, Family.SILENCE, view -> !aside.contains(view.cell()))
                .best()
                .filter(best -> best.score() >= ScopeScan.LEAST_AREA);
    }
}
