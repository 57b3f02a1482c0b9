package kz.dabyl.detector.core.scopes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import kz.dabyl.detector.core.cells.Onset;
import kz.dabyl.detector.core.cells.Population;
import kz.dabyl.detector.core.rules.Family;
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
public final class ScopeScan {

    /** What speaks for a scope of one area has to be so much, however low the bar is. */
    public static final double LEAST_AREA = 6;

    private static final List<Long> RAMPS_MILLIS = List.of(Onset.SHORT_RAMP_MILLIS, Onset.LONG_RAMP_MILLIS);

    private static final double NETWORK_PENALTY = 0.5;
    private static final double PLACES_PENALTY = 1;
    private static final double LONG_RAMP_PENALTY = 1;
    private static final double LEAST_NETWORK = 2;
    private static final double AS_GOOD = 3;
    private static final double LOOK_SECONDS = 60;

    /** Evidence over which a cell counts as silent. */
    private static final double SILENT_NATS = 1;

    /** Sets of many places are tried with the onsets that most of the silent share, no more than so many. */
    private static final int MOST_ONSETS = 12;

    private final Map<String, List<Population>> byPlace = new TreeMap<>();
    private final long nowMillis;
    private final Family family;
    private final Predicate<Population> free;
    private final Map<String, Set<String>> children = new HashMap<>();
    private final List<Scope> found = new ArrayList<>();
    private double bestScore;

    /**
     * @param family what is looked for
     * @param free cells that may open something: those of an open incident do not open another
     */
    public ScopeScan(List<? extends Population> cells, long nowMillis, Family family, Predicate<Population> free) {
        for (var cell : cells) {
            byPlace.computeIfAbsent(cell.cell().place(), p -> new ArrayList<>()).add(cell);
        }
        this.nowMillis = nowMillis;
        this.family = family;
        this.free = free;
    }

    /**
     * The best scope of the area, if any has more for it than against it. That something happened is judged by bounded
     * evidence, which grows little with the places; among scopes that prove it about as well, the one that explains the
     * silence best says where.
     */
    public Optional<Scope> best() {
        for (long ramp : RAMPS_MILLIS) {
            var suspects = suspects(ramp);
            if (!suspects.isEmpty()) {
                for (var family : nearby(suspects.keySet())) {
                    tryAll(family, onsetsIn(family, suspects), ramp);
                }
                var onsets = commonOnsets(suspects.values());
                tryAll(suspects.keySet(), onsets, ramp);
                tryAll(byPlace.keySet(), onsets, ramp);
            }
        }
        return clearest();
    }

    /**
     * The same where all places are known to have fallen, and none is looked for: they are taken as one. With several places
     * the score may be a little lower than that of the best.
     */
    public Optional<Scope> whole() {
        for (long ramp : RAMPS_MILLIS) {
            tryAll(byPlace.keySet(), commonOnsets(suspects(ramp).values()), ramp);
        }
        return clearest();
    }

    private Optional<Scope> clearest() {
        return found.stream()
                .filter(scope -> scope.score() >= bestScore - AS_GOOD)
                .max(Comparator.comparingDouble(Scope::fit))
                .map(scope -> scope.proven(bestScore));
    }

    private void tryAll(Set<String> places, Collection<Long> onsets, long ramp) {
        for (var onset : onsets) {
            var scope = score(places, onset, ramp);
            if (scope != null && scope.score() >= bestScore - AS_GOOD) {
                bestScore = Math.max(bestScore, scope.score());
                found.add(scope);
            }
        }
    }

    /** The onsets of silent cells, by place. */
    private Map<String, Set<Long>> suspects(long ramp) {
        var suspects = new TreeMap<String, Set<Long>>();
        byPlace.forEach((place, views) -> {
            for (var cell : views) {
                if (cell.mayHaveFallen() && free.test(cell)) {
                    var onset = cell.best(ramp);
                    if (onset.onset().nats() > SILENT_NATS) {
                        suspects.computeIfAbsent(place, p -> new TreeSet<>()).add(onset.hop());
                    }
                }
            }
        });
        return suspects;
    }

    private static Set<Long> onsetsIn(Set<String> places, Map<String, Set<Long>> suspects) {
        var onsets = new TreeSet<Long>();
        for (var place : places) {
            onsets.addAll(suspects.getOrDefault(place, Set.of()));
        }
        return onsets;
    }

    private static List<Long> commonOnsets(Collection<Set<Long>> suspects) {
        var counts = new TreeMap<Long, Integer>();
        suspects.forEach(onsets -> onsets.forEach(onset -> counts.merge(onset, 1, Integer::sum)));
        return counts.entrySet().stream()
                .sorted(Map.Entry.<Long, Integer>comparingByValue().reversed())
                .limit(MOST_ONSETS)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Sets of places worth a look around each suspect: itself, its surroundings, its parents. */
    private Collection<Set<String>> nearby(Set<String> suspects) {
        var families = new LinkedHashSet<Set<String>>();
        for (var seed : suspects) {
            families.add(Set.of(seed));
            if (Places.isHex(seed) && byPlace.size() > 1) {
                families.add(around(seed, 1));
                families.add(around(seed, 2));
                families.add(under(Places.parent(seed, Math.max(0, Places.resolution(seed) - 1))));
                families.add(under(Places.parent(seed, Math.max(0, Places.resolution(seed) - 2))));
            }
        }
        return families;
    }

    private Set<String> around(String seed, int rings) {
        var disk = new TreeSet<>(Places.disk(seed, rings));
        disk.retainAll(byPlace.keySet());
        return disk;
    }

    private Set<String> under(String parent) {
        return children.computeIfAbsent(parent, p -> {
            var under = new TreeSet<String>();
            for (var place : byPlace.keySet()) {
                if (Places.isHex(place) && Places.overlaps(place, p)) {
                    under.add(place);
                }
            }
            return under;
        });
    }

    private @Nullable Scope score(Set<String> places, long onset, long ramp) {
        var byNetwork = new TreeMap<String, Pool>();
        for (var place : places) {
            for (var view : byPlace.getOrDefault(place, List.of())) {
                if (free.test(view)) {
                    byNetwork
                            .computeIfAbsent(poolOf(view), n -> new Pool())
                            .add(view, Onset.at(view.presences(), onset, ramp), onset, chance(view, onset, ramp));
                }
            }
        }
        var silent = new ArrayList<Pool>();
        for (var pool : byNetwork.values()) {
            pool.bounded = family.bounded(pool.nats, pool.natural) + (family == Family.SILENCE ? pool.relapse : 0);
            if (pool.bounded >= LEAST_NETWORK && pool.most()) {
                silent.add(pool);
            }
        }
        silent.sort(Comparator.comparingDouble((Pool pool) -> pool.bounded).reversed());
        var price =
                (places.size() == 1 ? 0 : PLACES_PENALTY) + (ramp == Onset.SHORT_RAMP_MILLIS ? 0 : LONG_RAMP_PENALTY);
        return choose(silent, byNetwork.size(), price, onset, ramp);
    }

    /** How likely it is that the network of {@code view} fell by itself. */
    private double chance(Population view, long onset, long ramp) {
        return view.natural().chance(ramp, nowMillis - HopSummary.startOf(onset + 1));
    }

    /** Sources that never promise are too thin to be told apart by network: those of a scope are pooled. */
    private static String poolOf(Population view) {
        return view.onlySources() ? "/" + view.cell().access() : view.pool();
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
        var fit = -price - Combinations.ln(networks, chosen);
        for (var pool : silent.subList(0, chosen)) {
            fit += pool.nats;
            members.addAll(pool.silent);
            probes += pool.newly;
        }
        members.sort(Comparator.naturalOrder());
        return new Scope(onset, ramp, best + fewerLooks(silent.subList(0, chosen)), fit, probes, members);
    }

    /**
     * The bar counts a look a minute. Sources that speak more rarely give as many independent looks as they have gaps; so
     * much less is needed where nobody but they fell silent.
     */
    private static double fewerLooks(List<Pool> silent) {
        var perSecond = 0.0;
        for (var pool : silent) {
            if (pool.promised) {
                return 0;
            }
            perSecond += pool.perSecond;
        }
        return Math.max(0, -Math.log(LOOK_SECONDS * perSecond));
    }

    /** One network over the places of a scope. */
    private static final class Pool {

        private double nats;
        private double bounded;
        private double newly;
        private double newlyWeight;
        private double since;
        private double relapse;
        private double natural;
        private double perSecond;
        private boolean promised;
        private final List<Cell> silent = new ArrayList<>();

        void add(Population view, Onset onset, long start, double chance) {
            natural = Math.max(natural, chance);
            for (var presence : view.presences()) {
                if (presence.broken() > 0 && presence.sources()) {
                    perSecond += presence.weight() * presence.natsPerSecond();
                } else if (presence.broken() > 0 && !presence.blind()) {
                    promised = true;
                }
            }
            nats += onset.nats();
            newly += onset.newly();
            newlyWeight += onset.newlyWeight();
            since += onset.part() ? 0 : onset.since();
            if (onset.nats() > SILENT_NATS && onset.most()) {
                silent.add(view.cell());
                relapse = Math.max(relapse, view.relapseNats(start));
            }
        }

        boolean most() {
            return new Onset(nats, newly, newlyWeight, since, false).most();
        }
    }
}
