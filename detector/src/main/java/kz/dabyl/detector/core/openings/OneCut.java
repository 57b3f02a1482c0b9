package kz.dabyl.detector.core.openings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import kz.dabyl.detector.core.cells.Onset;
import kz.dabyl.detector.core.cells.Population;
import kz.dabyl.detector.core.incidents.Excuses;
import kz.dabyl.detector.core.incidents.IncidentState;
import kz.dabyl.detector.core.rules.Shares;
import kz.dabyl.detector.core.scopes.Lines;
import kz.dabyl.detector.core.scopes.Scope;
import kz.dabyl.detector.core.world.World;
import kz.dabyl.model.Access;
import kz.dabyl.model.Cell;
import kz.dabyl.model.HopSummary;

/**
 * Whether what fell silent at two times and places may be one cut: of the same networks. An incident says places × networks, so a
 * network that is lost in one place and lives in the other makes two of them, and so do fixed lines.
 *
 * <p>For a while it is not known of all whether they live, since the last reports of those who are cut off come after the first are
 * missed. Networks of one cut fall one after the other too: of what falls slowly it is known by how many would be silent by then.
 */
final class OneCut {

    /** Of a network that lives one probe in ten is silent, of one that has fallen half are known to be. */
    private static final double ABSENT = 0.1;

    private static final double FALLEN = 0.5;

    /** So many nats more likely it has to be one of both: three probes that live, of which none is silent. */
    private static final double ENOUGH = Math.log(5);

    /** Of what was cut at one stroke fewer live. */
    private static final double SOME = 0.15;

    /** By then whoever promises a report each half minute has told whether it lives. */
    private static final long TOLD_HOPS = 60_000 / HopSummary.HOP_MILLIS;

    private static final long RAMP_HOPS = Onset.LONG_RAMP_MILLIS / HopSummary.HOP_MILLIS;

    /** Who falls is missed about so long after. */
    private static final double UNSEEN_HOPS = TOLD_HOPS / 2.0;

    /** By then all that falls slowly has fallen and is missed. */
    private static final long SLOW_HOPS = RAMP_HOPS + TOLD_HOPS;

    /** The share of their interval after which those have spoken again who were not cut off with the others. */
    private static final double ROUND = Lines.LAST_WORDS_HOPS * HopSummary.HOP_MILLIS / 30_000.0;

    private final World world;
    private final Excuses excuses;

    OneCut(World world, Excuses excuses) {
        this.world = world;
        this.excuses = excuses;
    }

    /** What is known of it. */
    enum Answer {
        /** The same networks are lost in both. */
        SAME,
        /** Some networks are, and of others it will be known soon. */
        PERHAPS,
        /** None is so far, and of others it will be known soon. */
        HARDLY,
        APART
    }

    /** Cells of one area, or of several, that fell silent after a hop, one after the other over some minutes if {@code slow}. */
    public record FallenCells(Collection<Cell> cells, long onset, boolean slow) {

        static FallenCells of(Scope scope) {
            return new FallenCells(new LinkedHashSet<>(scope.cells()), scope.onset(), isSlow(scope.rampMillis()));
        }

        /** What fell silent when it began, or when it opened again. */
        static FallenCells of(IncidentState incident) {
            var cells = incident.telling().stream()
                    .map(member -> member.cell())
                    .collect(Collectors.toCollection(LinkedHashSet::new));
            return new FallenCells(cells, incident.lastOnset(), isSlow(incident.rampMillis()));
        }

        private static boolean isSlow(long rampMillis) {
            return rampMillis > Onset.SHORT_RAMP_MILLIS;
        }

        private Set<String> networks() {
            return cells.stream().map(Population::pool).collect(Collectors.toCollection(TreeSet::new));
        }

        private TreeSet<String> places(Predicate<Cell> which) {
            return cells.stream().filter(which).map(Cell::place).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /**
     * Scopes of different areas, sorted into those that may be one, the strongest first.
     *
     * @param alone which of them need no others, and so can wait until more is known
     */
    List<List<Scope>> sort(Collection<Scope> scopes, Predicate<Scope> alone) {
        var sorted = new ArrayList<List<Scope>>();
        for (var scope : scopes.stream()
                .sorted(Comparator.comparingDouble(Scope::score).reversed())
                .toList()) {
            sorted.stream()
                    .filter(group -> group.stream().allMatch(other -> goTogether(scope, other, alone)))
                    .findFirst()
                    .orElseGet(() -> {
                        var group = new ArrayList<Scope>();
                        sorted.add(group);
                        return group;
                    })
                    .add(scope);
        }
        return sorted;
    }

    private boolean goTogether(Scope one, Scope other, Predicate<Scope> alone) {
        var answer = ask(FallenCells.of(one), FallenCells.of(other));
        return answer == Answer.SAME || (answer == Answer.PERHAPS && !(alone.test(one) && alone.test(other)));
    }

    Answer ask(FallenCells one, FallenCells other) {
        if (excuses.anyWideSince(Math.min(one.onset, other.onset))) {
            // What takes most of a country takes all of its networks.
            return Answer.SAME;
        }
        var age = world.hop() - Math.max(one.onset, other.onset);
        return age <= SLOW_HOPS && (one.slow || other.slow) ? askSlow(one, other, age) : askSharp(one, other, age);
    }

    /** Any network may be the last to go. */
    private Answer askSlow(FallenCells one, FallenCells other, long age) {
        var share = FALLEN * (age - UNSEEN_HOPS) / RAMP_HOPS;
        return share > ABSENT && missing(one, other, share) == Answer.APART ? Answer.APART : Answer.SAME;
    }

    private Answer askSharp(FallenCells one, FallenCells other, long age) {
        if (anyLive(one) || anyLive(other)) {
            // Where some of what fell live nothing is known by who lives.
            return Answer.SAME;
        }
        var worst = worse(missing(one, other, FALLEN), lines(one, other));
        if (worst != Answer.PERHAPS) {
            return worst;
        }
        if (age >= TOLD_HOPS) {
            return Answer.SAME;
        }
        return Collections.disjoint(one.networks(), other.networks()) ? Answer.HARDLY : Answer.PERHAPS;
    }

    /** Whether some of what fell still live: probes fall one after the other, or it leaks. */
    private boolean anyLive(FallenCells fall) {
        var since = fall.onset + lastWords(fall);
        var alive = 0.0;
        var fallen = 0.0;
        for (var cell : fall.cells) {
            var view = world.cells().get(cell);
            if (view != null) {
                alive += view.aliveSince(since);
                fallen += view.fallen(fall.onset);
            }
        }
        return alive > SOME * (alive + fallen);
    }

    private static Answer worse(Answer one, Answer other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** @param fallen share of a network's probes that is known to be silent by now if it falls */
    private Answer missing(FallenCells one, FallenCells other, double fallen) {
        return worse(missing(one.networks(), one, other, fallen), missing(other.networks(), other, one, fallen));
    }

    /** How it stands where {@code here} fell with those of the networks {@code lost} that are lost only {@code elsewhere}. */
    private Answer missing(Set<String> lost, FallenCells elsewhere, FallenCells here, double fallen) {
        var networks = here.networks();
        var places = here.places(cell -> true);
        var worst = Answer.SAME;
        var since = Long.MIN_VALUE;
        for (var network : lost) {
            if (!networks.contains(network)) {
                since = since == Long.MIN_VALUE ? here.onset + lastWords(here) : since;
                var toll = toll(network, places, elsewhere, here.onset, since);
                worst = worse(worst, toll.answer(fallen));
            }
        }
        return worst;
    }

    /** That it is lost in a cell which fell elsewhere too says nothing of the others. */
    private Toll toll(String network, Set<String> places, FallenCells elsewhere, long onset, long since) {
        var alive = 0.0;
        var silent = 0.0;
        var present = 0.0;
        for (var place : places) {
            for (var view : world.index().at(place)) {
                if (Population.pool(view.cell()).equals(network) && !elsewhere.cells.contains(view.cell())) {
                    alive += view.aliveSince(since);
                    // Those who fell after the onset count too: of a network that falls slowly most do.
                    silent += view.fallen(onset);
                    present += view.present(onset);
                }
            }
        }
        return new Toll(alive, silent, present);
    }

    /** The probes of a network where others fell, by weight. */
    private record Toll(double alive, double silent, double present) {

        Answer answer(double fallen) {
            var nats = alive * Math.log((1 - ABSENT) / (1 - fallen))
                    + (silent == 0 ? 0 : silent * Math.log(ABSENT / fallen));
            if (nats >= ENOUGH) {
                return Answer.APART;
            }
            return nats <= -ENOUGH || present < Shares.MORE_THAN_ONE ? Answer.SAME : Answer.PERHAPS;
        }
    }

    /** Whether fixed lines fell beside the phones of one and live beside those of the other. */
    private Answer lines(FallenCells one, FallenCells other) {
        var these = beside(one);
        var those = beside(other);
        if (these.present() < Shares.MORE_THAN_ONE
                || those.present() < Shares.MORE_THAN_ONE
                || these.lost() == those.lost()) {
            return Answer.SAME;
        }
        return (these.lost() ? those : these).mayYetTell() ? Answer.PERHAPS : Answer.APART;
    }

    private Lines beside(FallenCells fall) {
        return Lines.beside(fall.places(cell -> cell.access() == Access.MOBILE), world, fall.onset);
    }

    /** For so many hops after the onset, that of the first who are missed, those who are cut off may still have spoken. */
    private long lastWords(FallenCells fall) {
        var seconds = 0.0;
        var weight = 0.0;
        for (var cell : fall.cells) {
            var view = world.cells().get(cell);
            if (view != null) {
                for (var presence : view.presences()) {
                    if (presence.broken() > 0 && !presence.sources() && presence.lastHeard() <= fall.onset) {
                        seconds += presence.weight() * presence.intervalSeconds();
                        weight += presence.weight();
                    }
                }
            }
        }
        return weight == 0
                ? Lines.LAST_WORDS_HOPS
                : (long) Math.ceil(ROUND * seconds / weight * 1000 / HopSummary.HOP_MILLIS);
    }
}
