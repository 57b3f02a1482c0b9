package kz.dabyl.detector.core.troubles;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import kz.dabyl.detector.core.cells.CellView;
import kz.dabyl.detector.core.cells.Onset;
import kz.dabyl.detector.core.cells.Presence;
import kz.dabyl.detector.core.rules.Family;
import kz.dabyl.detector.core.scopes.Afflictions;
import kz.dabyl.detector.core.scopes.Controls;
import kz.dabyl.detector.core.scopes.HopView;
import kz.dabyl.detector.core.scopes.Scope;
import kz.dabyl.detector.core.scopes.Signal;
import kz.dabyl.detector.core.world.World;
import kz.dabyl.model.Cell;
import kz.dabyl.model.IncidentKind;
import kz.dabyl.model.Thresholds;

/** What the targets' troubles in some cells amount to: which targets fell together, and the {@link Pattern} they make. */
public final class Troubles {

    /** Evidence by which a target belongs to an incident whose cells and onset another one has shown. */
    private static final double ALSO_NATS = 3;

    /** What fewer of the probes try may be made up by one of them, or be the address of a collector that few know. */
    private static final double MANY = 0.5;

    private final HopView hop;
    private final World world;
    private final Thresholds thresholds;

    public Troubles(HopView hop, Thresholds thresholds) {
        this.hop = hop;
        this.world = hop.world();
        this.thresholds = thresholds;
    }

    /** What a trouble is, and which of its targets are of it. */
    public record Verdict(Signal signal, IncidentKind kind, Optional<Method> method, boolean controlled) {}

    /** The verdict on what {@code signal} and {@code scope} have shown; none where it is nothing of ours. */
    public Optional<Verdict> judge(Signal signal, Scope scope) {
        var cells = Set.copyOf(scope.cells());
        var together = together(signal, scope);
        var whole = pattern(signal.family(), together, cells, together);
        if (whole.kind().filter(IncidentKind.INTERNATIONAL_CUT::equals).isPresent()) {
            return verdict(Signal.of(signal.family(), together), whole, cells);
        }
        var alike = new TreeSet<>(signal.targets());
        var abroad = abroad(signal, cells).life();
        var method = Method.of(views(cells), signal.targets());
        for (var target : together) {
            var one = Signal.of(signal.family(), target);
            var sameMethod = signal.family() != Family.FAILING || Method.of(views(cells), one.targets()) == method;
            if (sameMethod && abroad(one, cells).life() == abroad) {
                alike.add(target);
            }
        }
        return verdict(Signal.of(signal.family(), alike), pattern(signal.family(), together, cells, alike), cells);
    }

    /** The verdict on the targets of an incident in {@code cells} as things stand; none where it is nothing of ours. */
    public Optional<Verdict> judgeAgain(Signal signal, Set<Cell> cells) {
        var ailing = new TreeSet<>(signal.targets());
        for (var target : tried(cells)) {
            if (here(signal.family(), target, cells).life() == Controls.Life.SILENT) {
                ailing.add(target);
            }
        }
        return verdict(signal, pattern(signal.family(), ailing, cells, signal.targets()), cells);
    }

    private Optional<Verdict> verdict(Signal signal, Pattern pattern, Set<Cell> cells) {
        return pattern.kind()
                .map(kind -> new Verdict(
                        signal,
                        kind,
                        kind == IncidentKind.BLOCKING
                                ? Optional.of(Method.of(views(cells), signal.targets()))
                                : Optional.empty(),
                        pattern.controlled()));
    }

    /** The targets that ail in most of the same cells since the same time. */
    private Set<String> together(Signal signal, Scope scope) {
        var together = new TreeSet<>(signal.targets());
        for (var target : tried(scope.cells())) {
            var presences = new ArrayList<Presence>();
            var landscape =
                    Afflictions.of(Signal.of(signal.family(), target), views(scope.cells()), thresholds, world.hop());
            landscape.cells().values().forEach(population -> presences.addAll(population.presences()));
            var onset = Onset.at(presences, scope.onset(), scope.rampMillis());
            if (onset.most() && onset.nats() >= ALSO_NATS) {
                together.add(target);
            }
        }
        return together;
    }

    /** @param own those of {@code ailing} whose fate elsewhere counts */
    private Pattern pattern(Family family, Set<String> ailing, Set<Cell> cells, Collection<String> own) {
        var well = wellHere(family, ailing, cells);
        var landscape = hop.landscape(Signal.of(family, own), thresholds);
        var countries = countries(cells);
        var elsewhere = Standing.of(
                landscape, p -> !cells.contains(p.cell()) && countries.contains(World.country(p.cell(), thresholds)));
        var far = ailing.stream().filter(Pattern::isFar).toList();
        return new Pattern(
                family,
                ailing,
                Method.of(views(cells), far),
                well,
                abroad(landscape.signal(), cells).life(),
                elsewhere.life());
    }

    /** The targets other than {@code ailing} that are as usual in {@code cells}, of those that many there try. */
    private Set<String> wellHere(Family family, Set<String> ailing, Set<Cell> cells) {
        var standings = new TreeMap<String, Standing>();
        tried(cells).forEach(target -> standings.put(target, here(family, target, cells)));
        var most =
                standings.values().stream().mapToDouble(Standing::weight).max().orElse(0);
        standings.keySet().removeAll(ailing);
        standings.values().removeIf(s -> s.life() != Controls.Life.LIVE || s.weight() < MANY * most);
        return standings.keySet();
    }

    /** How a signal stands in other countries than those of {@code cells}. */
    public Standing abroad(Signal signal, Set<Cell> cells) {
        var countries = countries(cells);
        return Standing.of(
                hop.landscape(signal, thresholds), p -> !countries.contains(World.country(p.cell(), thresholds)));
    }

    private Standing here(Family family, String target, Collection<Cell> cells) {
        var signal = Signal.of(family, target);
        return Standing.of(Afflictions.of(signal, views(cells), thresholds, world.hop()), population -> true);
    }

    private Set<String> countries(Collection<Cell> cells) {
        var countries = new TreeSet<String>();
        cells.forEach(cell -> countries.add(World.country(cell, thresholds)));
        return countries;
    }

    private List<CellView> views(Collection<Cell> cells) {
        return cells.stream()
                .sorted()
                .map(world.cells()::get)
                .filter(java.util.Objects::nonNull)
                .toList();
    }

    private Set<String> tried(Collection<Cell> cells) {
        var targets = new TreeSet<String>();
        for (var view : views(cells)) {
            targets.addAll(view.targets().keySet());
        }
        return targets;
    }
}
