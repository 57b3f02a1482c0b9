package kz.dabyl.detector.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.IncidentKind;
import kz.dabyl.model.Rally;
import kz.dabyl.model.Thresholds;

/**
 * Decides whether what ails with targets is an incident: the same scan as for silence over every target and family that is
 * suspect, enough evidence for having been chosen among all of them, enough probes, and a {@link Pattern} that is one.
 */
final class TroubleOpenings {

    private static final double LEAST_AREA = 6;
    private static final int FAMILIES = 3;

    /** Servers fail for moments; that is nothing to tell anybody. */
    private static final long DOWN_MILLIS = 60_000;

    /** Controls that try the targets so rarely, or do not agree for so long, are not waited for. */
    private static final long LONGEST_WAIT_MILLIS = 90_000;

    /** A share of the witnesses that ails too and is neither one by chance nor most of them. */
    private static final double SOME = 0.2;

    private final World world;
    private final Thresholds thresholds;
    private final List<Rally> rallies;
    private final Collection<IncidentState> incidents;
    private final Troubles troubles;
    private double nearest = Double.NEGATIVE_INFINITY;

    TroubleOpenings(World world, Thresholds thresholds, List<Rally> rallies, Collection<IncidentState> incidents) {
        this.world = world;
        this.thresholds = thresholds;
        this.rallies = rallies;
        this.incidents = incidents;
        this.troubles = new Troubles(world, thresholds);
    }

    /**
     * What opens now.
     *
     * @param margin score over the bar
     */
    record Opening(Scope scope, double margin, Troubles.Verdict verdict) {}

    private record Candidate(Signal signal, Scope scope, double margin) {}

    /** The strongest opening among cells that belong to no open incident of the same targets, nor to a cut. */
    Optional<Opening> find() {
        var suspects = new Suspects(world, thresholds, (view, signal) -> free(view, signal));
        var candidates = new ArrayList<Candidate>();
        suspects.forEach(
                (signal, areas) -> scan(signal, areas, suspects.targets()).ifPresent(candidates::add));
        candidates.sort(Comparator.comparingDouble(Candidate::margin).reversed());
        for (var candidate : candidates) {
            var abroad = troubles.abroad(candidate.signal, Set.copyOf(candidate.scope.cells()));
            var everywhere = wasEverywhere(candidate, abroad);
            var verdict = troubles.judge(candidate.signal, candidate.scope)
                    .filter(v -> v.kind() == IncidentKind.TARGET_DOWN || !everywhere);
            if (verdict.isPresent() && !tooEarly(candidate, verdict.get(), abroad)) {
                return Optional.of(new Opening(candidate.scope, candidate.margin, verdict.get()));
            }
        }
        return Optional.empty();
    }

    /**
     * Whether witnesses have had the same trouble since it began. What was everywhere does not become a measure here when
     * it ends abroad a moment earlier.
     */
    private boolean wasEverywhere(Candidate candidate, Standing abroad) {
        var key = candidate.signal.family().word() + " " + String.join(" ", candidate.signal.targets());
        if (abroad.life() == Controls.Life.SILENT) {
            world.excuses.put(key, world.hop());
        }
        return world.excuses.getOrDefault(key, Long.MIN_VALUE) >= candidate.scope.onset();
    }

    private boolean free(Population population, Signal signal) {
        for (var incident : incidents) {
            if (incident.open()
                    && incident.members.containsKey(population.cell)
                    && (incident.signal.isSilence() || incident.signal.covers(signal))) {
                return false;
            }
        }
        return true;
    }

    private Optional<Candidate> scan(Signal signal, Set<String> areas, int targets) {
        var watched = world.watchedAreas(thresholds);
        var scopes = new ArrayList<Scope>();
        for (var area : areas) {
            var views = watched.getOrDefault(area, List.of());
            var landscape = Afflictions.of(signal, views, thresholds, world.hop());
            new ScopeScan(
                            List.copyOf(landscape.cells().values()),
                            world.now(),
                            signal.family(),
                            population -> free(population, signal))
                    .best()
                    .filter(scope -> scope.score() >= LEAST_AREA)
                    .ifPresent(scopes::add);
        }
        var bar = Budget.bar(thresholds, world.watchedPlaces(thresholds))
                + Math.log(FAMILIES * (double) Math.max(1, targets));
        return Openings.together(scopes, watched.size())
                .map(scope -> new Candidate(
                        signal,
                        scope,
                        scope.score() - bar + Budget.rallyBonus(thresholds, rallies, scope.places(), world.now())))
                .filter(candidate -> candidate.scope.silent() >= thresholds.minProbes())
                .filter(this::isOver);
    }

    private boolean isOver(Candidate candidate) {
        nearest = Math.max(nearest, candidate.margin);
        return candidate.margin >= 0;
    }

    /** How far over the bar the strongest scope is that enough probes make up, whatever its pattern is, in nats. */
    double nearest() {
        return nearest;
    }

    /** Whether those who are to bear it out have not had the time to try the targets again. */
    private boolean tooEarly(Candidate candidate, Troubles.Verdict verdict, Standing abroad) {
        var age = world.now() - HopSummary.startOf(candidate.scope.onset() + 1);
        if (verdict.kind() == IncidentKind.TARGET_DOWN && age < DOWN_MILLIS) {
            return true;
        }
        if (abroad.life() == Controls.Life.LIVE && abroad.share() >= SOME && age < LONGEST_WAIT_MILLIS) {
            return true;
        }
        var countries = candidate.scope.cells().stream()
                .map(cell -> World.country(cell, thresholds))
                .toList();
        var slowest = 0L;
        for (var population :
                world.landscape(candidate.signal, thresholds).cells().values()) {
            if (!countries.contains(World.country(population.cell, thresholds))) {
                for (var presence : population.presences()) {
                    slowest = Math.max(slowest, presence.keepsPromises() ? presence.intervalSeconds() : 0);
                }
            }
        }
        return age < Math.min(LONGEST_WAIT_MILLIS, slowest * 1000 + HopSummary.HOP_MILLIS);
    }
}
