package kz.dabyl.detector.core.probes;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import kz.dabyl.detector.core.rules.Slowness;
import kz.dabyl.model.Ailment;
import kz.dabyl.model.Ping;
import kz.dabyl.model.PingError;
import kz.dabyl.model.TargetClass;
import org.jspecify.annotations.Nullable;

/**
 * Judges one round of results against what is usual for the probe: failing before foreign before slow.
 *
 * <p>Crowded masts and a bad spot make everything slow, by a factor, by a delay, or both. So a target is slow only by what
 * it exceeds the least afflicted of the other classes: for round trips r with the usual u, by the smaller of {@code r / (u f)}
 * and {@code (r - d) / u}, where f and d are the mean factor and delay of the class that has the smallest. For throughput
 * that class is taken by its throughput, or by its round trips where it has none. Without another class to compare with
 * nothing is called slow. All of that is computed only where a result is slow at all. Keeps only what one round needs. Not
 * thread-safe.
 */
final class Appraisal {

    /** No report has more results. */
    private static final int MOST_PINGS = 32;

    private static final int CLASSES = TargetClass.values().length;

    /** Beyond twice the usual it is not to become usual, even where all targets share it. */
    private static final double FAR = 2;

    /** Where trips usually take less, a busy machine makes them many times as long: that is nothing which anybody throttles. */
    private static final double LEAST_MILLIS = 10;

    final Issuers issuers = new Issuers();
    private final @Nullable TargetState[] states = new TargetState[MOST_PINGS];

    /** What is usual of each before the round. */
    private final long[] usualRtt = new long[MOST_PINGS];

    private final long[] usualKbps = new long[MOST_PINGS];

    private List<Ping> round = List.of();
    private boolean compared;
    private final Means factors = new Means();
    private final Means delays = new Means();
    private final Means thinning = new Means();

    /** Takes the results of a report received in {@code hop} into what is remembered of the probe. */
    void take(List<Ping> pings, Targets targets, int hop, TargetNames names) {
        var count = Math.min(pings.size(), MOST_PINGS);
        for (var i = 0; i < count; i++) {
            var state = targets.of(pings.get(i).target(), i, hop, names);
            states[i] = state;
            if (state != null) {
                usualRtt[i] = state.rtt();
                usualKbps[i] = state.kbps();
            }
        }
        round = pings;
        compared = false;
        for (var i = 0; i < count; i++) {
            var state = states[i];
            if (state != null) {
                judge(pings.get(i), state, hop);
            }
        }
        targets.settle(names);
    }

    /** How the classes fare in this round. */
    private void compare() {
        if (compared) {
            return;
        }
        compared = true;
        factors.clear();
        delays.clear();
        thinning.clear();
        for (var i = 0; i < Math.min(round.size(), MOST_PINGS); i++) {
            var state = states[i];
            if (state != null && round.get(i).ok()) {
                compare(round.get(i), state.name.group(), usualRtt[i], usualKbps[i]);
            }
        }
    }

    private void compare(Ping ping, int group, long rtt, long kbps) {
        if (ping.rttMillis() > 0 && Usual.ready(rtt)) {
            double mean = Usual.mean(rtt);
            factors.add(group, ping.rttMillis() / mean);
            delays.add(group, ping.rttMillis() - mean);
        }
        if (ping.kbps() > 0 && Usual.ready(kbps)) {
            thinning.add(group, Usual.mean(kbps) / ping.kbps());
        }
    }

    private void judge(Ping ping, TargetState state, int hop) {
        if (!ping.ok() && unknownIssuer(ping, state, hop)) {
            state.takeForeign(hop);
            return;
        }
        if (!ping.ok()) {
            state.takeFailure(Ailment.of(Optional.ofNullable(ping.error())), hop);
            return;
        }
        var hops = hop - state.measured();
        var tls = ping.tls();
        if (tls != null && state.foreign(issuers.code(tls.issuer()), hop)) {
            state.takeForeign(hop);
        } else {
            var slow = slowStep(ping, state);
            var thin = thinStep(ping, state);
            if (Math.max(slow, thin) == 0) {
                state.takeWell(hop);
            } else {
                state.takeSlow(thin > slow, Math.max(slow, thin), hop);
            }
        }
        learn(ping, state, hops);
    }

    /** Whether TLS failed because somebody else than usual signs whom the probe does not trust. */
    private boolean unknownIssuer(Ping ping, TargetState state, int hop) {
        var tls = ping.tls();
        return ping.error() == PingError.TLS
                && tls != null
                && state.knowsIssuer()
                && state.foreign(issuers.code(tls.issuer()), hop);
    }

    private static void learn(Ping ping, TargetState state, int hops) {
        if (ping.rttMillis() > 0) {
            var far = !state.well() || ping.rttMillis() >= FAR * Usual.mean(state.rtt());
            state.learnRtt(ping.rttMillis(), hops, far);
        }
        if (ping.kbps() > 0) {
            var far = !state.well() || FAR * ping.kbps() <= Usual.mean(state.kbps());
            state.learnKbps(ping.kbps(), hops, far);
        }
    }

    private int slowStep(Ping ping, TargetState state) {
        var usual = Math.max(Usual.mean(state.rtt()), LEAST_MILLIS);
        if (!(ping.rttMillis() >= FAR * usual) || !Usual.ready(state.rtt())) {
            return 0;
        }
        compare();
        var group = state.name.group();
        var factor = factors.leastBut(group);
        if (factor == Means.NOBODY) {
            return 0;
        }
        var byFactor = ping.rttMillis() / (usual * Math.max(1, factor));
        var byDelay = (ping.rttMillis() - Math.max(0, delays.leastBut(group))) / usual;
        return Slowness.stepOfRtt(Math.min(byFactor, byDelay));
    }

    private int thinStep(Ping ping, TargetState state) {
        double usual = Usual.mean(state.kbps());
        if (!(ping.kbps() * FAR <= usual) || !Usual.ready(state.kbps())) {
            return 0;
        }
        compare();
        var shared = thinning.leastBut(state.name.group(), factors);
        return shared == Means.NOBODY ? 0 : Slowness.stepOfKbps(usual / (ping.kbps() * Math.max(1, shared)));
    }

    /** One mean for each class of targets. */
    private static final class Means {

        static final double NOBODY = Double.POSITIVE_INFINITY;

        private final double[] sums = new double[CLASSES];
        private final int[] counts = new int[CLASSES];

        void clear() {
            Arrays.fill(sums, 0);
            Arrays.fill(counts, 0);
        }

        void add(int group, double value) {
            sums[group] += value;
            counts[group]++;
        }

        /** The smallest mean of the classes other than {@code group}. */
        double leastBut(int group) {
            return leastBut(group, this);
        }

        /** The same, with the mean of {@code others} for a class that has none here. */
        double leastBut(int group, Means others) {
            var least = NOBODY;
            for (var i = 0; i < CLASSES; i++) {
                var from = counts[i] > 0 ? this : others;
                if (i != group && from.counts[i] > 0) {
                    least = Math.min(least, from.sums[i] / from.counts[i]);
                }
            }
            return least;
        }
    }
}
