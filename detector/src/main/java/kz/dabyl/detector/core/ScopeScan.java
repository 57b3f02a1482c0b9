package kz.dabyl.detector.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import kz.dabyl.model.Cell;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.Places;
import org.jspecify.annotations.Nullable;

/**
 * Finds the places × networks of one area that best explain who fell silent.
 *
 * <p>Evidence of one network is pooled over the places of a scope before natural outages bound it, since a network's own
 * fault may well take several places; networks add up, since their faults are independent. A live cell inside a scope
 * speaks against it.
 */
final class ScopeScan {

    /** Cuts come at once or, network by network, over some minutes. */
    static final long[] RAMPS_MILLIS = {60_000, 300_000};

    private static final double NETWORK_PENALTY = 0.5;
    private static final double PLACES_PENALTY = 1;
    private static final double LONG_RAMP_PENALTY = 1;
    private static final double LEAST_NETWORK = 2;

    /** Evidence over which a cell counts as silent. */
    static final double SILENT_NATS = 1;

    private final List<CellView> cells;
    private final long now;
    private final Predicate<CellView> free;

    /** @param free cells that may open something: those of an open incident do not open another */
    ScopeScan(List<CellView> cells, long now, Predicate<CellView> free) {
        this.cells = cells;
        this.now = now;
        this.free = free;
    }

    /** The best scope of the area, if any has more for it than against it. */
    Optional<Scope> best() {
        Scope best = null;
        for (var ramp : RAMPS_MILLIS) {
            var suspects = suspects(ramp);
            if (suspects.isEmpty()) {
                continue;
            }
            var families = families(suspects.keySet());
            for (var onset : new TreeSet<>(suspects.values())) {
                for (var places : families) {
                    var scope = score(places, onset, ramp);
                    if (scope != null && (best == null || scope.score() > best.score())) {
                        best = scope;
                    }
                }
            }
        }
        return Optional.ofNullable(best);
    }

    private Map<CellView, Long> suspects(long ramp) {
        var suspects = new LinkedHashMap<CellView, Long>();
        for (var cell : cells) {
            if (cell.anyBroken() && free.test(cell)) {
                var onset = cell.best(ramp);
                if (onset.onset().nats() > SILENT_NATS) {
                    suspects.put(cell, onset.hop());
                }
            }
        }
        return suspects;
    }

    /** Sets of places worth a look: each suspect alone, its surroundings, its parents, all suspects, the whole area. */
    private Collection<Set<String>> families(Set<CellView> suspects) {
        var observed = new TreeSet<String>();
        cells.forEach(cell -> observed.add(cell.cell.place()));
        var seeds = new TreeSet<String>();
        suspects.forEach(cell -> seeds.add(cell.cell.place()));
        var families = new java.util.LinkedHashSet<Set<String>>();
        for (var seed : seeds) {
            families.add(Set.of(seed));
        }
        if (observed.size() > 1) {
            for (var seed : seeds) {
                if (Places.isHex(seed)) {
                    families.add(around(seed, 1, observed));
                    families.add(around(seed, 2, observed));
                    families.add(under(Places.parent(seed, Math.max(0, Places.resolution(seed) - 1)), observed));
                    families.add(under(Places.parent(seed, Math.max(0, Places.resolution(seed) - 2)), observed));
                }
            }
            families.add(seeds);
            families.add(observed);
        }
        return families;
    }

    private static Set<String> around(String seed, int rings, Set<String> observed) {
        var disk = new TreeSet<>(Places.disk(seed, rings));
        disk.retainAll(observed);
        return disk;
    }

    private static Set<String> under(String parent, Set<String> observed) {
        var children = new TreeSet<String>();
        for (var place : observed) {
            if (Places.isHex(place) && Places.overlaps(place, parent)) {
                children.add(place);
            }
        }
        return children;
    }

    private @Nullable Scope score(Set<String> places, long onset, long ramp) {
        var byNetwork = new TreeMap<String, Pool>();
        for (var view : cells) {
            if (places.contains(view.cell.place()) && free.test(view)) {
                byNetwork
                        .computeIfAbsent(view.cell.network() + "/" + view.cell.access(), n -> new Pool())
                        .add(view.cell, Onset.at(view.presences(), onset, ramp));
            }
        }
        var age = now - HopSummary.startOf(onset + 1);
        var silent = new ArrayList<Pool>();
        for (var pool : byNetwork.values()) {
            pool.bounded = Budget.bounded(pool.nats, ramp, age);
            if (pool.bounded >= LEAST_NETWORK && pool.most()) {
                silent.add(pool);
            }
        }
        silent.sort(Comparator.comparingDouble((Pool pool) -> pool.bounded).reversed());
        var price = (places.size() == 1 ? 0 : PLACES_PENALTY) + (ramp == RAMPS_MILLIS[0] ? 0 : LONG_RAMP_PENALTY);
        return choose(silent, byNetwork.size(), price, onset, ramp);
    }

    /** The strongest networks, as many as pay for being chosen among {@code networks}. */
    private static @Nullable Scope choose(List<Pool> silent, int networks, double price, long onset, long ramp) {
        var best = 0.0;
        var chosen = 0;
        var sum = 0.0;
        for (var k = 1; k <= silent.size(); k++) {
            sum += silent.get(k - 1).bounded - NETWORK_PENALTY;
            var score = sum - Combinations.ln(networks, k) - price;
            if (score > best) {
                best = score;
                chosen = k;
            }
        }
        if (chosen == 0) {
            return null;
        }
        var members = new ArrayList<Cell>();
        var probes = 0.0;
        for (var pool : silent.subList(0, chosen)) {
            members.addAll(pool.silent);
            probes += pool.newly;
        }
        members.sort(Comparator.naturalOrder());
        return new Scope(onset, ramp, best, probes, members);
    }

    /** One network over the places of a scope. */
    private static final class Pool {

        private double nats;
        private double bounded;
        private double newly;
        private double newlyWeight;
        private double since;
        private final List<Cell> silent = new ArrayList<>();

        void add(Cell cell, Onset onset) {
            nats += onset.nats();
            newly += onset.newly();
            newlyWeight += onset.newlyWeight();
            since += onset.since();
            if (onset.nats() > SILENT_NATS && onset.most()) {
                silent.add(cell);
            }
        }

        boolean most() {
            return new Onset(nats, newly, newlyWeight, since).most();
        }
    }
}
