package kz.dabyl.bench.backtest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import kz.dabyl.model.Cell;
import kz.dabyl.model.CellSummary;
import kz.dabyl.model.HopSummary;

/** One cell of a {@link Deployment}: ten probes that report every half minute. Not thread-safe. */
final class Site {

    private static final int INTERVAL_SECONDS = 30;
    static final int INTERVAL_HOPS = (int) (INTERVAL_SECONDS * 1000 / HopSummary.HOP_MILLIS);
    private static final long REMEMBERED_HOPS = 20 * 60_000 / HopSummary.HOP_MILLIS + 2 * INTERVAL_HOPS;
    private static final long HOUR_HOPS = 3_600_000 / HopSummary.HOP_MILLIS;
    private static final double LOST = 0.02;
    private static final double[] SLEEPS_AN_HOUR = {0.06, 0.2, 0.6};
    private static final double SLEEP_HOURS = 0.7;
    private static final double OUTAGES_A_HOP = 0.3 / 86_400_000 * HopSummary.HOP_MILLIS;
    private static final double OUTAGE_HOPS = 40_000.0 / HopSummary.HOP_MILLIS;

    private final Cell cell;
    private final String collector;
    private final SplittableRandom chance;
    private final int[] sleepBucket = new int[Deployment.PROBES];
    private final int[] software = new int[Deployment.PROBES];
    private final int[] phase = new int[Deployment.PROBES];
    private final int[] missed = new int[Deployment.PROBES];
    private final long[] asleepUntil = new long[Deployment.PROBES];
    private final List<CellSummary.Cohort> cohorts = new ArrayList<>();
    private long cutUntil = Long.MIN_VALUE;

    Site(Cell cell, String collector, SplittableRandom chance) {
        this.cell = cell;
        this.collector = collector;
        this.chance = chance;
        for (var probe = 0; probe < Deployment.PROBES; probe++) {
            sleepBucket[probe] = 1 + chance.nextInt(SLEEPS_AN_HOUR.length);
            software[probe] = 1 + chance.nextInt(2);
            phase[probe] = chance.nextInt(INTERVAL_HOPS);
            cohorts.add(cohort(probe, Long.MIN_VALUE / 2));
        }
    }

    /** Nothing comes from here until then. */
    void cutUntil(long hop) {
        cutUntil = Math.max(cutUntil, hop);
    }

    /** All that is remembered or to come is so much later. */
    void passOver(long hops) {
        cutUntil = cutUntil == Long.MIN_VALUE ? cutUntil : cutUntil + hops;
        for (var probe = 0; probe < Deployment.PROBES; probe++) {
            asleepUntil[probe] += hops;
            cohorts.set(probe, cohort(probe, cohorts.get(probe).lastHeard() + hops));
        }
    }

    /** What is heard in the hop; empty where no probe is remembered. */
    Optional<CellSummary> next(long hop) {
        if (hop > cutUntil && chance.nextDouble() < OUTAGES_A_HOP) {
            cutUntil = hop + exponential(OUTAGE_HOPS);
        }
        var heard = 0;
        var losses = 0;
        var returns = new ArrayList<CellSummary.Return>(0);
        var now = (int) Math.floorMod(hop, (long) INTERVAL_HOPS);
        for (var probe = 0; probe < Deployment.PROBES; probe++) {
            if (phase[probe] == now && speaks(probe, hop)) {
                heard++;
                losses += missed[probe];
                missed[probe] = 0;
                var last = cohorts.get(probe).lastHeard();
                if (hop - last > 2 * INTERVAL_HOPS && hop - last < REMEMBERED_HOPS) {
                    returns.add(new CellSummary.Return(last, 1, 0));
                }
                cohorts.set(probe, cohort(probe, hop));
            }
        }
        var remembered = remembered(hop);
        return remembered.isEmpty()
                ? Optional.empty()
                : Optional.of(new CellSummary(
                        cell,
                        collector,
                        heard,
                        losses,
                        CellSummary.Sources.NONE,
                        remembered,
                        returns,
                        List.of(),
                        List.of()));
    }

    private boolean speaks(int probe, long hop) {
        if (asleepUntil[probe] > hop || cutUntil > hop) {
            missed[probe] = 0;
            return false;
        }
        var sleeps = SLEEPS_AN_HOUR[sleepBucket[probe] - 1] * INTERVAL_HOPS / HOUR_HOPS;
        if (chance.nextDouble() < sleeps) {
            asleepUntil[probe] = hop + exponential(SLEEP_HOURS * HOUR_HOPS);
            return false;
        }
        var lost = chance.nextDouble() < LOST;
        missed[probe] += lost ? 1 : 0;
        return !lost;
    }

    private List<CellSummary.Cohort> remembered(long hop) {
        var all = true;
        for (var cohort : cohorts) {
            all &= hop - cohort.lastHeard() <= REMEMBERED_HOPS;
        }
        return all
                ? cohorts
                : cohorts.stream()
                        .filter(cohort -> hop - cohort.lastHeard() <= REMEMBERED_HOPS)
                        .toList();
    }

    private CellSummary.Cohort cohort(int probe, long hop) {
        return new CellSummary.Cohort(
                hop, INTERVAL_SECONDS, 1, sleepBucket[probe], software[probe], 0, 1, 100, false, false, false);
    }

    private long exponential(double mean) {
        return 1 + (long) (-mean * Math.log(1 - chance.nextDouble()));
    }
}
