package kz.dabyl.detector.core.scopes;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kz.dabyl.detector.core.cells.Population;
import kz.dabyl.detector.core.cells.Presence;
import kz.dabyl.detector.core.rules.Silence;
import kz.dabyl.model.HopSummary;

/**
 * When it began: the most likely first hop, among cuts at one stroke and cuts that took the probes one by one over some
 * minutes.
 *
 * <p>A probe last heard at L is cut at a moment τ, all equally likely within the ramp. If L ≤ τ it was silent from L to τ
 * although its network worked, which {@link Silence} weighs; if L > τ it leaked through. The start and the ramp that make
 * all of this likeliest win; a ramp has to pay for being chosen.
 */
public final class StartEstimate {

    private static final double LEAK = 0.05;
    private static final long BEFORE_HOPS = 400_000 / HopSummary.HOP_MILLIS;
    private static final long AFTER_HOPS = 120_000 / HopSummary.HOP_MILLIS;
    private static final int[] RAMPS_HOPS = {1, 12, 24, 60};
    private static final double RAMP_PENALTY = 2;
    private static final int CLIFF_HOPS = 12;

    private StartEstimate() {}

    /** The hop after which the silent of {@code views} began to fall, near {@code onset} and not after {@code latest}. */
    public static long of(List<? extends Population> views, long onset, long latest, Memory memory) {
        var best = new Best(Double.NEGATIVE_INFINITY, onset);
        var nats = nats(views, onset, latest, memory);
        memory.turn();
        for (var ramp = 0; ramp < RAMPS_HOPS.length; ramp++) {
            best = best.or(Best.of(nats[ramp], onset - BEFORE_HOPS, ramp == 0 ? 0 : RAMP_PENALTY));
        }
        return best.start;
    }

    /** How much better a fall over two minutes or more explains them than one within a minute does, in nats. */
    public static double raggedness(List<? extends Population> views, long onset, long latest) {
        var nats = nats(views, onset, latest, new Memory());
        var cliff = Double.NEGATIVE_INFINITY;
        var slope = Double.NEGATIVE_INFINITY;
        for (var ramp = 0; ramp < RAMPS_HOPS.length; ramp++) {
            var best = Best.of(nats[ramp], onset - BEFORE_HOPS, 0).value;
            if (RAMPS_HOPS[ramp] <= CLIFF_HOPS) {
                cliff = Math.max(cliff, best);
            } else {
                slope = Math.max(slope, best);
            }
        }
        return slope - cliff;
    }

    /** The likeliest start, and how likely it is, in nats. */
    private record Best(double value, long start) {

        static Best of(double[] nats, long from, double penalty) {
            var value = Double.NEGATIVE_INFINITY;
            var start = from;
            for (var i = 0; i < nats.length; i++) {
                if (nats[i] - penalty > value) {
                    value = nats[i] - penalty;
                    start = from + i;
                }
            }
            return new Best(value, start);
        }

        Best or(Best other) {
            return other.value > value ? other : this;
        }
    }

    /**
     * What one kind of probe says of every start and ramp, for the next hop: whoever stays silent says the same again. For one
     * onset and one latest start. Not thread-safe.
     */
    public static final class Memory {

        /** More kinds are not remembered: they would fill the heap in a country. */
        private static final int MOST = 256;

        private Map<Kind, double[][]> before = new HashMap<>();
        private Map<Kind, double[][]> now = new HashMap<>();

        /** What nobody asked for any more, to be written over: the loss of a cell, and with it its kinds, is another in each hop. */
        private final Deque<double[][]> spare = new ArrayDeque<>();

        private double[] sums = {};

        /** All on which it depends but their weight. */
        private record Kind(long lastHeard, int interval, double loss, double sleepsPerHour) {}

        /** What probes like {@code presence} say, in nats for each of them: by ramp and start. */
        private double[][] logs(Presence presence, long from, int starts) {
            var kind = new Kind(
                    presence.lastHeard(), presence.intervalSeconds(), presence.loss(), presence.sleepsPerHour());
            var logs = now.get(kind);
            if (logs == null) {
                logs = before.remove(kind);
                logs = logs == null ? of(presence, from, starts) : logs;
                if (now.size() < MOST) {
                    now.put(kind, logs);
                }
            }
            return logs;
        }

        /** The same, worked out; to be kept by nobody else. */
        private double[][] of(Presence presence, long from, int starts) {
            var logs = spare.isEmpty() ? new double[RAMPS_HOPS.length][starts] : spare.pop();
            var hops = starts + RAMPS_HOPS[RAMPS_HOPS.length - 1];
            sums = sums.length == hops + 1 ? sums : new double[hops + 1];
            fill(logs, sums, presence, from);
            return logs;
        }

        /** A hop is over: what nobody asked for in it is forgotten. */
        private void turn() {
            spare.addAll(before.values());
            before.clear();
            var asked = now;
            now = before;
            before = asked;
        }

        /** Nobody will ask again. */
        public void clear() {
            before.clear();
            now.clear();
            spare.clear();
        }
    }

    /** What all of them say of every ramp and start. */
    private static double[][] nats(List<? extends Population> views, long onset, long latest, Memory memory) {
        var from = onset - BEFORE_HOPS;
        var starts = (int) (Math.min(latest, onset + AFTER_HOPS) - from + 1);
        var nats = new double[RAMPS_HOPS.length][Math.max(0, starts)];
        if (starts <= 0) {
            return nats;
        }
        for (var view : views) {
            for (var presence : view.presences()) {
                if (presence.broken() > 0 && !presence.blind() && presence.lastHeard() >= from) {
                    // How sources that never promise fall silent depends on how many they are.
                    add(
                            presence,
                            presence.sources()
                                    ? memory.of(presence, from, starts)
                                    : memory.logs(presence, from, starts),
                            nats);
                }
            }
        }
        return nats;
    }

    private static void add(Presence presence, double[][] logs, double[][] nats) {
        var weight = presence.weight();
        for (var ramp = 0; ramp < nats.length; ramp++) {
            for (var i = 0; i < nats[ramp].length; i++) {
                nats[ramp][i] += weight * logs[ramp][i];
            }
        }
    }

    /**
     * How likely one kind of probe makes every ramp and start, in nats for each of them.
     *
     * @param sums to be written over, one longer than all hops in which a ramp may lie
     */
    private static void fill(double[][] logs, double[] sums, Presence presence, long from) {
        var silent = new Silent(presence);
        for (var i = 0; i < sums.length - 1; i++) {
            sums[i + 1] = sums[i] + silent.likelihood(from + i);
        }
        for (var ramp = 0; ramp < RAMPS_HOPS.length; ramp++) {
            var hops = RAMPS_HOPS[ramp];
            var sum = Double.NaN;
            var log = 0.0;
            for (var i = 0; i < logs[ramp].length; i++) {
                var next = sums[i + hops] - sums[i];
                if (next != sum) {
                    // For long stretches it stays the same.
                    sum = next;
                    log = Math.log(sum / hops);
                }
                logs[ramp][i] = log;
            }
        }
    }

    /** Probes that are silent; how likely that is changes only with every promise that they break. */
    private static final class Silent {

        private final Presence presence;
        private int broken = -1;
        private double likelihood;

        Silent(Presence presence) {
            this.presence = presence;
        }

        /** How likely it is that they were last heard when they were, if they were cut at the end of {@code hop}. */
        double likelihood(long hop) {
            if (presence.lastHeard() > hop) {
                return LEAK;
            }
            var now = presence.brokenAt(HopSummary.startOf(hop + 1));
            if (now != broken) {
                broken = now;
                likelihood = Math.exp(
                        -Silence.evidence(now, presence.loss(), presence.sleepsPerHour(), presence.intervalSeconds()));
            }
            return likelihood;
        }
    }
}
