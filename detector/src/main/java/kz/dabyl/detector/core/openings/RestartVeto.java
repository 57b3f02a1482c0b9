package kz.dabyl.detector.core.openings;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import kz.dabyl.detector.core.cells.CellView;
import kz.dabyl.detector.core.cells.Restarts;
import kz.dabyl.detector.core.incidents.Excuse;
import kz.dabyl.detector.core.incidents.Excuses;
import kz.dabyl.detector.core.incidents.IncidentState;
import kz.dabyl.detector.core.incidents.Kinds;
import kz.dabyl.detector.core.scopes.Scope;
import kz.dabyl.detector.core.world.World;
import kz.dabyl.model.Areas;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.Thresholds;

/**
 * Whether those who fell silent may be restarting: as many around who fell silent then are back with another boot, or they are
 * what is left of such. Where most of a country fell silent it is all around: of a town with few probes none may be back yet.
 *
 * <p>Nobody restarts twice within minutes, and those of one restart are away for about as long as each other. So who had been
 * back before the others fell silent has not fallen by it, and who is away for longer than nearly all were is cut off.
 */
final class RestartVeto {

    /** What falls so near to a restart belongs to it. */
    private static final long NEAR_HOPS = 120_000 / HopSummary.HOP_MILLIS;

    /** Of so many of one restart somebody is back when most of the others are. */
    private static final int SO_MANY = 10;

    /** Who so surely does not restart is enough if they are this share of those who fell silent. */
    private static final double SOME = 1 / 3.0;

    private final World world;
    private final Excuses excuses;
    private final Thresholds thresholds;
    private final Collection<IncidentState> incidents;

    RestartVeto(World world, Excuses excuses, Thresholds thresholds, Collection<IncidentState> incidents) {
        this.world = world;
        this.excuses = excuses;
        this.thresholds = thresholds;
        this.incidents = incidents;
    }

    /** Whether a restart silences {@code scope}. It excuses nobody else. */
    Veto explains(Scope scope) {
        if (fellAgain(scope)) {
            return Veto.NONE;
        }
        var areas = scope.cells().stream()
                .map(cell -> Areas.of(cell.place()))
                .collect(Collectors.toCollection(TreeSet::new));
        var here = viewsWhere(view -> areas.contains(view.area()));
        var restarted = restarted(scope, here);
        if (restarted >= scope.silent()) {
            return unlessOverdue(scope, here);
        }
        var others = leftOf(scope, areas);
        if (!others.isEmpty()) {
            return restarted >= thresholds.minProbes() ? unlessOverdue(scope, here) : ofOthers(scope, others);
        }
        var country = country(scope);
        return restarted(scope, country) >= Math.max(scope.silent(), silent(scope, country))
                ? unlessOverdue(scope, country)
                : Veto.NONE;
    }

    /** Where hardly anybody is back the others of the restart tell how long it takes, but they may be of another sort: not before it is over. */
    private Veto ofOthers(Scope scope, List<IncidentState> others) {
        var isYoung = world.nowMillis() - HopSummary.startOf(scope.onset() + 1) < Kinds.RESTART_MILLIS;
        return isYoung
                ? Veto.of(true)
                : unlessOverdue(
                        scope,
                        viewsWhere(view ->
                                others.stream().anyMatch(other -> other.areas().contains(view.area()))));
    }

    private Veto unlessOverdue(Scope scope, List<CellView> around) {
        return Veto.of(
                !Restarts.areOverdue(scope.onset(), world.hop(), around, viewsOf(scope), thresholds.minProbes()));
    }

    /**
     * The cells of the countries of which most were silent when the scope fell, or later; none where so many fell silent in it that some
     * would be back if they restarted.
     */
    private List<CellView> country(Scope scope) {
        var countries = scope.cells().stream()
                .map(cell -> World.country(cell, thresholds))
                .filter(country -> excuses.lastSeen(new Excuse.Wide(country)) >= scope.onset() - NEAR_HOPS)
                .collect(Collectors.toSet());
        return countries.isEmpty() || scope.silent() >= SO_MANY
                ? List.of()
                : viewsWhere(view -> countries.contains(World.country(view.cell(), thresholds)));
    }

    private List<CellView> viewsWhere(Predicate<CellView> which) {
        return world.cells().values().stream().filter(which).toList();
    }

    private static int restarted(Scope scope, List<CellView> around) {
        return around.stream()
                .mapToInt(view -> view.restartedSince(scope.onset()))
                .sum();
    }

    private static double silent(Scope scope, List<CellView> around) {
        return around.stream()
                .mapToDouble(view -> view.silentSince(scope.onset()))
                .sum();
    }

    /** Incidents that were restarts, of which it may be what is left. */
    private List<IncidentState> leftOf(Scope scope, Set<String> areas) {
        return incidents.stream()
                .filter(incident -> incident.restarted()
                        && Math.abs(incident.onset() - scope.onset()) <= NEAR_HOPS
                        && areas.stream().anyMatch(incident.areas()::contains))
                .toList();
    }

    /** Whether enough of them were back before the others fell silent. */
    private boolean fellAgain(Scope scope) {
        var again = 0.0;
        for (var view : viewsOf(scope)) {
            again += Math.max(0, view.restarts().backBy(scope.onset()) - view.alive());
        }
        return again >= Math.max(thresholds.minProbes(), SOME * scope.silent());
    }

    private List<CellView> viewsOf(Scope scope) {
        return scope.cells().stream()
                .map(world.cells()::get)
                .filter(Objects::nonNull)
                .toList();
    }
}
