package kz.dabyl.detector.core;

import java.util.ArrayList;
import java.util.List;
import kz.dabyl.model.Cell;
import kz.dabyl.model.CellSummary;
import kz.dabyl.model.HopSummary;

/**
 * What the second fold knows of one cell: how many reports came in the last minute, how many get lost, and its probes as
 * of the last hop. Not thread-safe.
 */
final class CellView {

    static final int MINUTE_HOPS = (int) (60_000 / HopSummary.HOP_MILLIS);

    /** Half of what is known about loss fades in about half an hour. */
    private static final double FADE = 0.998;

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
    boolean update(long hop, CollectorHealth health) {
        if (heardHop != hop) {
            return false;
        }
        var count = 0;
        var losses = 0;
        for (var summary : latest) {
            count += summary.heard();
            losses += summary.losses();
        }
        heard[(int) Math.floorMod(hop, (long) MINUTE_HOPS)] = count;
        delivered = delivered * FADE + count;
        lost = lost * FADE + losses;
        presences = presences(hop, latest, health);
        anyBroken = presences.stream().anyMatch(presence -> presence.broken() > 0);
        return true;
    }

    private List<Presence> presences(long hop, List<CellSummary> summaries, CollectorHealth health) {
        var now = HopSummary.startOf(hop + 1);
        var cellLoss =
                delivered + lost < MIN_REPORTS ? 0 : Math.min(MOST_LOSS, LOSS_MARGIN * lost / (delivered + lost));
        var list = new ArrayList<Presence>();
        for (var summary : summaries) {
            for (var cohort : summary.cohorts()) {
                list.add(presence(cohort, summary.collector(), health, cellLoss, now));
            }
        }
        return list;
    }

    private static Presence presence(
            CellSummary.Cohort cohort, String collector, CollectorHealth health, double cellLoss, long now) {
        var lastHeard = Math.max(cohort.lastHeard(), health.countsFrom(collector));
        var elapsed = now - HopSummary.startOf(lastHeard) - HopSummary.HOP_MILLIS / 2;
        var broken = Silence.brokenPromises(elapsed, cohort.intervalSeconds());
        var loss = Math.max(CellSummary.lossOfBucket(cohort.lossBucket()), cellLoss);
        var sleeps = CellSummary.sleepsPerHourOfBucket(cohort.sleepBucket());
        return new Presence(
                collector,
                cohort.software(),
                lastHeard,
                health.excuses(collector, cohort.lastHeard()),
                cohort.intervalSeconds(),
                loss,
                sleeps,
                cohort.probes(),
                cohort.percent() / 100.0,
                broken,
                broken == 0 ? 0 : Silence.evidence(broken, loss, sleeps, cohort.intervalSeconds()));
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

    /** Probes that kept their promises at {@code onset} or were heard since. */
    int present(long onset) {
        return presences.stream()
                .filter(p -> wasPresent(p, onset))
                .mapToInt(Presence::probes)
                .sum();
    }

    /** Probes that kept their promises at {@code onset} and have broken them since. */
    int silentSince(long onset) {
        return presences.stream()
                .filter(p -> p.lastHeard() <= onset && p.broken() > 0 && wasPresent(p, onset))
                .mapToInt(Presence::probes)
                .sum();
    }

    private static boolean wasPresent(Presence presence, long onset) {
        return presence.lastHeard() > onset || presence.brokenAt(HopSummary.startOf(onset + 1)) <= 1;
    }

    /** Probes that keep their promises now. */
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

    /** Probes that keep their promises now and were heard after {@code onset}. */
    int aliveSince(long onset) {
        return presences.stream()
                .filter(p -> p.keepsPromises() && p.lastHeard() > onset)
                .mapToInt(Presence::probes)
                .sum();
    }

    boolean anyBroken() {
        return anyBroken;
    }

    /** The onset, among the hops at which its probes fell silent, that explains the cell best; or none over zero. */
    BestOnset best(long rampMillis) {
        var best = BestOnset.NONE;
        for (var candidate : presences) {
            if (candidate.broken() > 0 && !candidate.blind()) {
                var onset = Onset.at(presences, candidate.lastHeard(), rampMillis);
                if (onset.most() && onset.nats() > best.onset().nats()) {
                    best = new BestOnset(candidate.lastHeard(), onset);
                }
            }
        }
        return best;
    }

    /** An onset and when it was. */
    record BestOnset(long hop, Onset onset) {

        static final BestOnset NONE = new BestOnset(Long.MIN_VALUE, new Onset(0, 0, 0, 0));
    }
}
