package kz.dabyl.detector.core;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Whether those who fell silent are back: a sequential test of "back" against "still cut" (A. Wald, Sequential Analysis,
 * 1947) with errors of one in a hundred each way.
 *
 * <p>Of probes that are back {@value #HEARD_WHEN_BACK} keep their promises (the others sleep, have left or lose reports),
 * of probes that are still cut {@value #HEARD_WHEN_CUT}. With a heard and s not, the test's value is
 * {@code a ln(p1 / p0) + s ln((1 - p1) / (1 - p0))}. The whole must be back, at least by half; and no network and no place
 * with enough probes to tell may seem still cut.
 */
final class Return {

    private static final double HEARD_WHEN_BACK = 0.85;
    private static final double HEARD_WHEN_CUT = 0.05;
    private static final double HEARD = Math.log(HEARD_WHEN_BACK / HEARD_WHEN_CUT);
    private static final double MISSED = Math.log((1 - HEARD_WHEN_BACK) / (1 - HEARD_WHEN_CUT));

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

    /** Weight that fell silent, and how much of it has been heard since. */
    private static final class Pool {

        private double silent;
        private double heard;

        void add(Member member) {
            silent += member.silent();
            heard += Math.max(0, Math.min(member.silent(), member.alive() - (member.before() - member.silent())));
        }

        double nats() {
            return heard * HEARD + (silent - heard) * MISSED;
        }
    }

    /** Whether a return begins. */
    static boolean began(Collection<Member> members) {
        var whole = whole(members);
        return whole.heard >= HALF * whole.silent
                && (whole.nats() >= SURE || whole.heard >= ALL * whole.silent)
                && none(members, pool -> pool.nats() < 0);
    }

    /** Whether what had seemed a return was none. */
    static boolean relapsed(Collection<Member> members) {
        var whole = whole(members);
        return whole.heard < RELAPSED * whole.silent || !none(members, pool -> pool.nats() < -SURE);
    }

    private static Pool whole(Collection<Member> members) {
        var whole = new Pool();
        members.forEach(whole::add);
        return whole;
    }

    private static boolean none(Collection<Member> members, Predicate<Pool> cut) {
        return none(members, member -> member.cell.network(), cut) && none(members, member -> member.cell.place(), cut);
    }

    private static boolean none(Collection<Member> members, Function<Member, String> pool, Predicate<Pool> cut) {
        Map<String, Pool> pools = new TreeMap<>();
        for (var member : members) {
            pools.computeIfAbsent(pool.apply(member), p -> new Pool()).add(member);
        }
        return pools.values().stream().noneMatch(p -> p.silent >= LEAST_POOL && cut.test(p));
    }
}
