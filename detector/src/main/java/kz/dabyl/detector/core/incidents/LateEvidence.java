package kz.dabyl.detector.core.incidents;

import java.util.NavigableMap;
import java.util.TreeMap;
import kz.dabyl.model.CellSummary;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.WireInput;
import kz.dabyl.model.WireOutput;

/**
 * What reports that were kept say of when an incident began and ended. One that was measured in a hop says that its probe
 * was cut off then. The last hop in which probes were still heard and the first in which one was cut off hold the start
 * between them, the last cut off and the first heard again hold the end; the estimate is their middle.
 *
 * <p>They are believed only where they come as densely as reports of probes that are cut off do, and where they border on
 * what silence itself says: probes that keep nothing, or sleep, say nothing, and then silence alone dates it. Kept are
 * counts by hop near the start and near the end, nothing else however long it lasts. Not thread-safe.
 */
final class LateEvidence {

    /** Fewer reports kept meanwhile prove nothing. */
    static final int LEAST_LATE = 3;

    private static final long NEAR_START_HOPS = 480_000 / HopSummary.HOP_MILLIS;

    /** It is over for less than this when it closes. */
    private static final long NEAR_END_HOPS = 1_800_000 / HopSummary.HOP_MILLIS;

    /** So many reports say how densely they come. */
    private static final int SAMPLE = 8;

    /** What is lost on the air now and then comes less densely than this share of what is cut off. */
    private static final double DENSE = 0.4;

    /** Where the first come so much more seldom than those that follow, probes were cut one by one: silence dates that better. */
    private static final double SLOPE = 2;

    /** A single probe makes a few: fewer than one for two of those who fell silent say nothing of these. */
    private static final double SHARE = 0.5;

    private static final double BORDERING = 4;
    private static final double LEAST_BORDERING_HOPS = 30_000.0 / HopSummary.HOP_MILLIS;

    private final long onset;
    private final NavigableMap<Long, Counts> hops = new TreeMap<>();

    /** What is known of one hop. */
    private static final class Counts {

        /** Reports measured in it that were kept and do not say that targets answered. */
        private int unanswered;

        /** Reports measured in it that were kept and say that targets answered. */
        private int reached;

        /** Probes that came back in it. */
        private int back;

        int kept(boolean reachedToo) {
            return unanswered + (reachedToo ? reached : 0);
        }
    }

    /** Evidence of an incident whose first cells fell silent after the hop {@code onset}. */
    LateEvidence(long onset) {
        this.onset = onset;
    }
    /** Whether so many reports are more than one probe or two make, where so much weight is silent. */
    static boolean isEnough(int reports, double silent) {
        return reports >= LEAST_LATE && reports >= SHARE * silent;
    }

    /** Whether so many reports say one thing where so many others say another. */
    static boolean proves(int reports, int others, double silent) {
        return isEnough(reports, silent) && reports > 2 * others;
    }

    /** Takes reports; {@code last} is the hop in which it closed, or the present one. Whether they say anything of interest. */
    boolean take(CellSummary.Late late, long last) {
        var measured = late.measured();
        if (measured > last || !isNear(measured, last)) {
            return false;
        }
        var counts = hops.computeIfAbsent(measured, h -> new Counts());
        counts.unanswered += late.reports() - late.reached();
        counts.reached += late.reached();
        return true;
    }

    void returned(long hop, int probes) {
        hops.computeIfAbsent(hop, h -> new Counts()).back += probes;
    }

    /** While it is open, the end is near the hop {@code last}. */
    void forget(long last) {
        hops.keySet().removeIf(hop -> !isNear(hop, last));
    }

    private boolean isNear(long hop, long last) {
        return Math.abs(hop - onset) <= NEAR_START_HOPS || hop > last - NEAR_END_HOPS;
    }

    /**
     * When it began, epoch milliseconds.
     *
     * @param silentAfter the hop after which it began, by silence alone
     * @param reachedToo whether its targets answered and only the collector did not
     */
    long started(long silentAfter, boolean reachedToo) {
        var since = hops.subMap(silentAfter, false, Math.max(silentAfter, onset + NEAR_START_HOPS), true);
        var first = Run.of(since, reachedToo, SAMPLE);
        if (first.reports < LEAST_LATE) {
            return HopSummary.startOf(silentAfter + 1);
        }
        var earliest = dense(hops.headMap(silentAfter, true).descendingMap(), silentAfter, reachedToo, first.spacing());
        if (earliest != IncidentState.NEVER) {
            return HopSummary.startOf(earliest);
        }
        var oneByOne = first.spacing()
                > SLOPE * Run.of(since, reachedToo, Integer.MAX_VALUE).spacing();
        return oneByOne || !borders(silentAfter, first.begin, first.spacing())
                ? HopSummary.startOf(silentAfter + 1)
                : HopSummary.startOf(silentAfter + first.begin + 1) / 2;
    }

    /** When it ended, epoch milliseconds; {@code backAt} is the first hop in which it was over, by silence alone. */
    long ended(long backAt, boolean reachedToo) {
        var last = Run.of(hops.headMap(backAt, false).descendingMap(), reachedToo, SAMPLE);
        if (last.reports < LEAST_LATE) {
            return HopSummary.startOf(backAt);
        }
        var latest = dense(hops.tailMap(backAt, true), backAt, reachedToo, last.spacing());
        if (latest != IncidentState.NEVER) {
            return HopSummary.startOf(latest + 1);
        }
        var back = hops.subMap(last.begin, false, backAt, true).entrySet().stream()
                .filter(hop -> hop.getValue().back > 0)
                .mapToLong(hop -> hop.getKey())
                .findFirst()
                .orElse(backAt);
        return borders(last.begin, back, last.spacing())
                ? Math.min(HopSummary.startOf(backAt), HopSummary.startOf(last.begin + back + 1) / 2)
                : HopSummary.startOf(backAt);
    }

    /** Reports that follow each other, from the hop {@code begin} to the hop {@code end}, which may be the earlier one. */
    private record Run(long begin, long end, int reports) {

        /** The first {@code most} of {@code hops}, in their order. */
        static Run of(NavigableMap<Long, Counts> hops, boolean reachedToo, int most) {
            var run = new Run(0, 0, 0);
            for (var hop : hops.entrySet()) {
                var kept = Math.min(hop.getValue().kept(reachedToo), most - run.reports);
                if (kept > 0) {
                    run = new Run(run.reports == 0 ? hop.getKey() : run.begin, hop.getKey(), run.reports + kept);
                }
            }
            return run;
        }

        /** Hops from one report to the next. */
        double spacing() {
            return Math.abs(end - begin) / (reports - 1.0);
        }
    }

    private static boolean borders(long before, long after, double spacing) {
        return after - before <= Math.max(LEAST_BORDERING_HOPS, BORDERING * spacing);
    }

    /** How far from {@code edge} on reports come as densely as if the cut went on there, in the order of the hops; or never. */
    private static long dense(NavigableMap<Long, Counts> hops, long edge, boolean reachedToo, double spacing) {
        var farthest = IncidentState.NEVER;
        var best = 0.0;
        var reports = 0;
        for (var hop : hops.entrySet()) {
            reports += hop.getValue().kept(reachedToo);
            var expected = (Math.abs(hop.getKey() - edge) + 1) / Math.max(spacing, 1.0 / SAMPLE);
            if (reports >= LEAST_LATE && reports - DENSE * expected > best) {
                best = reports - DENSE * expected;
                farthest = hop.getKey();
            }
        }
        return farthest;
    }

    void write(WireOutput out) {
        out.varint(hops.size());
        hops.forEach((hop, counts) -> {
            out.signed(hop - onset);
            out.varint(counts.unanswered);
            out.varint(counts.reached);
            out.varint(counts.back);
        });
    }

    void read(WireInput in) {
        for (var left = in.count(); left > 0; left--) {
            var counts = hops.computeIfAbsent(onset + in.signed(), h -> new Counts());
            counts.unanswered = in.varint32();
            counts.reached = in.varint32();
            counts.back = in.varint32();
        }
    }
}
