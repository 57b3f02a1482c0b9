package kz.dabyl.detector.core;

import java.util.ArrayList;
import java.util.List;
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

    private static final long NEAR_START_HOPS = 480_000 / HopSummary.HOP_MILLIS;

    /** It is over for less than this when it closes. */
    private static final long NEAR_END_HOPS = 1_800_000 / HopSummary.HOP_MILLIS;

    /** So many reports say how densely they come. */
    private static final int SAMPLE = 8;

    /** What is lost on the air now and then comes less densely than this share of what is cut off. */
    private static final double DENSE = 0.4;

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
        var since = kept(hops.tailMap(silentAfter, false), reachedToo, SAMPLE);
        if (since.size() < IncidentState.LEAST_LATE) {
            return HopSummary.startOf(silentAfter + 1);
        }
        var spacing = spacing(since);
        var earlier = kept(hops.headMap(silentAfter, true).descendingMap(), reachedToo, Integer.MAX_VALUE);
        var first = dense(earlier, silentAfter, spacing);
        if (first != IncidentState.NEVER) {
            return HopSummary.startOf(first);
        }
        var cut = since.get(0);
        return borders(silentAfter, cut, spacing)
                ? HopSummary.startOf(silentAfter + cut + 1) / 2
                : HopSummary.startOf(silentAfter + 1);
    }

    /** When it ended, epoch milliseconds; {@code backAt} is the first hop in which it was over, by silence alone. */
    long ended(long backAt, boolean reachedToo) {
        var until = kept(hops.headMap(backAt, false).descendingMap(), reachedToo, SAMPLE);
        if (until.size() < IncidentState.LEAST_LATE) {
            return HopSummary.startOf(backAt);
        }
        var spacing = spacing(until);
        var last = dense(kept(hops.tailMap(backAt, true), reachedToo, Integer.MAX_VALUE), backAt, spacing);
        if (last != IncidentState.NEVER) {
            return HopSummary.startOf(last + 1);
        }
        var cut = until.get(0);
        var back = hops.subMap(cut, false, backAt, true).entrySet().stream()
                .filter(hop -> hop.getValue().back > 0)
                .mapToLong(hop -> hop.getKey())
                .findFirst()
                .orElse(backAt);
        return borders(cut, back, spacing)
                ? Math.min(HopSummary.startOf(backAt), HopSummary.startOf(cut + back + 1) / 2)
                : HopSummary.startOf(backAt);
    }

    /** Hops of the first {@code most} reports in the order of {@code counts}, each as often as reports were measured in it. */
    private static List<Long> kept(NavigableMap<Long, Counts> counts, boolean reachedToo, int most) {
        var kept = new ArrayList<Long>();
        counts.forEach((hop, count) -> {
            for (var left = count.kept(reachedToo); left > 0 && kept.size() < most; left--) {
                kept.add(hop);
            }
        });
        return kept;
    }

    /** Hops from one report to the next. */
    private static double spacing(List<Long> kept) {
        return Math.abs(kept.get(kept.size() - 1) - kept.get(0)) / (kept.size() - 1.0);
    }

    private static boolean borders(long before, long after, double spacing) {
        return after - before <= Math.max(LEAST_BORDERING_HOPS, BORDERING * spacing);
    }

    /** How far from {@code edge} on, in their order, reports come as densely as if the cut went on; never if they do not. */
    private static long dense(List<Long> kept, long edge, double spacing) {
        var farthest = IncidentState.NEVER;
        var best = 0.0;
        for (var i = IncidentState.LEAST_LATE - 1; i < kept.size(); i++) {
            var hops = Math.abs(kept.get(i) - edge) + 1;
            var excess = i + 1 - DENSE * hops / Math.max(spacing, 1.0 / SAMPLE);
            if (excess > best) {
                best = excess;
                farthest = kept.get(i);
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
