package kz.dabyl.detector.core.openings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import kz.dabyl.detector.core.cells.CellView;
import kz.dabyl.detector.core.incidents.Excuses;
import kz.dabyl.detector.core.incidents.IncidentState;
import kz.dabyl.detector.core.scopes.Batteries;
import kz.dabyl.detector.core.scopes.Combinations;
import kz.dabyl.detector.core.scopes.Crowd;
import kz.dabyl.detector.core.scopes.Findings;
import kz.dabyl.detector.core.scopes.HopView;
import kz.dabyl.detector.core.scopes.Lines;
import kz.dabyl.detector.core.scopes.Scope;
import kz.dabyl.detector.core.scopes.ScopeScan;
import kz.dabyl.detector.core.scopes.Signal;
import kz.dabyl.detector.core.world.World;
import kz.dabyl.model.Access;
import kz.dabyl.model.Areas;
import kz.dabyl.model.Cell;
import kz.dabyl.model.Rally;
import kz.dabyl.model.Thresholds;

/** Decides whether what fell silent is an incident: enough evidence, enough probes, and no other common cause. */
public final class Openings {

    /** So often an area is looked through again without what something else explains. */
    private static final int MOST_VETOES = 4;

    private static final Scope NOTHING = new Scope(0, 0, 0, 0, 0, List.of());

    private final World world;
    private final Findings findings;
    private final Thresholds thresholds;
    private final OpeningBar openingBar;
    private final Excuses excuses;
    private final Collection<IncidentState> incidents;
    private double nearest = Double.NEGATIVE_INFINITY;

    public Openings(
            HopView hop,
            Excuses excuses,
            Thresholds thresholds,
            List<Rally> rallies,
            Collection<IncidentState> incidents) {
        this.excuses = excuses;
        this.world = hop.world();
        this.findings = hop.findings();
        this.thresholds = thresholds;
        this.incidents = incidents;
        this.openingBar = new OpeningBar(world, thresholds, rallies, incidents);
    }

    /**
     * What opens now.
     *
     * @param margin score over the bar
     */
    public record Opening(Scope scope, double margin) {}

    /**
     * The strongest opening among cells that belong to no open incident. What something else explains hides nothing beside it:
     * then the next is judged, and its areas are looked through again without it.
     */
    public Optional<Opening> find() {
        var areas = world.watchedAreas(thresholds);
        var aside = incidents.stream()
                .filter(incident -> incident.open() && incident.signal().isSilence())
                .flatMap(incident -> incident.telling().stream())
                .map(member -> member.cell())
                .collect(Collectors.toCollection(HashSet::new));
        var bar = openingBar.nats();
        var scopes = new TreeMap<String, Scope>();
        areas.forEach((area, cells) -> strongest(cells, aside).ifPresent(scope -> scopes.put(area, scope)));
        if (scopes.size() > 1 || scopes.values().stream().anyMatch(scope -> mayOpen(scope, bar))) {
            scopes.replaceAll((area, scope) -> uncommon(scope, areas.getOrDefault(area, List.of()), aside));
        }
        for (var vetoes = 0; vetoes < MOST_VETOES; vetoes++) {
            scopes.values().removeIf(NOTHING::equals);
            if (!over(scopes.values(), areas.size(), bar).isEmpty()) {
                scopes.replaceAll((area, scope) -> awake(scope, areas.getOrDefault(area, List.of()), aside));
            }
            var over = over(scopes.values(), areas.size(), bar);
            var opening = over.stream()
                    .filter(o -> !explained(o.scope) && !ofPowerAlone(o.scope, areas, aside, bar))
                    .findFirst();
            if (opening.isPresent() || over.isEmpty()) {
                return opening;
            }
            over.forEach(o -> aside.addAll(hiddenBy(o.scope)));
            scopes.replaceAll((area, scope) ->
                    aside.containsAll(scope.cells()) ? next(areas.getOrDefault(area, List.of()), aside) : scope);
        }
        return Optional.empty();
    }

    private Scope next(List<CellView> cells, Set<Cell> aside) {
        return strongest(cells, aside)
                .map(scope -> uncommon(scope, cells, aside))
                .orElse(NOTHING);
    }

    /** What is left of the best scope of an area if its phones may fall asleep all at once. */
    private Scope awake(Scope scope, List<CellView> cells, Set<Cell> aside) {
        var left = cells.isEmpty() ? scope : findings.awake(scope, cells, aside);
        return left.score() >= ScopeScan.LEAST_AREA ? left : NOTHING;
    }

    /** The best scope of an area without the cells aside. */
    private Optional<Scope> strongest(List<CellView> cells, Set<Cell> aside) {
        return findings.silence(cells, aside).filter(scope -> scope.score() >= ScopeScan.LEAST_AREA);
    }

    /** The given best scope of an area, or the next that no collector and no version explains; {@link #NOTHING} if all are. */
    private Scope uncommon(Scope first, List<CellView> cells, Set<Cell> aside) {
        var passed = new TreeSet<>(aside);
        var best = Optional.of(first);
        for (var vetoes = 0; vetoes < MOST_VETOES && best.isPresent(); vetoes++) {
            if (!findings.isCommon(best.get())) {
                return best.get();
            }
            passed.addAll(best.get().cells());
            best = strongest(cells, passed);
        }
        return NOTHING;
    }

    /** Those over the bar of enough probes, areas that fell together first, the strongest first. */
    private List<Opening> over(Collection<Scope> scopes, int areas, double bar) {
        var ordered = new LinkedHashSet<Scope>();
        for (var cut : new OneCut(world, excuses).sort(scopes, scope -> openingBar.suffices(scope, bar))) {
            notOfPower(cut, areas, bar).ifPresent(ordered::add);
        }
        scopes.stream()
                .sorted(Comparator.comparingDouble(Scope::score).reversed())
                .forEach(ordered::add);
        var over = new ArrayList<Opening>();
        for (var scope : ordered) {
            if (openingBar.enoughProbes(scope)) {
                var margin = openingBar.margin(scope, bar);
                nearest = Math.max(nearest, margin);
                if (margin >= 0) {
                    over.add(new Opening(scope, margin));
                }
            }
        }
        return over;
    }

    /** All areas that fell together: lines that lost their current in one of them speak for nothing in another. */
    private Optional<Scope> notOfPower(Collection<Scope> scopes, int areas, double bar) {
        var all = together(List.copyOf(scopes), areas);
        if (all.isEmpty() || scopes.contains(all.get()) || openingBar.margin(all.get(), bar) < 0) {
            return all;
        }
        var others = scopes.stream()
                .filter(scope -> networks(scope, Access.MOBILE) > 0 || !ofPower(scope))
                .toList();
        return others.size() == scopes.size() ? all : together(others, areas);
    }

    /** What is far under the bar opens nothing, whatever caused it: to look for that takes a look at every probe. */
    private boolean mayOpen(Scope scope, double bar) {
        return openingBar.enoughProbes(scope) && openingBar.margin(scope, bar) >= -OpeningBar.NEAR_NATS;
    }

    /** How far over the bar the strongest scope is that enough probes make up, whatever else speaks against it, in nats. */
    public double nearest() {
        return nearest;
    }

    /** Whether something that is no incident explains it, or may yet. */
    private boolean explained(Scope scope) {
        return isAskedYet(scope)
                || tooWide(scope)
                || tooEarly(scope)
                || heed(new RestartVeto(world, excuses, thresholds, incidents).explains(scope))
                || ofPower(scope)
                || (!saidOutright(scope) && heed(DeafnessVeto.explains(scope, world, excuses, thresholds)));
    }

    private boolean ofPower(Scope scope) {
        return heed(PowerCutVeto.explains(scope, world, excuses));
    }

    /** Whether it holds; what it has seen is known to whoever is asked after it. */
    private boolean heed(Veto veto) {
        excuses.note(veto.seen());
        return veto.holds();
    }

    /**
     * Whether lines without current carry a scope over the bar to which few of its phones would have brought it: in a crowd, for
     * masts of a place that lost its current are overrun, or with modems that lost it too. Where masts die the phones suffice, and
     * phones of several networks fall.
     */
    private boolean ofPowerAlone(Scope scope, Map<String, List<CellView>> areas, Set<Cell> aside, double bar) {
        var lines = scope.of(Access.FIXED);
        if (lines.isEmpty() || lines.get().cells().size() == scope.cells().size()) {
            return false;
        }
        var around = scope.cells().stream()
                .map(cell -> Areas.of(cell.place()))
                .distinct()
                .map(area -> areas.getOrDefault(area, List.of()))
                .toList();
        var crowd = around.stream().anyMatch(Crowd::isIn);
        var modems = (crowd || networks(scope, Access.MOBILE) == 1) && Batteries.tellWithoutTheMains(scope, world);
        if ((!modems && !crowd) || !ofPower(lines.get())) {
            return false;
        }
        var without = new TreeSet<>(aside);
        without.addAll(lines.get().cells());
        var phones = around.stream()
                .flatMap(cells -> (modems
                                ? Batteries.strongest(scope, cells, without, world.nowMillis())
                                : strongest(cells, without))
                        .stream())
                .filter(rest -> rest.cells().stream().anyMatch(scope.cells()::contains))
                .toList();
        return together(phones, areas.size()).stream()
                .noneMatch(rest -> openingBar.enoughProbes(rest) && openingBar.margin(rest, bar) >= 0);
    }

    private static long networks(Scope scope, Access access) {
        return scope.cells().stream()
                .filter(cell -> cell.access() == access)
                .map(Cell::network)
                .distinct()
                .count();
    }

    /** What is not judged beside what something explains: where the current fails, other lines may follow. */
    private Set<Cell> hiddenBy(Scope scope) {
        var hidden = new TreeSet<>(scope.cells());
        if (ofPower(scope)) {
            var areas =
                    scope.cells().stream().map(cell -> Areas.of(cell.place())).collect(Collectors.toSet());
            for (var view : world.cells().values()) {
                if (view.cell().access() == Access.FIXED && areas.contains(view.area())) {
                    hidden.add(view.cell());
                }
            }
        }
        return hidden;
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

    /** Whether it is soon known whether it is an incident that closed of late, or of one that is open elsewhere, or another. */
    private boolean isAskedYet(Scope scope) {
        return isAgainPerhaps(scope) || isOfAnotherPerhaps(scope);
    }

    private boolean isAgainPerhaps(Scope scope) {
        return new Reopening(world, incidents).isAskedYet(scope)
                && new Continuity(world, excuses, thresholds, incidents)
                        .open(Signal.SILENCE, null, scope)
                        .isEmpty();
    }

    private boolean isOfAnotherPerhaps(Scope scope) {
        return incidents.stream()
                .filter(incident -> incident.open() && incident.signal().isSilence())
                .filter(incident -> Math.abs(incident.lastOnset() - scope.onset()) <= Continuity.TOGETHER_HOPS)
                .filter(incident -> !Continuity.sharesArea(incident, scope))
                .map(incident ->
                        new OneCut(world, excuses).ask(OneCut.FallenCells.of(incident), OneCut.FallenCells.of(scope)))
                .anyMatch(answer -> answer == OneCut.Answer.PERHAPS || answer == OneCut.Answer.HARDLY);
    }

    private boolean tooWide(Scope scope) {
        return !saidOutright(scope) && heed(new FleetRestartVeto(world, excuses, thresholds).explains(scope));
    }

    /** Whether the fixed lines beside the phones may yet tell that they fall too: what takes both is no shutdown of mobile networks. */
    private boolean tooEarly(Scope scope) {
        return !Lines.haveSpoken(world, scope.onset())
                && Lines.beside(scope, world).mayYetTell();
    }

    /** Whether enough probes report that no target answers them: those of a fleet that restarts report nothing. */
    private boolean saidOutright(Scope scope) {
        var dark = 0.0;
        for (var cell : scope.cells()) {
            var view = world.cells().get(cell);
            dark += view == null ? 0 : view.darkSince(scope.onset());
        }
        return dark >= thresholds.minProbes();
    }
}
