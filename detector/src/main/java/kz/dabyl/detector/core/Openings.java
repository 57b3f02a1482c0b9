package kz.dabyl.detector.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import kz.dabyl.model.Access;
import kz.dabyl.model.Areas;
import kz.dabyl.model.Cell;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.Rally;
import kz.dabyl.model.Thresholds;

/** Decides whether what fell silent is an incident: enough evidence, enough probes, and no other common cause. */
final class Openings {

    private static final double LEAST_AREA = 6;

    /**
     * One network that is out longer than most outages, and outages in two areas that begin by chance within a minute: each
     * would spend the whole budget alone.
     */
    private static final double WAYS_TO_ERR = 2;

    /** Most of a country at once is more often a fleet's restart, which is over after this. */
    static final long RESTART_WAIT_MILLIS = 150_000;

    /** Fixed lines that report so seldom are not waited for. */
    private static final long LINES_WAIT_MILLIS = 45_000;

    private static final double LEAST_LINES = 1.5;

    private static final double MOST_OF_COUNTRY = 0.6;
    private static final int MANY_AREAS = 3;
    private static final double QUIET = 0.5;
    private static final double LEAST_EXPECTED = 3;
    private static final long LATELY_HOPS = 3;

    /** What falls so near to a restart belongs to it. */
    private static final long RESTART_HOPS = 120_000 / HopSummary.HOP_MILLIS;

    private final World world;
    private final Thresholds thresholds;
    private final List<Rally> rallies;
    private final Collection<IncidentState> incidents;
    private double nearest = Double.NEGATIVE_INFINITY;

    Openings(World world, Thresholds thresholds, List<Rally> rallies, Collection<IncidentState> incidents) {
        this.world = world;
        this.thresholds = thresholds;
        this.rallies = rallies;
        this.incidents = incidents;
    }

    /**
     * What opens now.
     *
     * @param margin score over the bar
     */
    record Opening(Scope scope, double margin) {}

    /** The strongest opening among cells that belong to no open incident. */
    Optional<Opening> find() {
        var taken = incidents.stream()
                .filter(incident -> incident.open() && incident.signal.isSilence())
                .flatMap(i -> i.members.keySet().stream())
                .collect(Collectors.toSet());
        var areas = world.watchedAreas(thresholds);
        var scopes = new ArrayList<Scope>();
        for (var cells : areas.values()) {
            if (!anyMayHaveFallen(cells, taken)) {
                continue;
            }
            new ScopeScan(cells, world.now(), Family.SILENCE, view -> !taken.contains(view.cell))
                    .best()
                    .filter(scope -> scope.score() >= LEAST_AREA)
                    .ifPresent(scopes::add);
        }
        if (scopes.size() > 1 || scopes.stream().anyMatch(this::mayOpen)) {
            scopes.removeIf(scope -> CommonCause.of(scope, world).isPresent());
        }
        return together(scopes, areas.size()).flatMap(scope -> judge(scope, bar()));
    }

    /** What is far under the bar opens nothing, whatever caused it: to look for that takes a look at every probe. */
    private boolean mayOpen(Scope scope) {
        return enoughProbes(scope) && margin(scope, bar()) >= -Lookout.NEAR_NATS;
    }

    /** How far over the bar the strongest scope is that enough probes make up, whatever else speaks against it, in nats. */
    double nearest() {
        return nearest;
    }

    private static boolean anyMayHaveFallen(List<CellView> cells, Set<Cell> taken) {
        for (var cell : cells) {
            if (cell.mayHaveFallen() && !taken.contains(cell.cell)) {
                return true;
            }
        }
        return false;
    }

    private Optional<Opening> judge(Scope scope, double bar) {
        var margin = margin(scope, bar);
        if (enoughProbes(scope)) {
            nearest = Math.max(nearest, margin);
        }
        if (margin < 0
                || !enoughProbes(scope)
                || tooWide(scope)
                || tooEarly(scope)
                || restarts(scope)
                || PowerCut.explains(scope, world)) {
            return Optional.empty();
        }
        return Optional.of(new Opening(scope, margin));
    }

    /** Score that opens an incident outside rallies and hours of curfew, in nats. */
    double bar() {
        var areas = world.watchedAreas(thresholds);
        return Budget.bar(thresholds, world.watchedPlaces(thresholds)) + (areas.size() > 1 ? Math.log(WAYS_TO_ERR) : 0);
    }

    /** How far a scope is over the bar, in nats. */
    private double margin(Scope scope, double bar) {
        var lowered = bar
                - Budget.rallyBonus(thresholds, rallies, scope.places(), world.now())
                - Recurrence.bonus(scope, incidents);
        return scope.score() - lowered;
    }

    private boolean enoughProbes(Scope scope) {
        return scope.silent() >= thresholds.minProbes();
    }

    /** Whether what speaks for a scope of one area suffices, whatever else may speak against it. */
    boolean suffices(Scope scope, double bar) {
        return scope.score() >= LEAST_AREA && margin(scope, bar) >= 0 && enoughProbes(scope);
    }

    /** Areas that fell silent within the same minute are one scope, at the price of choosing them among all. */
    static Optional<Scope> together(List<Scope> scopes, int areas) {
        var lead = scopes.stream().max(Comparator.comparingDouble(Scope::score));
        if (lead.isEmpty()) {
            return lead;
        }
        var onset = lead.get().onset();
        var group = scopes.stream()
                .filter(scope -> Math.abs(scope.onset() - onset) <= Continuity.TOGETHER_HOPS)
                .toList();
        var score = group.stream().mapToDouble(Scope::score).sum() - Combinations.ln(areas, group.size());
        if (score <= lead.get().score()) {
            return lead;
        }
        var cells = new TreeSet<Cell>();
        group.forEach(scope -> cells.addAll(scope.cells()));
        var silent = group.stream().mapToDouble(Scope::silent).sum();
        var fit = group.stream().mapToDouble(Scope::fit).sum();
        return Optional.of(new Scope(onset, lead.get().rampMillis(), score, fit, silent, List.copyOf(cells)));
    }

    private boolean tooWide(Scope scope) {
        var age = world.now() - HopSummary.startOf(scope.onset() + 1);
        if (age >= RESTART_WAIT_MILLIS || saidOutright(scope)) {
            return false;
        }
        for (var country : countries(scope)) {
            if (mostFellSilent(country, scope.onset())) {
                world.excuses.put(country, world.hop());
            }
            if (world.excuses.getOrDefault(country, Long.MIN_VALUE) >= scope.onset()) {
                return true;
            }
        }
        return false;
    }

    /** Whether nothing is known yet of the fixed lines beside the phones: what takes both is no shutdown of mobile networks. */
    private boolean tooEarly(Scope scope) {
        if (world.now() - HopSummary.startOf(scope.onset() + 1) >= LINES_WAIT_MILLIS) {
            return false;
        }
        var phones = scope.cells().stream()
                .filter(cell -> cell.access() == Access.MOBILE)
                .map(Cell::place)
                .collect(Collectors.toSet());
        var present = 0.0;
        var told = 0.0;
        for (var view : world.cells.values()) {
            if (view.cell.access() == Access.FIXED && phones.contains(view.cell.place())) {
                present += view.present(scope.onset());
                told += view.aliveSince(scope.onset()) + view.silentSince(scope.onset());
            }
        }
        return present >= LEAST_LINES && told == 0;
    }

    /** Whether enough probes report that no target answers them: those of a fleet that restarts report nothing. */
    private boolean saidOutright(Scope scope) {
        var dark = 0.0;
        for (var cell : scope.cells()) {
            var view = world.cells.get(cell);
            dark += view == null ? 0 : view.darkSince(scope.onset());
        }
        return dark >= thresholds.minProbes();
    }

    private Set<String> countries(Scope scope) {
        return scope.cells().stream()
                .map(cell -> World.country(cell, thresholds))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether in many areas, with most of a country's cells, hardly anybody is heard any more. */
    private boolean mostFellSilent(String country, long onset) {
        // The onset is that of the first who broke their promises: most may have been heard once more after it.
        var since = Math.max(onset, world.hop() - LATELY_HOPS);
        var quiet = 0;
        var known = 0;
        var quietAreas = 0;
        for (var cells : world.watchedAreas(thresholds).values()) {
            var home = cells.stream()
                    .filter(view -> World.country(view.cell, thresholds).equals(country))
                    .toList();
            var expected = home.stream()
                    .mapToDouble(v -> v.expectedSince(since, world.hop()))
                    .sum();
            var heard = home.stream()
                    .mapToInt(v -> v.heardSince(since, world.hop()))
                    .sum();
            known += home.size();
            if (expected >= LEAST_EXPECTED && heard <= QUIET * expected) {
                quiet += home.size();
                quietAreas++;
            }
        }
        return quietAreas >= MANY_AREAS && quiet >= MOST_OF_COUNTRY * known;
    }

    /** Whether those around who fell silent then come back with another boot, or are what is left of such. */
    private boolean restarts(Scope scope) {
        var areas = scope.cells().stream().map(cell -> Areas.of(cell.place())).collect(Collectors.toSet());
        var restarted = 0;
        for (var view : world.cells.values()) {
            if (areas.contains(view.area)) {
                restarted += view.restartedSince(scope.onset());
            }
        }
        return restarted >= scope.silent()
                || incidents.stream().anyMatch(i -> i.restarted() && isOneFall(i, scope, areas));
    }

    private static boolean isOneFall(IncidentState incident, Scope scope, Set<String> areas) {
        return Math.abs(incident.onset - scope.onset()) <= RESTART_HOPS
                && areas.stream().anyMatch(incident.areas::contains);
    }
}
