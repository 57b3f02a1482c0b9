package kz.dabyl.detector.core;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import kz.dabyl.model.Cell;
import kz.dabyl.model.CellSummary;
import kz.dabyl.model.HopSummary;
import org.jspecify.annotations.Nullable;

/**
 * What the second fold knows of one cell: how many reports came in the last minute, how many get lost, and its probes as
 * of the last hop. Not thread-safe.
 */
final class CellView {

    static final int MINUTE_HOPS = (int) (60_000 / HopSummary.HOP_MILLIS);

    /** Half of what is known about loss fades in about half an hour. */
    private static final double FADE = 0.998;

    /** A restart is over within this. */
    private static final long RETURNS_HOPS = 600_000 / HopSummary.HOP_MILLIS;

    /** Probes last heard so near to an onset count as silent by it. */
    private static final long NEAR_HOPS = 120_000 / HopSummary.HOP_MILLIS;

    private static final double LOSS_MARGIN = 1.5;
    private static final double MOST_LOSS = 0.6;
    private static final double MIN_REPORTS = 20;

    final Cell cell;
    final String area;
    final int[] heard = new int[MINUTE_HOPS];
    double delivered;
    double lost;
    private List<Presence> presences = List.of();
    private final List<CellSummary> latest = new ArrayList<>();

    @Nullable
    Cadence cadence;

    final Deque<Restart> returns = new ArrayDeque<>();
    private boolean anyBroken;
    private long heardHop = Long.MIN_VALUE;

    CellView(Cell cell, String area) {
        this.cell = cell;
        this.area = area;
    }

    /** Takes one of the summaries of {@code hop}: a cell has one for each partition and collector. */
    void hear(long hop, CellSummary summary) {
        if (heardHop != hop) {
            heardHop = hop;
            latest.clear();
        }
        latest.add(summary);
    }

    /** Takes the hop as a whole; false if nobody said anything of this cell. */
    boolean update(long hop, SourceHealth health) {
        if (heardHop != hop) {
            return false;
        }
        var count = 0;
        var losses = 0;
        for (var summary : latest) {
            count += summary.heard() + summary.sources().heard();
            losses += summary.losses();
        }
        heard[(int) Math.floorMod(hop, (long) MINUTE_HOPS)] = count;
        delivered = delivered * FADE + count;
        lost = lost * FADE + losses;
        presences = Presences.of(hop, latest, health, loss());
        listen(hop, health);
        rememberReturns(hop);
        anyBroken = presences.stream().anyMatch(presence -> presence.broken() > 0);
        return true;
    }

    /** Takes what the sources said that never promise, if the cell has any. */
    private void listen(long hop, SourceHealth health) {
        var heardNow = 0;
        var known = 0;
        var deaf = false;
        var collector = "";
        for (var summary : latest) {
            if (summary.sources().known() > 0) {
                heardNow += summary.sources().heard();
                known += summary.sources().known();
                deaf |= health.deaf(summary.collector(), hop);
                collector = summary.collector();
            }
        }
        if (cadence == null) {
            if (known == 0) {
                return;
            }
            cadence = new Cadence();
        }
        cadence.take(hop, new CellSummary.Sources(heardNow, known), deaf);
        if (known > 0 && cadence.rate(hop) > 0) {
            var all = new ArrayList<>(presences);
            all.add(Presence.ofSources(cadence, collector, hop, deaf));
            presences = all;
        }
    }

    /** Whether nobody speaks from the cell but sources that never promise. */
    boolean onlySources() {
        return !presences.isEmpty() && presences.stream().allMatch(Presence::sources);
    }

    /** What the silence of its sources is worth since {@code onset}, in nats. */
    double sourcesGainSince(long onset) {
        var sum = 0.0;
        for (var presence : presences) {
            if (presence.sources() && presence.broken() > 0) {
                sum += presence.weight() * presence.gainSince(HopSummary.startOf(onset + 1), 0);
            }
        }
        return sum;
    }

    private double loss() {
        return delivered + lost < MIN_REPORTS ? 0 : Math.min(MOST_LOSS, LOSS_MARGIN * lost / (delivered + lost));
    }

    private void rememberReturns(long hop) {
        while (!returns.isEmpty() && hop - returns.element().hop() > RETURNS_HOPS) {
            returns.remove();
        }
        var restarts = new TreeMap<Long, Integer>();
        for (var summary : latest) {
            for (var back : summary.returns()) {
                if (back.rebooted() > 0) {
                    restarts.merge(back.lastHeard(), back.rebooted(), Integer::sum);
                }
            }
        }
        restarts.forEach((lastHeard, probes) -> returns.add(new Restart(hop, lastHeard, probes)));
    }

    List<Presence> presences() {
        return presences;
    }

    List<CellSummary> latest() {
        return latest;
    }

    /** Reports heard since {@code onset}, of the last minute at most. */
    int heardSince(long onset, long hop) {
        var sum = 0;
        for (var h = hop; h > onset && h > hop - MINUTE_HOPS; h--) {
            sum += heard[(int) Math.floorMod(h, (long) MINUTE_HOPS)];
        }
        return sum;
    }

    /** Reports due since {@code onset}, of the last minute at most, by those who had kept their promises until then. */
    double expectedSince(long onset, long hop) {
        var seconds = Math.min(hop - onset, MINUTE_HOPS) * HopSummary.HOP_MILLIS / 1000.0;
        var sum = 0.0;
        for (var presence : presences) {
            if (wasPresent(presence, onset)) {
                sum += presence.probes() * seconds / presence.intervalSeconds();
            }
        }
        return sum;
    }

    /** Reports due a minute by those who had kept their promises until {@code onset}. */
    double perMinute(long onset) {
        return expectedSince(onset, onset + MINUTE_HOPS);
    }

    /** Weight of the probes that kept their promises at {@code onset} or were heard since. */
    double present(long onset) {
        return weight(p -> wasPresent(p, onset));
    }

    /** Weight of the probes that kept their promises at {@code onset} and have broken them since. */
    double silentSince(long onset) {
        return weight(p -> fellSilent(p, onset));
    }

    /** Number of the probes that kept their promises at {@code onset} and have broken them since. */
    int silentProbes(long onset) {
        return presences.stream()
                .filter(p -> fellSilent(p, onset))
                .mapToInt(Presence::probes)
                .sum();
    }

    private static boolean fellSilent(Presence presence, long onset) {
        return presence.lastHeard() <= onset && presence.broken() > 0 && wasPresent(presence, onset);
    }

    private static boolean wasPresent(Presence presence, long onset) {
        return presence.lastHeard() > onset || presence.brokenAt(HopSummary.startOf(onset + 1)) <= 1;
    }

    private double weight(Predicate<Presence> which) {
        var sum = 0.0;
        for (var presence : presences) {
            if (which.test(presence)) {
                sum += presence.weight();
            }
        }
        return sum;
    }

    /** Number of the probes that keep their promises now. */
    int alive() {
        return presences.stream()
                .filter(Presence::keepsPromises)
                .mapToInt(Presence::probes)
                .sum();
    }

    /** Probes heard within what is remembered, whether they keep their promises or not. */
    int known() {
        return presences.stream().mapToInt(Presence::probes).sum();
    }

    /** Weight of the probes that keep their promises now. */
    double aliveWeight() {
        return weight(Presence::keepsPromises);
    }

    /** Weight of the probes that keep their promises now and were heard after {@code onset}. */
    double aliveSince(long onset) {
        return weight(p -> p.keepsPromises() && p.lastHeard() > onset);
    }

    /** Probes that fell silent about {@code onset} and have come back with another boot. */
    int restartedSince(long onset) {
        return returns.stream()
                .filter(r -> Math.abs(r.lastHeard() - onset) <= NEAR_HOPS)
                .mapToInt(Restart::probes)
                .sum();
    }

    /**
     * Probes that came back with another boot.
     *
     * @param hop when they came
     * @param lastHeard hop in which they had been heard before
     */
    record Restart(long hop, long lastHeard, int probes) {}

    boolean anyBroken() {
        return anyBroken;
    }

    /** The onset, among the hops at which its probes fell silent, that explains the cell best; or none over zero. */
    BestOnset best(long rampMillis) {
        var candidates = new TreeSet<Long>();
        for (var presence : presences) {
            if (presence.broken() > 0 && !presence.blind()) {
                candidates.add(presence.lastHeard());
            }
        }
        var best = BestOnset.NONE;
        for (long candidate : candidates) {
            var onset = Onset.at(presences, candidate, rampMillis);
            if (onset.most() && onset.nats() > best.onset().nats()) {
                best = new BestOnset(candidate, onset);
            }
        }
        return best;
    }

    /** An onset and when it was. */
    record BestOnset(long hop, Onset onset) {

        static final BestOnset NONE = new BestOnset(Long.MIN_VALUE, new Onset(0, 0, 0, 0));
    }
}
