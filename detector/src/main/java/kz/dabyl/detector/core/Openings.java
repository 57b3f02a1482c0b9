package kz.dabyl.detector.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import kz.dabyl.model.Cell;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.Rally;
import kz.dabyl.model.Thresholds;

/** Decides whether what fell silent is an incident: enough evidence, enough probes, and no other common cause. */
final class Openings {

    private static final double LEAST_AREA = 6;
    private static final long TOGETHER_HOPS = 12;

    /** Most of a country at once is more often a fleet's restart, which is over after this. */
    private static final long RESTART_WAIT_MILLIS = 150_000;

    private static final double MOST_OF_COUNTRY = 0.6;
    private static final int MANY_AREAS = 3;
    private static final double QUIET = 0.4;

    private final World world;
    private final Thresholds thresholds;
    private final List<Rally> rallies;

    Openings(World world, Thresholds thresholds, List<Rally> rallies) {
        this.world = world;
        this.thresholds = thresholds;
        this.rallies = rallies;
    }

    /**
     * What opens now.
     *
     * @param margin score over the bar
     */
    record Opening(Scope scope, double margin) {}

    /** The strongest opening among cells that belong to no open incident. */
    Optional<Opening> find(Collection<IncidentState> open) {
        var taken = open.stream()
                .filter(IncidentState::open)
                .flatMap(i -> i.members.keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        var areas = world.watchedAreas(thresholds);
        var bar = Budget.bar(thresholds, places(areas));
        var scopes = new ArrayList<Scope>();
        for (var cells : areas.values()) {
            new ScopeScan(cells, world.now(), view -> !taken.contains(view.cell))
                    .best()
                    .filter(scope -> scope.score() >= LEAST_AREA)
                    .filter(scope -> CommonCause.of(scope, world).isEmpty())
                    .ifPresent(scopes::add);
        }
        return together(scopes, areas.size()).flatMap(scope -> judge(scope, bar));
    }

    private static int places(Map<String, List<CellView>> areas) {
        return areas.values().stream()
                .mapToInt(cells -> (int)
                        cells.stream().map(view -> view.cell.place()).distinct().count())
                .sum();
    }

    private Optional<Opening> judge(Scope scope, double bar) {
        var lowered = bar - Budget.rallyBonus(thresholds, rallies, scope.places(), world.now());
        if (scope.score() < lowered || scope.silent() < thresholds.minProbes() || tooWide(scope)) {
            return Optional.empty();
        }
        return Optional.of(new Opening(scope, scope.score() - lowered));
    }

    /** Areas that fell silent within the same minute are one scope, at the price of choosing them among all. */
    private static Optional<Scope> together(List<Scope> scopes, int areas) {
        var lead = scopes.stream().max(Comparator.comparingDouble(Scope::score));
        if (lead.isEmpty()) {
            return lead;
        }
        var onset = lead.get().onset();
        var group = scopes.stream()
                .filter(scope -> Math.abs(scope.onset() - onset) <= TOGETHER_HOPS)
                .toList();
        var score = group.stream().mapToDouble(Scope::score).sum() - Combinations.ln(areas, group.size());
        if (score <= lead.get().score()) {
            return lead;
        }
        var cells = new TreeSet<Cell>();
        group.forEach(scope -> cells.addAll(scope.cells()));
        var silent = group.stream().mapToDouble(Scope::silent).sum();
        return Optional.of(new Scope(onset, lead.get().rampMillis(), score, silent, List.copyOf(cells)));
    }

    private boolean tooWide(Scope scope) {
        var age = world.now() - HopSummary.startOf(scope.onset() + 1);
        if (age >= RESTART_WAIT_MILLIS) {
            return false;
        }
        for (var country : countries(scope)) {
            if (mostFellSilent(country, scope.onset())) {
                return true;
            }
        }
        return false;
    }

    private Set<String> countries(Scope scope) {
        return scope.cells().stream()
                .map(cell -> World.country(cell, thresholds))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether most cells of a country, in many areas, have hardly been heard since the onset, silent yet or not. */
    private boolean mostFellSilent(String country, long onset) {
        var areas = new TreeSet<String>();
        var quiet = 0;
        var known = 0;
        for (var view : world.cells.values()) {
            var expected = view.expectedSince(onset, world.hop());
            if (expected >= 1 && World.country(view.cell, thresholds).equals(country)) {
                known++;
                if (view.heardSince(onset, world.hop()) <= QUIET * expected) {
                    quiet++;
                    areas.add(view.area);
                }
            }
        }
        return areas.size() >= MANY_AREAS && quiet >= MOST_OF_COUNTRY * known;
    }
}
