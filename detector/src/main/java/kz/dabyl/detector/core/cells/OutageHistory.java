package kz.dabyl.detector.core.cells;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kz.dabyl.detector.core.cells.Lesson.Kind;
import kz.dabyl.model.Access;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.WireInput;
import kz.dabyl.model.WireOutput;

/**
 * Learns how often networks have outages of their own and how long these last, from those that are over: for each class of
 * cells, phones or fixed lines by hexagon or by country, and within it for each network.
 *
 * <p>Outages shorter than c = 90 s may go unseen, and of those longer than c + L = 275 s an incident tells: only the n in
 * between count, in t seconds in which they would have been seen. Past c an exponential length begins anew, so its mean m
 * follows from the mean excess x over c alone: {@code x = m - L / (e^(L/m) - 1)}, and the rate of all from
 * {@code n / t = r e^(-c/m) (1 - e^(-L/m))}. Both are drawn towards what is known before by {@value #OUTAGES_OF_RATE} and
 * {@value #OUTAGES_OF_MEAN} outages: a class towards {@link NaturalOutages#PRIOR}, a network towards its class. What is past
 * fades by half in five weeks. m stays within 20 to 120 s, the rate of those that are seen within a tenth and ten times the
 * prior's, so that whoever cuts a network often for minutes cannot teach that this is natural.
 *
 * <p>Whole hops are added up, so the order of cells does not matter. Not thread-safe.
 */
public final class OutageHistory {

    /** Outages that last so many hops, and no longer than so many, are seen for certain. */
    static final long SHORTEST_HOPS = 90_000 / HopSummary.HOP_MILLIS;

    static final long LONGEST_HOPS = 270_000 / HopSummary.HOP_MILLIS;

    private static final double HOP_SECONDS = HopSummary.HOP_MILLIS / 1000.0;
    private static final double SHORTEST = SHORTEST_HOPS * HOP_SECONDS;
    private static final double SPAN = (LONGEST_HOPS - SHORTEST_HOPS + 1) * HOP_SECONDS;
    private static final long HOPS_A_DAY = Duration.ofDays(1).toMillis() / HopSummary.HOP_MILLIS;
    private static final double FADE_A_DAY = 0.98;

    private static final double OUTAGES_OF_RATE = 5;

    /** The mean decides more than the rate: one that is learnt too short is dearer than one too long. */
    private static final double OUTAGES_OF_MEAN = 10;

    /** What is told hop by hop ended in the middle of one, on average. */
    private static final double HALF_A_HOP = 0.5;

    private static final double LEAST_MEAN = 20;
    private static final double MOST_MEAN = 120;
    private static final double MOST_TIMES = 10;
    private static final int HALVINGS = 40;

    /** Hops and outages that say nothing any more: networks come and go. */
    private static final double FORGOTTEN = 1;

    /** The network of a kind that stands for its class. */
    private static final String ANY_NETWORK = "";

    private static final Comparator<Kind> ORDER =
            Comparator.comparing(Kind::access).thenComparing(Kind::hex).thenComparing(Kind::network);

    private final Map<Kind, Sums> seen = new TreeMap<>(ORDER);
    private final Map<Kind, NaturalOutages> learnt = new HashMap<>();
    private long day = Long.MIN_VALUE;

    /** The same cells are watched in most hops: where they count need not be looked up anew. */
    private List<Lesson.Watched> watched = List.of();

    private final List<Sums> watchedOnes = new ArrayList<>();

    /** What was seen of a kind. */
    private static final class Sums {

        private double hops;
        private double outages;
        private double excessHops;

        /** The mean that follows from the excess for which it was last asked. */
        private double excess = Double.NaN;

        private double mean;

        double meanOf(double now) {
            if (now != excess) {
                excess = now;
                mean = OutageHistory.meanOf(now);
            }
            return mean;
        }
    }

    /** Takes what a hop has taught; what is known fades from day to day. */
    public void learn(long hop, Lesson lesson) {
        learnt.clear();
        fade(hop);
        find(lesson.watched());
        for (var i = 0; i < watched.size(); i++) {
            watchedOnes.get(2 * i).hops += watched.get(i).cells();
            watchedOnes.get(2 * i + 1).hops += watched.get(i).cells();
        }
        for (var one : lesson.over()) {
            if (one.hops() >= SHORTEST_HOPS && one.hops() <= LONGEST_HOPS) {
                ended(seen(classOf(one.kind())), one.hops());
                ended(seen(one.kind()), one.hops());
            }
        }
    }

    private void find(List<Lesson.Watched> now) {
        if (now != watched) {
            watched = now;
            watchedOnes.clear();
            for (var one : now) {
                watchedOnes.add(seen(classOf(one.kind())));
                watchedOnes.add(seen(one.kind()));
            }
        }
    }

    private void fade(long hop) {
        var today = Math.floorDiv(hop, HOPS_A_DAY);
        if (day != Long.MIN_VALUE && today > day) {
            var fade = Math.pow(FADE_A_DAY, (double) (today - day));
            for (var one : seen.values()) {
                one.hops *= fade;
                one.outages *= fade;
                one.excessHops *= fade;
            }
            seen.values().removeIf(one -> one.hops + one.outages < FORGOTTEN);
            watched = List.of();
            watchedOnes.clear();
        }
        day = Math.max(day, today);
    }

    private static void ended(Sums of, long hops) {
        of.outages++;
        of.excessHops += HALF_A_HOP + (double) (hops - SHORTEST_HOPS);
    }

    /** The lesson of cells in which an outage would have been seen, and of the outages that ended. */
    static Lesson lesson(Map<Kind, Integer> watched, List<Lesson.Over> over) {
        return new Lesson(
                watched.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey(ORDER))
                        .map(one -> new Lesson.Watched(one.getKey(), one.getValue()))
                        .toList(),
                over);
    }

    private static Kind classOf(Kind kind) {
        return new Kind(kind.access(), kind.hex(), ANY_NETWORK);
    }

    private Sums seen(Kind kind) {
        return seen.computeIfAbsent(kind, k -> new Sums());
    }

    /** What is known of outages of cells of a kind as of this hop. */
    public NaturalOutages of(Kind own) {
        var known = learnt.get(own);
        if (known == null) {
            known = learnt(own, learnt(classOf(own), NaturalOutages.PRIOR));
            learnt.put(own, known);
        }
        return known;
    }

    private NaturalOutages learnt(Kind kind, NaturalOutages before) {
        var one = seen.get(kind);
        if (one == null) {
            return before;
        }
        var excess = (OUTAGES_OF_MEAN * excessOf(before.meanSeconds()) + one.excessHops * HOP_SECONDS)
                / (OUTAGES_OF_MEAN + one.outages);
        var mean = one.meanOf(excess);
        var rate = (OUTAGES_OF_RATE + one.outages) / (OUTAGES_OF_RATE / seenOf(before) + one.hops * HOP_SECONDS);
        var usual = seenOf(NaturalOutages.PRIOR);
        var bounded = Math.max(usual / MOST_TIMES, Math.min(usual * MOST_TIMES, rate));
        return new NaturalOutages(bounded / seenOf(new NaturalOutages(1, mean)), mean);
    }

    /** How many outages a second are long enough to be seen, and not too long. */
    private static double seenOf(NaturalOutages outages) {
        return outages.longerThan(SHORTEST) - outages.longerThan(SHORTEST + SPAN);
    }

    /** Mean excess over the shortest of those that are seen. */
    private static double excessOf(double mean) {
        return mean - SPAN / Math.expm1(SPAN / mean);
    }

    /** The mean length whose outages exceed the shortest by so much: {@link #excessOf} grows with it. */
    private static double meanOf(double excess) {
        var low = LEAST_MEAN;
        var high = MOST_MEAN;
        for (var i = 0; i < HALVINGS; i++) {
            var middle = (low + high) / 2;
            if (excessOf(middle) < excess) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    public void write(WireOutput out) {
        out.i64(day);
        out.varint(seen.size());
        seen.forEach((kind, one) -> {
            out.u8((kind.access() == Access.MOBILE ? 1 : 0) + (kind.hex() ? 2 : 0));
            out.string(kind.network());
            out.f64(one.hops);
            out.f64(one.outages);
            out.f64(one.excessHops);
        });
    }

    public static OutageHistory read(WireInput in) {
        var history = new OutageHistory();
        history.day = in.i64();
        for (var left = in.count(); left > 0; left--) {
            var traits = in.u8();
            var access = (traits & 1) == 1 ? Access.MOBILE : Access.FIXED;
            var one = history.seen(new Kind(access, (traits & 2) == 2, in.string()));
            one.hops = in.f64();
            one.outages = in.f64();
            one.excessHops = in.f64();
        }
        return history;
    }
}
