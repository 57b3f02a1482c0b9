package kz.dabyl.detector.core.scopes;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import kz.dabyl.detector.core.cells.AlteredPopulation;
import kz.dabyl.detector.core.cells.Population;
import kz.dabyl.detector.core.cells.Presence;
import kz.dabyl.detector.core.rules.Memory;
import kz.dabyl.model.Access;
import kz.dabyl.model.Cell;
import kz.dabyl.model.HopSummary;

/**
 * Phones that fall asleep more often than was learnt of them, all for one reason: a holiday's midnight, a battery saver. Their
 * silences are no independent chances then. Modems and fixed lines never sleep.
 *
 * <p>That they do so f times as often, six times an hour at most, has prior odds of {@code f^-3}, and less where it began with
 * what is judged. Of those in other areas some fell silent, which is likelier by {@code Π (λ' / λ) e^(-Σ (λ' - λ) t)} if λ' holds
 * in the place of λ. With P(f) the share of f in the sum of these odds, what a scope is worth is {@code min over f of (V(f) -
 * ln P(f))}, V(f) the same sum by λ'. A cut within a minute is worth much whatever f is, one over many minutes less.
 *
 * <p>Who fell silent in the area itself speaks against a wave alone, for a slow cut may have taken them. The quarter of the
 * cells that fell most is left out, one at least: nobody who forges the probes of a cell can make a wave.
 */
final class SleepWave {

    /** How many times as often. */
    private static final double[] TIMES = {3, 10, 30};

    /** More often phones do not fall asleep. */
    private static final double MOST_PER_HOUR = 6;

    /** Odds against f are so many times its logarithm. */
    private static final double RARITY = 3;

    /** Of the waves there are, one in a hundred and fifty begins with what is judged. */
    private static final double BEGINS_NATS = 5;

    /** Whoever has been silent for less may have had bad luck on the air. */
    private static final double LASTING_INTERVALS = 3.5;

    /** A wave may have begun so long ago. */
    private static final List<Long> LATELY_HOPS =
            List.of(Memory.REMEMBERED_HOPS / 4, Memory.REMEMBERED_HOPS / 2, Memory.REMEMBERED_HOPS);

    private static final int LEFT_OUT_OF = 4;
    private static final double HOPS_PER_HOUR = 3_600_000.0 / HopSummary.HOP_MILLIS;

    private final List<? extends Population> area;
    private final List<Falls> elsewhere;
    private final long hop;

    /**
     * @param area the cells among which the scope was found
     * @param others cells of other areas that are mobile, {@link #falls} of each
     */
    SleepWave(List<? extends Population> area, List<List<Falls>> others, long hop) {
        this.area = area;
        this.hop = hop;
        this.elsewhere = sums(others);
    }

    /** What a cell has to tell to waves of areas other than its own: for each of the moments, who has fallen silent since. */
    static List<Falls> falls(Population cell, long hop) {
        return falls(cell, hop, hop);
    }

    /**
     * The scope, worth what is left of it.
     *
     * @param scan finds the best scope of the area if its cells look so
     */
    Scope bound(Scope scope, Function<List<? extends Population>, Optional<Scope>> scan) {
        if (scope.of(Access.MOBILE).isEmpty()) {
            return scope;
        }
        var began = scope.onset() - scope.rampMillis() / HopSummary.HOP_MILLIS;
        var prices = prices(ofArea(Set.copyOf(scope.cells()), began));
        var left = scope.score();
        for (var i = 0; i < TIMES.length; i++) {
            if (prices[i] < left) {
                var found = scan.apply(asleep(TIMES[i])).map(Scope::score).orElse(0.0);
                left = Math.min(left, prices[i] + found);
            }
        }
        return scope.proven(left);
    }

    private List<Population> asleep(double times) {
        var seen = new ArrayList<Population>(area.size());
        for (var cell : area) {
            seen.add(
                    cell.cell().access() == Access.MOBILE
                            ? new AlteredPopulation(
                                    cell, cell.presences().stream().map(probe -> probe.sleeping(often(probe, times))))
                            : cell);
        }
        return seen;
    }

    private static double often(Presence probe, double times) {
        return Math.max(probe.sleepsPerHour(), Math.min(MOST_PER_HOUR, times * probe.sleepsPerHour()));
    }

    /** What it costs in nats that they fall asleep so many times as often. */
    private double[] prices(List<Falls> here) {
        var odds = new double[TIMES.length];
        for (var i = 0; i < TIMES.length; i++) {
            odds[i] = likelier(elsewhere, i) + Math.min(0, likelier(here, i)) - RARITY * Math.log(TIMES[i]);
        }
        var prices = new double[TIMES.length];
        for (var i = 0; i < TIMES.length; i++) {
            prices[i] = Math.min(against(odds, i), RARITY * Math.log(TIMES[i]) + BEGINS_NATS);
        }
        return prices;
    }

    /** {@code -ln P} of one of some odds, those of no wave, 0, beside them. */
    private static double against(double[] odds, int which) {
        var most = 0.0;
        for (var one : odds) {
            most = Math.max(most, one);
        }
        var sum = Math.exp(-most);
        for (var one : odds) {
            sum += Math.exp(one - most);
        }
        return most + Math.log(sum) - odds[which];
    }

    /** How much likelier it is by who fell silent, since the best of some moments. */
    private static double likelier(List<Falls> since, int times) {
        return since.stream().mapToDouble(falls -> falls.nats[times]).max().orElse(0) - Math.log(LATELY_HOPS.size());
    }

    /** Who fell silent and stayed so: weight, what it was to be, and how much likelier it is by each of {@link #TIMES}. */
    static final class Falls {

        private double fell;
        private double expected;
        private final double[] nats = new double[TIMES.length];

        void add(Presence probe, double hours, boolean falls) {
            var weight = probe.weight();
            var sleeps = probe.sleepsPerHour();
            fell += falls ? weight : 0;
            expected += weight * sleeps * hours;
            for (var i = 0; i < TIMES.length; i++) {
                var often = often(probe, TIMES[i]);
                nats[i] += weight * ((falls ? Math.log(often / sleeps) : 0) - (often - sleeps) * hours);
            }
        }

        void add(Falls other) {
            for (var i = 0; i < TIMES.length; i++) {
                nats[i] += other.nats[i];
            }
        }

        double share() {
            return fell / (1 + expected);
        }
    }

    /** Those of the area since each of the moments; of the cells inside only up to a hop. */
    private List<Falls> ofArea(Set<Cell> inside, long began) {
        var falls = new ArrayList<List<Falls>>();
        for (var cell : area) {
            if (cell.cell().access() == Access.MOBILE) {
                falls.add(falls(cell, hop, inside.contains(cell.cell()) ? began : hop));
            }
        }
        return sums(falls);
    }

    private static List<Falls> sums(List<List<Falls>> cells) {
        var sums = new ArrayList<Falls>();
        for (var i = 0; i < LATELY_HOPS.size(); i++) {
            var moment = i;
            var sum = new Falls();
            cells.stream()
                    .map(since -> since.get(moment))
                    .sorted(Comparator.comparingDouble(Falls::share).reversed())
                    .skip(Math.max(1, cells.size() / LEFT_OUT_OF))
                    .forEach(sum::add);
            sums.add(sum);
        }
        return sums;
    }

    private static List<Falls> falls(Population cell, long hop, long until) {
        var since = new ArrayList<Falls>(LATELY_HOPS.size());
        for (var hops : LATELY_HOPS) {
            since.add(fallsSince(hop - hops, cell, hop, until));
        }
        return since;
    }

    private static Falls fallsSince(long from, Population cell, long hop, long until) {
        var falls = new Falls();
        for (var probe : cell.presences()) {
            if (probe.mayDoze() && !probe.newcomers() && probe.lastHeard() > from) {
                var lasting = LASTING_INTERVALS * probe.intervalSeconds() * 1000 / HopSummary.HOP_MILLIS;
                var known = Math.min(until, hop - Math.round(lasting));
                var awake = Math.max(0, Math.min(probe.lastHeard(), known) - from);
                falls.add(probe, awake / HOPS_PER_HOUR, probe.broken() > 0 && probe.lastHeard() <= known);
            }
        }
        return falls;
    }
}
