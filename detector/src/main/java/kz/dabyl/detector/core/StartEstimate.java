package kz.dabyl.detector.core;

import java.util.List;
import kz.dabyl.model.HopSummary;

/**
 * When it began: the most likely first hop, among cuts at one stroke and cuts that took the probes one by one over some
 * minutes.
 *
 * <p>A probe last heard at L is cut at a moment τ, all equally likely within the ramp. If L ≤ τ it was silent from L to τ
 * although its network worked, which {@link Silence} weighs; if L > τ it leaked through. The start and the ramp that make
 * all of this likeliest win; a ramp has to pay for being chosen.
 */
final class StartEstimate {

    private static final double LEAK = 0.05;
    private static final long BEFORE_HOPS = 400_000 / HopSummary.HOP_MILLIS;
    private static final long AFTER_HOPS = 120_000 / HopSummary.HOP_MILLIS;
    private static final int[] RAMPS_HOPS = {1, 12, 24, 60};
    private static final double RAMP_PENALTY = 2;
    private static final int CLIFF_HOPS = 12;

    private StartEstimate() {}

    /** The hop after which the silent of {@code views} began to fall, near {@code onset} and not after {@code latest}. */
    static long of(List<? extends Population> views, long onset, long latest) {
        var best = new Best(Double.NEGATIVE_INFINITY, onset);
        var nats = nats(views, onset, latest);
        for (var ramp = 0; ramp < RAMPS_HOPS.length; ramp++) {
            best = best.or(Best.of(nats[ramp], onset - BEFORE_HOPS, ramp == 0 ? 0 : RAMP_PENALTY));
        }
        return best.start;
    }

    /** How much better a fall over two minutes or more explains them than one within a minute does, in nats. */
    static double raggedness(List<? extends Population> views, long onset, long latest) {
        var nats = nats(views, onset, latest);
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
            var best = new Best(Double.NEGATIVE_INFINITY, from);
            for (var i = 0; i < nats.length; i++) {
                best = best.or(new Best(nats[i] - penalty, from + i));
            }
            return best;
        }

        Best or(Best other) {
            return other.value > value ? other : this;
        }
    }

    /** What all of them say of every ramp and start. */
    private static double[][] nats(List<? extends Population> views, long onset, long latest) {
        var from = onset - BEFORE_HOPS;
        var starts = (int) (Math.min(latest, onset + AFTER_HOPS) - from + 1);
        var nats = new double[RAMPS_HOPS.length][Math.max(0, starts)];
        for (var view : views) {
            for (var presence : view.presences()) {
                if (presence.broken() > 0 && !presence.blind() && presence.lastHeard() >= from) {
                    add(presence, from, nats);
                }
            }
        }
        return nats;
    }

    /** Adds what one kind of probe says of every start and ramp. */
    private static void add(Presence presence, long from, double[][] nats) {
        var longest = RAMPS_HOPS[RAMPS_HOPS.length - 1];
        var sums = new double[nats[0].length + longest + 1];
        var silent = new Silent(presence);
        for (var i = 0; i < sums.length - 1; i++) {
            sums[i + 1] = sums[i] + silent.likelihood(from + i);
        }
        for (var ramp = 0; ramp < RAMPS_HOPS.length; ramp++) {
            var hops = RAMPS_HOPS[ramp];
            for (var i = 0; i < nats[ramp].length; i++) {
                nats[ramp][i] += presence.weight() * Math.log((sums[i + hops] - sums[i]) / hops);
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
