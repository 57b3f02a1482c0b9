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
 * ends it sooner. Of probes that are still cut {@value #HEARD_WHEN_CUT} are heard. With h heard and s not, the test's value
 * is {@code h ln(p1 / p0) + s ln((1 - p1) / (1 - p0))}. Of the whole that may be expected half must be back, at least; and
 * no network and no place with enough probes to tell may seem still cut.
 */
final class Return {

    private static final double HEARD_WHEN_BACK = 0.85;
    private static final double HEARD_WHEN_CUT = 0.05;
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

    /** Weight that fell silent, how much of it would be awake, and how much has been heard since. */
    private static final class Pool {

        private double silent;
        private double awake;
        private double heard;
        private double nats;

        void add(Member member, long hop) {
            var missing = member.silent();
            var back = Math.max(0, Math.min(missing, member.alive() - (member.before() - missing)));
            var share = awake(member, hop);
            var expected = HEARD_WHEN_BACK * share;
            silent += missing;
            awake += share * missing;
            heard += back;
            nats += back * Math.log(expected / HEARD_WHEN_CUT)
                    + (missing - back) * Math.log((1 - expected) / (1 - HEARD_WHEN_CUT));
        }
    }

    /** Share of the probes of a cell that are awake, of those that were when it fell silent. */
    private static double awake(Member member, long hop) {
        return member.cell.access() == Access.FIXED
                ? 1
                : 1 + MOST_ASLEEP * Math.expm1(Math.min(0, member.onset - hop) / SLEEP_HOPS);
    }

    /** Whether a return begins in {@code hop}. */
    static boolean began(Collection<Member> members, long hop) {
        var whole = whole(members, hop);
        return whole.heard >= HALF * whole.awake
                && (whole.nats >= SURE || whole.heard >= ALL * whole.silent)
                && none(members, hop, pool -> pool.nats < 0);
    }

    /** Whether what had seemed a return was none, as of {@code hop}. */
    static boolean relapsed(Collection<Member> members, long hop) {
        var whole = whole(members, hop);
        return whole.heard < RELAPSED * whole.awake || !none(members, hop, pool -> pool.nats < -SURE);
    }

    private static Pool whole(Collection<Member> members, long hop) {
        var whole = new Pool();
        members.forEach(member -> whole.add(member, hop));
        return whole;
    }

    private static boolean none(Collection<Member> members, long hop, Predicate<Pool> cut) {
        return none(members, hop, member -> member.cell.network(), cut)
                && none(members, hop, member -> member.cell.place(), cut);
    }

    private static boolean none(
            Collection<Member> members, long hop, Function<Member, String> pool, Predicate<Pool> cut) {
        Map<String, Pool> pools = new TreeMap<>();
        for (var member : members) {
            pools.computeIfAbsent(pool.apply(member), p -> new Pool()).add(member, hop);
        }
        return pools.values().stream().noneMatch(p -> p.silent >= LEAST_POOL && cut.test(p));
    }
}
