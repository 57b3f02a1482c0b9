package kz.dabyl.model;

import java.util.List;

/**
 * All that one partition says of one hop. It comes even when empty: the second fold waits for every partition, never for
 * a clock.
 *
 * @param partition partition of the log
 * @param partitions how many there are
 * @param hop the hop that closed, see {@link #hopOf}
 * @param collectors how far the collectors had come in this partition
 * @param cells summaries of all cells with something to say
 * @param rules thresholds and rallies that came to hold, in the order in which they did
 */
public record HopSummary(
        int partition,
        int partitions,
        long hop,
        List<CollectorClock> collectors,
        List<CellSummary> cells,
        List<LogEntry.Notice> rules) {

    /** Length of a hop. Part of the stored format: a change means a new version. */
    public static final long HOP_MILLIS = 5_000;

    public HopSummary {
        collectors = List.copyOf(collectors);
        cells = List.copyOf(cells);
        rules = List.copyOf(rules);
    }

    /** A hop in which the rules stayed what they were. */
    public HopSummary(
            int partition, int partitions, long hop, List<CollectorClock> collectors, List<CellSummary> cells) {
        this(partition, partitions, hop, collectors, cells, List.of());
    }

    /**
     * A collector as the partition saw it when the hop closed.
     *
     * @param tick its last tick, epoch milliseconds
     * @param blind whether its ticks had stayed away
     */
    public record CollectorClock(String collector, long tick, boolean blind) {}

    /** The hop that {@code time} falls into: hop n spans [n, n + 1) × {@link #HOP_MILLIS}. */
    public static long hopOf(long time) {
        return Math.floorDiv(time, HOP_MILLIS);
    }

    /** Start of a hop, epoch milliseconds. */
    public static long startOf(long hop) {
        return hop * HOP_MILLIS;
    }

    /** End of this hop, epoch milliseconds: the tick that closed it. */
    public long end() {
        return startOf(hop + 1);
    }
}
