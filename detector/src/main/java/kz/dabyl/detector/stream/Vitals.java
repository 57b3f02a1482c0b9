package kz.dabyl.detector.stream;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kz.dabyl.model.CellSummary;
import kz.dabyl.model.HopSummary;

/**
 * What summaries say of collectors and of all probes together. Nothing is judged by it: operators look at it. Holds nothing
 * of single probes and nothing of single cells. Not thread-safe.
 */
final class Vitals {

    private static final int MINUTE_HOPS = (int) (60_000 / HopSummary.HOP_MILLIS);

    /** A report may be on its way for so long before its probe counts as silent. */
    private static final long ON_THE_WAY_MILLIS = 15_000;

    private final TreeMap<Long, Gathering> hops = new TreeMap<>();
    private final Deque<Gathering> lastMinute = new ArrayDeque<>();

    /**
     * As of one hop.
     *
     * @param collectors by name
     */
    record Told(List<Collector> collectors, Probes probes) {

        Told {
            collectors = List.copyOf(collectors);
        }
    }

    /**
     * A collector.
     *
     * @param tick its last tick that came in every partition, epoch milliseconds
     * @param reportsPerSecond over the last minute
     */
    record Collector(String name, long tick, double reportsPerSecond) {}

    /**
     * Probes that have promised and whose silence would mean something.
     *
     * @param silent those whose promise is broken now
     * @param dark those that say by another way that no target answers
     * @param byLoss how many lose so many of their reports, by {@link CellSummary#lossOfBucket}
     */
    record Probes(int known, int silent, int dark, List<Integer> byLoss) {

        Probes {
            byLoss = List.copyOf(byLoss);
        }
    }

    /** All partitions of one hop. */
    private static final class Gathering {

        private final long end;
        private final Map<String, Long> ticks = new TreeMap<>();
        private final Map<String, Integer> heard = new TreeMap<>();
        private final int[] byLoss = new int[CellSummary.BUCKETS];
        private int silent;
        private int dark;

        Gathering(long end) {
            this.end = end;
        }

        void add(HopSummary summary) {
            summary.collectors().forEach(clock -> ticks.merge(clock.collector(), clock.tick(), Math::min));
            for (var cell : summary.cells()) {
                var reports = cell.heard() + cell.sources().heard();
                for (var late : cell.late()) {
                    reports += late.reports();
                }
                heard.merge(cell.collector(), reports, Integer::sum);
                cell.cohorts().forEach(this::add);
            }
        }

        private void add(CellSummary.Cohort cohort) {
            byLoss[cohort.lossBucket()] += cohort.probes();
            if (cohort.dark()) {
                dark += cohort.probes();
            } else if (end - HopSummary.startOf(cohort.lastHeard() + 1)
                    > cohort.intervalSeconds() * 1000L + ON_THE_WAY_MILLIS) {
                silent += cohort.probes();
            }
        }

        Probes probes() {
            return new Probes(
                    Arrays.stream(byLoss).sum(),
                    silent,
                    dark,
                    Arrays.stream(byLoss).boxed().toList());
        }
    }

    void hear(HopSummary summary) {
        hops.computeIfAbsent(summary.hop(), hop -> new Gathering(summary.end())).add(summary);
    }

    /** What is to be told when all hops that ended by {@code now} are complete. */
    Told upTo(long now) {
        while (!hops.isEmpty() && hops.firstEntry().getValue().end <= now) {
            lastMinute.add(hops.pollFirstEntry().getValue());
            if (lastMinute.size() > MINUTE_HOPS) {
                lastMinute.remove();
            }
        }
        var newest = lastMinute.peekLast();
        if (newest == null) {
            return new Told(List.of(), new Gathering(now).probes());
        }
        var collectors = new ArrayList<Collector>();
        newest.ticks.forEach((name, tick) -> collectors.add(new Collector(name, tick, rate(name))));
        return new Told(collectors, newest.probes());
    }

    private double rate(String collector) {
        var reports = 0;
        for (var hop : lastMinute) {
            reports += hop.heard.getOrDefault(collector, 0);
        }
        return reports * 1000.0 / (lastMinute.size() * HopSummary.HOP_MILLIS);
    }
}
