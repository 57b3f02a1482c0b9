package kz.dabyl.detector.core.incidents;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import kz.dabyl.detector.core.cells.Population;
import kz.dabyl.detector.core.scopes.Combinations;
import kz.dabyl.detector.core.scopes.Landscape;
import kz.dabyl.model.Cell;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.Places;

/**
 * Which cells join an open incident: those of its areas that fell silent with it, or after it for longer than short
 * outages last.
 *
 * <p>The more cells there are to choose from, the more evidence chance finds in one of them; neighbours are fewer. All
 * networks of a place add up, since their short outages are independent. What falls silent in the same city more than five
 * minutes later and beside none of its places is another cut; beside one of them it is if it fell more than five minutes after
 * the last of these, and opens by itself within ten minutes. No cell is of two incidents.
 */
public final class Spread {

    /** Evidence by which a cell joins whose place and network are affected already: that it is, is likely. */
    private static final double INSIDE_NATS = 1.5;

    /** Evidence over the price by which any other joins that fell silent with it: one wrong in a hundred. */
    private static final double JOIN_NATS = Math.log(100);

    /** The same of those that fell silent later: one wrong in a thousand. */
    private static final double LATER_NATS = Math.log(1000);

    private static final double NETWORK_PENALTY = 0.5;

    /**
     * What begins in the same area so soon after is the same incident spreading: for so long a cut may take the rest of its
     * area, wherever in it.
     */
    public static final long SAME_HOPS = 5 * 60_000L / HopSummary.HOP_MILLIS;

    /** By then one network alone has opened by itself, if it can. */
    private static final long ALONE_HOPS = 10 * 60_000L / HopSummary.HOP_MILLIS;

    private final Landscape landscape;
    private final IncidentState incident;
    private final Set<Cell> elsewhere;
    private final long onset;

    /** Hops after which its places fell, and the last of these. */
    private final Map<String, Long> fell = new HashMap<>();

    private long latest;

    private final Set<String> places = new HashSet<>();
    private final Set<String> networks = new HashSet<>();
    private final Map<String, List<Population>> outside = new TreeMap<>();

    /** @param elsewhere cells of other open incidents of the same signal */
    Spread(Landscape landscape, IncidentState incident, Set<Cell> elsewhere) {
        this.landscape = landscape;
        this.incident = incident;
        this.elsewhere = elsewhere;
        onset = incident.lastOnset();
        latest = onset;
    }

    /** A silent cell that may join. */
    private record Candidate(Population view, Population.BestOnset best, double nats, double bar) {}

    void run() {
        var around = landscape.in(incident.areas);
        if (!anyMayJoin(around)) {
            return;
        }
        for (var member : incident.telling()) {
            places.add(member.cell.place());
            networks.add(member.cell.network() + member.cell.access());
            fell.merge(member.cell.place(), member.onset, Math::min);
        }
        latest = Math.max(
                onset, fell.values().stream().mapToLong(Long::longValue).max().orElse(onset));
        for (var view : around) {
            if (isFree(view)) {
                outside.computeIfAbsent(view.cell().place(), p -> new ArrayList<>())
                        .add(view);
            }
        }
        var neighbours = neighbours();
        var near = cells(neighbours);
        var all = cells(outside.keySet());
        outside.forEach((place, views) -> {
            var beside = neighbours.contains(place);
            join(place, views, Math.log(beside ? near : all), beside);
        });
    }

    /** Whether the place lies within one of the incident's, or one of these within it. A region has all of its hexagons in it. */
    private boolean overlaps(String place) {
        return !Places.isHex(place)
                || places.stream().anyMatch(known -> !Places.isHex(known) || Places.overlaps(known, place));
    }

    /** Whether the view fell silent too late to be of this cut, or may be of another one that has yet to open. */
    private boolean another(Candidate candidate, boolean beside) {
        return landscape.signal().isSilence()
                && !candidate.view.onlySources()
                && candidate.best.hop() - (beside ? latest : onset) > SAME_HOPS
                && (!beside || landscape.hop() - candidate.best.hop() <= ALONE_HOPS);
    }

    private boolean isFree(Population view) {
        return !incident.holds(view.cell()) && !elsewhere.contains(view.cell());
    }

    /** In most hops it is known without looking at anybody that nobody does. */
    private boolean anyMayJoin(Iterable<? extends Population> around) {
        for (var view : around) {
            if (view.mayHaveFallen() && isFree(view)) {
                return true;
            }
        }
        return false;
    }

    private Set<String> neighbours() {
        var neighbours = new HashSet<String>();
        for (var place : places) {
            if (Places.isHex(place)) {
                neighbours.addAll(Places.disk(place, 1));
            } else {
                neighbours.add(place);
            }
        }
        return neighbours;
    }

    private double cells(Set<String> of) {
        var count = 0;
        for (var entry : outside.entrySet()) {
            count += of.contains(entry.getKey()) ? entry.getValue().size() : 0;
        }
        return Math.max(1, count);
    }

    private void join(String place, List<Population> views, double price, boolean beside) {
        var candidates = new ArrayList<Candidate>();
        var together = 0.0;
        for (var view : views) {
            if (!view.mayHaveFallen()) {
                continue;
            }
            var candidate = candidate(place, view, price);
            if (candidate.nats >= INSIDE_NATS && (overlaps(place) || !another(candidate, beside))) {
                candidates.add(candidate);
                together += candidate.nats - NETWORK_PENALTY;
            }
        }
        together -= Combinations.ln(views.size(), candidates.size());
        for (var candidate : candidates) {
            if (Math.max(candidate.nats, together) >= candidate.bar && fits(place, candidate.view)) {
                incident.add(candidate.view.cell(), candidate.view.area(), candidate.best.hop(), landscape.hop());
            }
        }
    }

    /**
     * An incident says places × networks. So a network joins it only if half of its cells in these places are silent, and a
     * place only if half of these networks are silent there: one cell's own outage beside the cut must not name all others
     * of its network.
     */
    private boolean fits(String place, Population view) {
        var network = networkOf(view);
        return (networks.contains(network)
                        || half(
                                0,
                                v -> networkOf(v).equals(network)
                                        && (places.contains(v.cell().place())
                                                || v.cell().place().equals(place))))
                && (places.contains(place)
                        || half(
                                lostElsewhere(place),
                                v -> v.cell().place().equals(place) && networks.contains(networkOf(v))));
    }

    /** How many of its networks another incident has lost in a place: that they are silent there is nothing of this one. */
    private long lostElsewhere(String place) {
        return elsewhere.stream()
                .filter(cell -> cell.place().equals(place) && networks.contains(cell.network() + cell.access()))
                .count();
    }

    /**
     * Whether half of these cells or more, or none that could tell, are silent since it began.
     *
     * @param others that are not
     */
    private boolean half(long others, Predicate<Population> which) {
        var silent = 0;
        var all = others;
        for (var view : landscape.cells().values()) {
            if (which.test(view) && !elsewhere.contains(view.cell()) && view.present(onset) > 0) {
                all++;
                silent += 2 * view.aliveWeight() <= view.present(onset) ? 1 : 0;
            }
        }
        return 2L * silent >= all;
    }

    private static String networkOf(Population view) {
        return view.cell().network() + view.cell().access();
    }

    private Candidate candidate(String place, Population view, double price) {
        var best = view.best(incident.rampMillis);
        var inside = places.contains(place)
                && networks.contains(view.cell().network() + view.cell().access());
        var later = (best.hop() - onset) * HopSummary.HOP_MILLIS > incident.rampMillis;
        return new Candidate(
                view, best, bounded(view, best), inside ? INSIDE_NATS : price + (later ? LATER_NATS : JOIN_NATS));
    }

    /** The longer it lasts, the likelier one of its neighbours has a short outage of its own meanwhile. */
    private double bounded(Population view, Population.BestOnset best) {
        if (best.onset().nats() <= 0) {
            return 0;
        }
        if (view.onlySources()) {
            // Whoever speaks once an hour was last heard up to an hour before it was cut.
            return best.hop() > onset ? best.onset().nats() : view.sourcesGainSince(onset);
        }
        if (best.hop() < onset - incident.rampMillis / HopSummary.HOP_MILLIS) {
            return 0;
        }
        var apart = Math.abs(best.hop() - onset) * HopSummary.HOP_MILLIS;
        var age = landscape.nowMillis() - HopSummary.startOf(best.hop() + 1);
        var natural = view.natural().chance(Math.max(2 * incident.rampMillis, apart), age);
        return landscape.signal().family().bounded(best.onset().nats(), natural);
    }
}
