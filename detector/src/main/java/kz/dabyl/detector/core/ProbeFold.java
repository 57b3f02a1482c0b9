package kz.dabyl.detector.core;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import kz.dabyl.model.Cell;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.LogEntry;

/**
 * The first fold: keeps one small state per probe and closes, hop by hop, one additive summary per cell.
 *
 * <p>A hop closes when every collector that is not blind has ticked past its end. Until then reports wait, and are then
 * taken in an order that no interleaving of the log can change. One instance per partition. Not thread-safe. Time comes
 * only from ticks.
 */
public final class ProbeFold {

    /** A probe silent for longer than this tells nothing about an onset. */
    static final long REMEMBERED_HOPS = 20 * 60_000 / HopSummary.HOP_MILLIS;

    private static final long FOUNDERS_MILLIS = 30 * 60_000;
    private static final long FORGET_MILLIS = 8 * 86_400_000L;
    private static final long JUMP_MILLIS = 86_400_000L;
    private static final long SWEEP_HOPS = 3_600_000 / HopSummary.HOP_MILLIS;
    private static final long LATE_MILLIS = 30_000;

    private static final Comparator<LogEntry.Received> ORDER = Comparator.comparingLong(LogEntry.Received::received)
            .thenComparing(LogEntry.Received::collector)
            .thenComparing(entry -> entry.report().probe())
            .thenComparingLong(entry -> entry.report().seq());

    private final int partition;
    private final int partitions;
    final CollectorClocks clocks;
    final Map<String, ProbeState> probes;
    final List<LogEntry.Received> waiting;
    long firstTick = Long.MIN_VALUE;
    long nextHop = Long.MIN_VALUE;
    private long duplicates;

    /** An empty fold over {@code partition} of {@code partitions}. */
    public ProbeFold(int partition, int partitions) {
        this(partition, partitions, new CollectorClocks(), new HashMap<>(), new ArrayList<>());
    }

    ProbeFold(
            int partition,
            int partitions,
            CollectorClocks clocks,
            Map<String, ProbeState> probes,
            List<LogEntry.Received> waiting) {
        this.partition = partition;
        this.partitions = partitions;
        this.clocks = clocks;
        this.probes = probes;
        this.waiting = waiting;
    }

    /** Takes the next entry of the log; hands every hop that it closes to {@code closed}, in order. */
    public void accept(LogEntry entry, Consumer<HopSummary> closed) {
        if (entry instanceof LogEntry.Received received) {
            waiting.add(received);
        } else if (entry instanceof LogEntry.Tick tick && clocks.tick(tick.collector(), tick.time())) {
            close(tick.time(), closed);
        }
    }

    /** Reports seen a second time since this instance began. */
    public long duplicates() {
        return duplicates;
    }

    /** Probes that are remembered. */
    public int size() {
        return probes.size();
    }

    private void close(long tick, Consumer<HopSummary> closed) {
        if (firstTick == Long.MIN_VALUE) {
            firstTick = tick;
            nextHop = HopSummary.hopOf(tick);
        }
        if (clocks.foremost() - HopSummary.startOf(nextHop) > JUMP_MILLIS) {
            // The log was silent for a day, or another recording follows: nothing is learnt hop by hop from that.
            nextHop = HopSummary.hopOf(clocks.foremost());
        }
        while (clocks.passed(HopSummary.startOf(nextHop + 1))) {
            closed.accept(closeHop(nextHop));
            nextHop++;
        }
    }

    private HopSummary closeHop(long hop) {
        var end = HopSummary.startOf(hop + 1);
        var tallies = new TreeMap<Cell, Map<String, CellTally>>();
        for (var entry : due(end)) {
            take(entry, tallies);
        }
        if (hop % SWEEP_HOPS == 0) {
            probes.values().removeIf(probe -> end - probe.lastHeard() > FORGET_MILLIS);
        }
        for (var probe : probes.values()) {
            if (probe.promises() && hop - HopSummary.hopOf(probe.lastHeard()) <= REMEMBERED_HOPS) {
                tally(tallies, probe.cell(), probe.collector()).present(probe.key(), probe.percent(end));
            }
        }
        var cells = new ArrayList<kz.dabyl.model.CellSummary>();
        tallies.forEach((cell, byCollector) ->
                byCollector.forEach((collector, tally) -> cells.add(tally.summary(cell, collector))));
        return new HopSummary(partition, partitions, hop, clocks.at(end), cells);
    }

    /** Takes the waiting reports of the hop that ends at {@code end}, and those of earlier hops that came too late. */
    private List<LogEntry.Received> due(long end) {
        var due = new ArrayList<LogEntry.Received>();
        waiting.removeIf(entry -> entry.received() < end && due.add(entry));
        due.sort(ORDER);
        return due;
    }

    private void take(LogEntry.Received entry, Map<Cell, Map<String, CellTally>> tallies) {
        var report = entry.report();
        var received = entry.received();
        var probe = probes.computeIfAbsent(
                report.probe(),
                p -> new ProbeState(report, entry.collector(), received, received - firstTick <= FOUNDERS_MILLIS));
        var sight = probe.see(report);
        if (sight == Sequence.Sight.DUPLICATE) {
            duplicates++;
            return;
        }
        var lateness = probe.lateness(report, received);
        var tally = tally(tallies, report.cell(), entry.collector());
        if (sight == Sequence.Sight.KEPT || lateness > LATE_MILLIS + 1000L * Math.max(0, report.intervalSeconds())) {
            tally.late(HopSummary.hopOf(received - lateness), report);
        }
        if (sight == Sequence.Sight.LIVE) {
            renew(probe, entry, lateness <= LATE_MILLIS, tally);
        }
    }

    private static void renew(ProbeState probe, LogEntry.Received entry, boolean current, CellTally tally) {
        var report = entry.report();
        var lastHeard = HopSummary.hopOf(probe.lastHeard());
        var rebooted = probe.rebooted(report);
        if (probe.renew(report, entry.collector(), entry.received())) {
            tally.returned(lastHeard, rebooted);
        }
        if (current) {
            tally.heard(report, probe.gap());
        }
    }

    private static CellTally tally(Map<Cell, Map<String, CellTally>> tallies, Cell cell, String collector) {
        return tallies.computeIfAbsent(cell, c -> new TreeMap<>()).computeIfAbsent(collector, c -> new CellTally());
    }
}
