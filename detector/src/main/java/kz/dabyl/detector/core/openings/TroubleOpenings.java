package kz.dabyl.detector.core.openings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import kz.dabyl.detector.core.cells.Population;
import kz.dabyl.detector.core.incidents.Excuse;
import kz.dabyl.detector.core.incidents.Excuses;
import kz.dabyl.detector.core.incidents.IncidentState;
import kz.dabyl.detector.core.rules.Budget;
import kz.dabyl.detector.core.scopes.Afflictions;
import kz.dabyl.detector.core.scopes.Controls;
import kz.dabyl.detector.core.scopes.HopView;
import kz.dabyl.detector.core.scopes.Landscape;
import kz.dabyl.detector.core.scopes.Scope;
import kz.dabyl.detector.core.scopes.ScopeScan;
import kz.dabyl.detector.core.scopes.Signal;
import kz.dabyl.detector.core.troubles.CommonFailure;
import kz.dabyl.detector.core.troubles.Standing;
import kz.dabyl.detector.core.troubles.TargetPrefilter;
import kz.dabyl.detector.core.troubles.Troubles;
import kz.dabyl.detector.core.world.World;
import kz.dabyl.model.Cell;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.IncidentKind;
import kz.dabyl.model.Rally;
import kz.dabyl.model.Thresholds;

/**
 * Decides whether what ails with targets is an incident: the same scan as for silence over every target and family that is
 * suspect, enough evidence for having been chosen among all of them, enough probes, a {@code Pattern} that is one, and no
 * {@link CommonFailure} that explains it as well.
 */
public final class TroubleOpenings {

    private static final int FAMILIES = 3;

    /** Servers fail for moments; that is nothing to tell anybody. */
    private static final long DOWN_MILLIS = 60_000;

    /** Controls that try the targets so rarely, or do not agree for so long, are not waited for. */
    private static final long LONGEST_WAIT_MILLIS = 90_000;

    /** A share of the witnesses that ails too and is neither one by chance nor most of them. */
    private static final double SOME = 0.2;

    /** Cells whose probes try so many times more rarely than the average lag behind. */
    private static final double RARELY = 1.2;

    private final HopView view;
    private final World world;
    private final Excuses excuses;
    private final Thresholds thresholds;
    private final List<Rally> rallies;
    private final Collection<IncidentState> incidents;
    private final Troubles troubles;
    private double nearest = Double.NEGATIVE_INFINITY;

    public TroubleOpenings(
            HopView view,
            Excuses excuses,
            Thresholds thresholds,
            List<Rally> rallies,
            Collection<IncidentState> incidents) {
        this.excuses = excuses;
        this.view = view;
        this.world = view.world();
        this.thresholds = thresholds;
        this.rallies = rallies;
        this.incidents = incidents;
        this.troubles = new Troubles(view, thresholds);
    }

    /**
     * What opens now.
     *
     * @param margin score over the bar
     */
    public record Opening(Scope scope, double margin, Troubles.Verdict verdict) {}

    private record Candidate(Signal signal, Scope scope, double margin) {}

    /** The strongest opening among cells that belong to no open incident of the same targets, nor to a cut. */
    public Optional<Opening> find() {
        var suspects = new TargetPrefilter(view, thresholds, this::free);
        var candidates = new ArrayList<Candidate>();
        suspects.forEach(
                (signal, areas) -> scan(signal, areas, suspects.targets()).ifPresent(candidates::add));
        candidates.sort(Comparator.comparingDouble(Candidate::margin).reversed());
        for (var candidate : candidates) {
            var abroad = troubles.abroad(candidate.signal, Set.copyOf(candidate.scope.cells()));
            var everywhere = heed(wasEverywhere(candidate, abroad));
            var verdict = troubles.judge(candidate.signal, candidate.scope)
                    .filter(v -> v.kind() == IncidentKind.TARGET_DOWN || !everywhere);
            if (verdict.isPresent()
                    && fitsElsewhere(candidate, verdict.get(), suspects.targets())
                    && !tooEarly(candidate, verdict.get(), abroad)) {
                return Optional.of(new Opening(candidate.scope, candidate.margin, verdict.get()));
            }
        }
        return Optional.empty();
    }

    /** Whether how all others fare at the same time is as it has to be where this is so. */
    private boolean fitsElsewhere(Candidate candidate, Troubles.Verdict verdict, int targets) {
        if (verdict.kind() == IncidentKind.TARGET_DOWN) {
            var cells = Set.copyOf(candidate.scope.cells());
            return Standing.of(landscape(candidate.signal), p -> !cells.contains(p.cell()))
                            .life()
                    != Controls.Life.LIVE;
        }
        // Without anybody elsewhere nothing can be held against it, and it stays suspected.
        return !verdict.controlled() || !heed(failsOfItself(candidate, targets));
    }

    /** Whether it holds; what it has seen is known to whoever is asked after it. */
    private boolean heed(Veto veto) {
        excuses.note(veto.seen());
        return veto.holds();
    }

    /** Whether it may be a failure of the target's own that hits some of all who ask, rather than something here. */
    private Veto failsOfItself(Candidate candidate, int targets) {
        var scope = candidate.scope;
        var cells = Set.copyOf(scope.cells());
        var countries = countries(scope);
        var landscape = landscape(candidate.signal);
        var failure = CommonFailure.of(
                landscape,
                scope,
                population -> cells.contains(population.cell()),
                population -> !cells.contains(population.cell()) && free(population, candidate.signal),
                population -> !countries.contains(World.country(population.cell(), thresholds)));
        var among = landscape.cells().values().stream()
                .filter(population -> countries.contains(World.country(population.cell(), thresholds)))
                .toList();
        var bar = CommonFailure.bar(targets, age(scope), thresholds.falseAlarmsPerMonth())
                + CommonFailure.price(scope, among)
                - Budget.rallyBonus(thresholds, rallies, scope.places(), world.nowMillis());
        if (failure.nats() < bar) {
            var tenths = (int) (Excuse.FailedShare.TENTHS * failure.share());
            return new Veto(
                    true,
                    tenths > 0 ? Map.of(new Excuse.FailedShare(candidate.signal, tenths), world.hop()) : Map.of());
        }
        return Veto.of(!(failure.afterShare(shareBefore(candidate, landscape)).nats() >= bar));
    }

    /**
     * The largest share of all others, in tenths, whom the target itself may have failed since the scope began to ail. Who
     * tries more rarely than others ails still when they are well again.
     */
    private double shareBefore(Candidate candidate, Landscape landscape) {
        var own = interval(candidate.scope.cells());
        if (own <= RARELY * interval(landscape.cells().keySet())) {
            return 0;
        }
        var since = Math.max(candidate.scope.onset(), world.hop() - (long) (2_000 * own / HopSummary.HOP_MILLIS));
        for (var tenths = Excuse.FailedShare.TENTHS; tenths > 0; tenths--) {
            if (excuses.lastSeen(new Excuse.FailedShare(candidate.signal, tenths)) >= since) {
                return (double) tenths / Excuse.FailedShare.TENTHS;
            }
        }
        return 0;
    }

    /** Mean seconds between the reports of the probes of a cell. */
    private double interval(Collection<Cell> cells) {
        return cells.stream()
                .map(world.cells()::get)
                .filter(Objects::nonNull)
                .mapToInt(view -> view.habits().interval())
                .average()
                .orElse(0);
    }

    private Landscape landscape(Signal signal) {
        return view.landscape(signal, thresholds);
    }

    private long age(Scope scope) {
        return world.nowMillis() - HopSummary.startOf(scope.onset() + 1);
    }

    private Set<String> countries(Scope scope) {
        return scope.cells().stream()
                .map(cell -> World.country(cell, thresholds))
                .collect(Collectors.toSet());
    }

    /**
     * Whether witnesses have had the same trouble since it began. What was everywhere does not become a measure here when
     * it ends abroad a moment earlier.
     */
    private Veto wasEverywhere(Candidate candidate, Standing abroad) {
        var excuse = new Excuse.Everywhere(candidate.signal);
        var now = abroad.life() == Controls.Life.SILENT;
        var last = now ? world.hop() : excuses.lastSeen(excuse);
        return new Veto(last >= candidate.scope.onset(), now ? Map.of(excuse, world.hop()) : Map.of());
    }

    private boolean free(Population population, Signal signal) {
        for (var incident : incidents) {
            if (incident.open()
                    && incident.members().containsKey(population.cell())
                    && (incident.signal().isSilence() || incident.signal().covers(signal))) {
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
                            world.nowMillis(),
                            signal.family(),
                            population -> free(population, signal))
                    .best()
                    .filter(scope -> scope.score() >= ScopeScan.LEAST_AREA)
                    .ifPresent(scopes::add);
        }
        var bar = Budget.bar(thresholds, world.watchedPlaces(thresholds))
                + Math.log(FAMILIES * (double) Math.max(1, targets));
        return Openings.together(scopes, watched.size())
                .map(scope -> new Candidate(
                        signal,
                        scope,
                        scope.score()
                                - bar
                                + Budget.rallyBonus(thresholds, rallies, scope.places(), world.nowMillis())))
                .filter(candidate -> candidate.scope.silent() >= thresholds.minProbes())
                .filter(this::isOver);
    }

    private boolean isOver(Candidate candidate) {
        nearest = Math.max(nearest, candidate.margin);
        return candidate.margin >= 0;
    }

    /** How far over the bar the strongest scope is that enough probes make up, whatever its pattern is, in nats. */
    public double nearest() {
        return nearest;
    }

    /** Whether those who are to bear it out have not had the time to try the targets again. */
    private boolean tooEarly(Candidate candidate, Troubles.Verdict verdict, Standing abroad) {
        var age = age(candidate.scope);
        if (verdict.kind() == IncidentKind.TARGET_DOWN && age < DOWN_MILLIS) {
            return true;
        }
        if (abroad.life() == Controls.Life.LIVE && abroad.share() >= SOME && age < LONGEST_WAIT_MILLIS) {
            return true;
        }
        var countries = countries(candidate.scope);
        var slowest = 0L;
        for (var population : landscape(candidate.signal).cells().values()) {
            if (!countries.contains(World.country(population.cell(), thresholds))) {
                for (var presence : population.presences()) {
                    slowest = Math.max(slowest, presence.keepsPromises() ? presence.intervalSeconds() : 0);
                }
            }
        }
        return age < Math.min(LONGEST_WAIT_MILLIS, slowest * 1000 + HopSummary.HOP_MILLIS);
    }
}
