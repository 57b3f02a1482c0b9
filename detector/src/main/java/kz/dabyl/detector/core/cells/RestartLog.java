package kz.dabyl.detector.core.cells;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import kz.dabyl.model.CellSummary;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.WireInput;
import kz.dabyl.model.WireOutput;

/** Probes of one cell that came back with another boot, for as long as a restart may last. Not thread-safe. */
public final class RestartLog {

    /** A restart is over within this. */
    static final long LASTING_HOPS = 600_000 / HopSummary.HOP_MILLIS;

    /** Probes last heard so near to an onset count as silent by it. */
    private static final long NEAR_HOPS = 120_000 / HopSummary.HOP_MILLIS;

    private final Deque<Restart> restarts = new ArrayDeque<>();

    /** Whether there are any: every hop asks, and mostly there are none. */
    private boolean any;

    /**
     * Probes that came back with another boot.
     *
     * @param hop when they came
     * @param lastHeard hop in which they had been heard before
     */
    private record Restart(long hop, long lastHeard, int probes) {}

    /** What is over as of {@code hop} counts no more. */
    void forget(long hop) {
        while (any && hop - restarts.element().hop() > LASTING_HOPS) {
            restarts.remove();
            any = !restarts.isEmpty();
        }
    }

    /** Takes those who came back in {@code hop}. */
    void add(long hop, List<CellSummary> summaries) {
        var back = new TreeMap<Long, Integer>();
        for (var summary : summaries) {
            for (var one : summary.returns()) {
                if (one.rebooted() > 0) {
                    back.merge(one.lastHeard(), one.rebooted(), Integer::sum);
                }
            }
        }
        back.forEach((lastHeard, probes) -> restarts.add(new Restart(hop, lastHeard, probes)));
        any = !restarts.isEmpty();
    }

    /**
     * Those who fell silent about {@code onset}: as many as were away together at most, since one that starts again and again comes
     * back each time.
     */
    int since(long onset) {
        if (!any) {
            return 0;
        }
        return mostAway(restart -> isNear(restart, onset));
    }

    /** Those who fell silent about {@code onset} and came back after it, if they were away for at least so many hops. */
    int awayAt(long onset, long hops) {
        return any
                ? mostAway(restart ->
                        isNear(restart, onset) && restart.hop() > onset && restart.hop() - restart.lastHeard() >= hops)
                : 0;
    }

    /** All who came back of late, as few as they may have been. */
    public int back() {
        return any ? mostAway(restart -> true) : 0;
    }

    /** Those who were back when others fell silent after the hop {@code onset}, as few as they may have been. */
    public int backBy(long onset) {
        return any ? mostAway(restart -> restart.hop() <= onset) : 0;
    }

    /** Adds how many who fell silent about {@code onset} were away for how many hops. */
    public void addAway(long onset, Map<Long, Integer> probesByHops) {
        if (any) {
            restarts.stream()
                    .filter(restart -> isNear(restart, onset))
                    .forEach(restart ->
                            probesByHops.merge(restart.hop() - restart.lastHeard(), restart.probes(), Integer::sum));
        }
    }

    private static boolean isNear(Restart restart, long onset) {
        return Math.abs(restart.lastHeard() - onset) <= NEAR_HOPS;
    }

    private int mostAway(Predicate<Restart> which) {
        var changes = new TreeMap<Long, Integer>();
        for (var restart : restarts) {
            if (which.test(restart)) {
                changes.merge(restart.lastHeard(), restart.probes(), Integer::sum);
                changes.merge(restart.hop(), -restart.probes(), Integer::sum);
            }
        }
        var away = 0;
        var most = 0;
        for (var change : changes.values()) {
            away += change;
            most = Math.max(most, away);
        }
        return most;
    }

    void write(WireOutput out) {
        out.varint(restarts.size());
        for (var restart : restarts) {
            out.i64(restart.hop());
            out.i64(restart.lastHeard());
            out.varint(restart.probes());
        }
    }

    void read(WireInput in) {
        for (var left = in.count(); left > 0; left--) {
            restarts.add(new Restart(in.i64(), in.i64(), in.varint32()));
        }
        any = !restarts.isEmpty();
    }
}
