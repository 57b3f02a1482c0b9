package kz.dabyl.detector.core.incidents;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import kz.dabyl.model.Access;
import kz.dabyl.model.Areas;
import kz.dabyl.model.HopSummary;
import org.jspecify.annotations.Nullable;

/**
 * Whether those who fell silent are back: a sequential test of "back" against "still cut" (A. Wald, Sequential Analysis,
 * 1947) with errors of one in a hundred each way.
 *
 * <p>Of fixed lines that are back {@value #HEARD_WHEN_BACK} keep their promises (the others have left or lose reports). Of
 * phones fewer do the longer it lasted: whoever was awake when it began may be asleep when it ends, so after t of them
 * {@code a(t) = 1 - A (1 - e^(-t / 2 h))} are awake, A = {@value #MOST_ASLEEP}; by day more come back than that, which only
 * ends it sooner. Of probes that are still cut p0 are heard: what was heard of them while it lasted ({@link Leak}),
 * {@value #HEARD_WHEN_CUT} at least. With h heard and s not, the test's value is
 * {@code h ln(p1 / p0) + s ln((1 - p1) / (1 - p0))}.
 *
 * <p>Of the way from what leaks to all who are awake half must be made, at least. What leaks more of late looks like a return at
 * first; but whoever is heard by chance is not heard again when it should be. Where they break their promises, or that is not
 * known yet, six tenths must be made; as long as they break them, and fewer are, it is learnt as a leak.
 *
 * <p>No network with enough probes to tell may prove still cut, or be heard no more than it leaks. Those that prove nothing are
 * waited for, but not for ever, for phones of a small place sleep; and longer a place that proves still cut while its networks
 * are back elsewhere, for phones are carried off.
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

    /** Pools that weigh less are chance, */
    private static final double LEAST_POOL = 3.5;

    /** but for networks of which nobody is back, where that is ten times likelier if they are cut: three phones for two hours. */
    private static final double LIKELY = Math.log(10);

    /** Phones are carried off from a place; from several that hold so much of the whole they are not. */
    private static final double SOME_PLACES = 1 / 3.0;

    private static final int SEVERAL = 2;

    private static final double HALF = 0.5;

    /** Fewer again were no return. */
    private static final double RELAPSED = 0.4;

    /** Where those who are heard break their promises again, or may yet, it may be a leak that began later: so many are none. */
    private static final double MOST = 0.6;

    private Return() {}

    /** How far it has come, and how long that has to hold. */
    enum Stage {
        /** Likelier cut than back. */
        CUT(Long.MAX_VALUE),
        /** Too few are back. */
        FEW(Long.MAX_VALUE),
        /** A network is not back. */
        PARTLY(Long.MAX_VALUE),
        /** A place is not back, or left by all, or a network of very few phones is not back. */
        LAGGING(7_200_000 / HopSummary.HOP_MILLIS),
        /** Of the whole, a network or a place it cannot be told. */
        UNDECIDED(600_000 / HopSummary.HOP_MILLIS),
        BACK(0);

        final long waitHops;

        Stage(long waitHops) {
            this.waitHops = waitHops;
        }
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
            var missing = member.silentWeight();
            var back = member.heardWeight();
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

        boolean stillCut() {
            return nats < -SURE;
        }

        /** Whether no more of it is heard than in the cut. */
        boolean nobodyBack() {
            return nats < 0 && heard <= leaked;
        }

        /** Whether the same is likely to mean that it is cut, however few they are. */
        boolean nobodyOfFewBack() {
            return nats < -LIKELY && heard <= leaked;
        }

        boolean canTell() {
            return silent >= LEAST_POOL;
        }
    }

    /** Share of the probes of a cell that are awake, of those that were when it fell silent. */
    private static double awake(Member member, long hop) {
        return member.cell.access() == Access.FIXED
                ? 1
                : 1 + MOST_ASLEEP * Math.expm1(Math.min(0, member.onset - hop) / SLEEP_HOPS);
    }

    /**
     * @param leak share of those cut that is heard all the same
     * @param steady whether it is known that those who are heard keep their promises on
     * @param twice whether two rounds of silence's own promises bear that out, for which half the evidence suffices
     */
    static Stage stage(Collection<Member> members, long hop, double leak, boolean steady, boolean twice) {
        var whole = whole(members, hop, leak);
        if (whole.nats < 0) {
            return Stage.CUT;
        }
        var allNetworks = pools(members, hop, leak, member -> member.cell.network());
        var networks = able(allNetworks);
        var places = able(pools(members, hop, leak, member -> member.cell.place()));
        if (!whole.made(steady ? HALF : MOST)) {
            return Stage.FEW;
        }
        if (networks.stream().anyMatch(pool -> pool.stillCut() || pool.nobodyBack())
                || manyPlacesCut(members, hop, leak)) {
            return Stage.PARTLY;
        }
        if (places.stream().anyMatch(Pool::stillCut)
                || allNetworks.values().stream().anyMatch(Pool::nobodyOfFewBack)) {
            return Stage.LAGGING;
        }
        // Of so few that all of them prove little it is enough that as many are heard as of those that are back.
        var sure = whole.nats >= (twice && whole.canTell() ? SURE / 2 : SURE)
                || whole.heard >= HEARD_WHEN_BACK * whole.silent;
        return sure && Stream.concat(networks.stream(), places.stream()).allMatch(pool -> pool.nats >= 0)
                ? Stage.BACK
                : Stage.UNDECIDED;
    }

    /** Whether an area of several places proves still cut, or places that hold a good part of the whole do. */
    private static boolean manyPlacesCut(Collection<Member> members, long hop, double leak) {
        Map<String, Set<String>> placesOf = new TreeMap<>();
        var cut = 0;
        var missing = 0.0;
        var all = 0.0;
        for (var pool : pools(members, hop, leak, member -> member.cell.place()).entrySet()) {
            all += pool.getValue().silent;
            if (pool.getValue().canTell()) {
                placesOf.computeIfAbsent(Areas.of(pool.getKey()), area -> new TreeSet<>())
                        .add(pool.getKey());
                cut += pool.getValue().stillCut() ? 1 : 0;
                missing += pool.getValue().stillCut() ? pool.getValue().silent : 0;
            }
        }
        return (cut >= SEVERAL && missing >= SOME_PLACES * all)
                || pools(members, hop, leak, member -> Areas.of(member.cell.place())).entrySet().stream()
                        .anyMatch(area -> area.getValue().canTell()
                                && area.getValue().stillCut()
                                && placesOf.getOrDefault(area.getKey(), Set.of())
                                                .size()
                                        >= SEVERAL);
    }

    /**
     * Whether what had seemed a return was none, as of {@code hop}.
     *
     * @param steady whether it is known that those who are heard keep their promises on
     * @param lagging whether it was told although a place proved still cut
     */
    static boolean relapsed(Collection<Member> members, long hop, double leak, boolean steady, boolean lagging) {
        var networks = pools(members, hop, leak, member -> member.cell.network());
        return !whole(members, hop, leak).made(steady ? RELAPSED : MOST)
                || able(networks).stream().anyMatch(Pool::stillCut)
                || (!lagging && networks.values().stream().anyMatch(Pool::nobodyOfFewBack))
                || manyPlacesCut(members, hop, leak)
                || (!lagging
                        && able(pools(members, hop, leak, member -> member.cell.place())).stream()
                                .anyMatch(Pool::stillCut));
    }

    /** Those of which neither the place nor the network proves to be back. */
    static List<Member> notBack(Collection<Member> members, long hop, double leak) {
        var places = pools(members, hop, leak, member -> member.cell.place());
        var networks = pools(members, hop, leak, member -> member.cell.network());
        return members.stream()
                .filter(member -> !isProvenBack(places.get(member.cell.place()))
                        && !isProvenBack(networks.get(member.cell.network())))
                .toList();
    }

    private static boolean isProvenBack(@Nullable Pool pool) {
        return pool != null && pool.nats >= SURE;
    }

    private static Pool whole(Collection<Member> members, long hop, double leak) {
        var whole = new Pool(leak);
        members.forEach(member -> whole.add(member, hop));
        return whole;
    }

    private static Map<String, Pool> pools(
            Collection<Member> members, long hop, double leak, Function<Member, String> name) {
        Map<String, Pool> pools = new TreeMap<>();
        for (var member : members) {
            pools.computeIfAbsent(name.apply(member), p -> new Pool(leak)).add(member, hop);
        }
        return pools;
    }

    /** The pools with enough probes to tell. */
    private static List<Pool> able(Map<String, Pool> pools) {
        return pools.values().stream().filter(Pool::canTell).toList();
    }
}
