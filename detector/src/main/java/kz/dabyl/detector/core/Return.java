package kz.dabyl.detector.core;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import kz.dabyl.model.Access;
import kz.dabyl.model.HopSummary;

/**
 * Whether those who fell silent are back: a sequential test of "back" against "still cut" (A. Wald, Sequential Analysis,
 * 1947) with errors of one in a hundred each way.
 *
 * <p>Of fixed lines that are back {@value #HEARD_WHEN_BACK} keep their promises (the others have left or lose reports). Of
 * phones fewer do the longer it lasted: whoever was awake when it began may be asleep when it ends, so after t of them
 * {@code a(t) = 1 - A (1 - e^(-t / 2 h))} are awake, A = {@value #MOST_ASLEEP}; by day more come back than that, which only
 * ends it sooner. Of probes that are still cut p0 are heard: what was heard of them while it lasted ({@link Leak}),
 * {@value #HEARD_WHEN_CUT} at least. With h heard and s not, the test's value is
 * {@code h ln(p1 / p0) + s ln((1 - p1) / (1 - p0))}. Of the way from what leaks to the whole that may be expected half must be
 * made, at least. No network and no place with enough probes to tell may prove still cut; those that prove nothing are waited
 * for, but not for ever: phones are carried off, and those of a small place sleep.
 */
final class Return {

    private static final double HEARD_WHEN_BACK = 0.85;
    static final double HEARD_WHEN_CUT = 0.05;

    /** However much seems to leak, so much less is heard than of those that are back. */
    private static final double MOST_LEAK = 0.6;

    private static final double MOST_ASLEEP = 0.5;
    private static final double SLEEP_HOPS = 2.0 * 3_600_000 / HopSummary.HOP_MILLIS;

    /** ln((1 - β) / α). */
    private static final double SURE = Math.log(99);

    /** Pools that weigh less are chance. */
    private static final double LEAST_POOL = 3.5;

    private static final double HALF = 0.5;

    /** Weights drift while they are silent: nobody is missing. */
    private static final double ALL = 0.9;

    /** Whoever is back loses reports: only if fewer than three in ten keep their promises again, it was no return. */
    private static final double RELAPSED = 0.3;

    private Return() {}

    /** How far it has come. */
    enum Stage {
        CUT,
        /** Back as a whole, while of a network or a place it cannot be told. */
        UNDECIDED,
        BACK
    }

    /** Weight that fell silent, how much of it would be awake, would leak, and has been heard since. */
    private static final class Pool {

        private final double leak;
        private double silent;
        private double awake;
        private double leaked;
        private double heard;
        private double nats;

        Pool(double leak) {
            this.leak = leak;
        }

        void add(Member member, long hop) {
            var missing = member.silent();
            var back = member.heard();
            var share = awake(member, hop);
            var expected = HEARD_WHEN_BACK * share;
            var cut = Math.max(HEARD_WHEN_CUT, Math.min(leak, MOST_LEAK * expected));
            silent += missing;
            awake += share * missing;
            leaked += cut * missing;
            heard += back;
            nats += back * Math.log(expected / cut) + (missing - back) * Math.log((1 - expected) / (1 - cut));
        }

        /** Whether this share of the way from what leaks to all is made. */
        boolean made(double share) {
            return heard - leaked >= share * (awake - leaked);
        }
    }

    /** Share of the probes of a cell that are awake, of those that were when it fell silent. */
    private static double awake(Member member, long hop) {
        return member.cell.access() == Access.FIXED
                ? 1
                : 1 + MOST_ASLEEP * Math.expm1(Math.min(0, member.onset - hop) / SLEEP_HOPS);
    }

    /** @param leak share of those cut that is heard all the same */
    static Stage stage(Collection<Member> members, long hop, double leak) {
        var whole = whole(members, hop, leak);
        if (!whole.made(HALF)
                || (whole.nats < SURE && whole.heard < ALL * whole.silent)
                || any(members, hop, leak, pool -> pool.nats < -SURE)) {
            return Stage.CUT;
        }
        return any(members, hop, leak, pool -> pool.nats < 0) ? Stage.UNDECIDED : Stage.BACK;
    }

    /** Whether what had seemed a return was none, as of {@code hop}. */
    static boolean relapsed(Collection<Member> members, long hop, double leak) {
        return !whole(members, hop, leak).made(RELAPSED) || any(members, hop, leak, pool -> pool.nats < -SURE);
    }

    private static Pool whole(Collection<Member> members, long hop, double leak) {
        var whole = new Pool(leak);
        members.forEach(member -> whole.add(member, hop));
        return whole;
    }

    private static boolean any(Collection<Member> members, long hop, double leak, Predicate<Pool> which) {
        return any(members, hop, leak, member -> member.cell.network(), which)
                || any(members, hop, leak, member -> member.cell.place(), which);
    }

    private static boolean any(
            Collection<Member> members, long hop, double leak, Function<Member, String> pool, Predicate<Pool> which) {
        Map<String, Pool> pools = new TreeMap<>();
        for (var member : members) {
            pools.computeIfAbsent(pool.apply(member), p -> new Pool(leak)).add(member, hop);
        }
        return pools.values().stream().anyMatch(p -> p.silent >= LEAST_POOL && which.test(p));
    }
}
