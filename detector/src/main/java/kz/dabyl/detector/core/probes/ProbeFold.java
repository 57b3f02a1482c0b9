package kz.dabyl.detector.core.probes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import kz.dabyl.detector.core.rules.Rules;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.Report;
import org.jspecify.annotations.Nullable;

/**
 * The first fold: keeps one small state per probe and closes, hop by hop, one additive summary per cell.
 *
 * <p>A hop closes when every collector that is not blind has ticked past its end. Until then reports wait, and are then
 * taken in an order that no interleaving of the log can change. One instance per partition. Not thread-safe. Time comes
 * only from ticks.
 */
public final class ProbeFold {

    /** Before the first hop closes, every collector gets so long to be seen. */
    private static final long SETTLE_MILLIS = 10_000;

    /** Of invited probes that have not spoken yet, so many are remembered. */
    private static final int MOST_INVITED = 100_000;

    private static final long FOUNDERS_MILLIS = 30 * 60_000;
    private static final long FORGET_MILLIS = 8 * 86_400_000L;
    private static final long JUMP_MILLIS = 86_400_000L;
    private static final long SWEEP_HOPS = 3_600_000 / HopSummary.HOP_MILLIS;
    private static final long LATE_MILLIS = 30_000;

    /** The states of so many reports are fetched together. */
    private static final int TOGETHER = 16;

    private final int partition;
    private final int partitions;
    final CollectorClocks clocks;
    final Map<String, ProbeState> probes;
    final List<LogEntry.Received> waiting;
    final List<LogEntry.Notice> notices = new ArrayList<>();
    /** By whom those came who have not spoken yet. */
    final Map<String, LogEntry.Trust> invited = new TreeMap<>();

    long firstTick = Long.MIN_VALUE;
    long nextHop = Long.MIN_VALUE;
    TargetNames names = new TargetNames();
    private final Appraisal appraisal = new Appraisal();
    private final CellTallies tallies = new CellTallies();
    private final TimingWheel wheel = new TimingWheel();

    /** The hop as of which every probe is counted, or none. */
    private long counted = Long.MIN_VALUE;

    private long duplicates;

    /** Nobody reads it: it is there so that what was fetched counts as used. */
    @SuppressWarnings("UnusedVariable")
    private long fetched;

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
        } else if (entry instanceof LogEntry.Notice notice) {
            var stamp = notice.stamp();
            notices.add(
                    stamp.known() ? notice : notice.stamped(new LogEntry.Stamp(clocks.foremost(), stamp.collector())));
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
        if (nextHop == Long.MIN_VALUE) {
            firstTick = firstTick == Long.MIN_VALUE ? tick : Math.min(firstTick, tick);
            if (clocks.foremost() - firstTick < SETTLE_MILLIS) {
                return;
            }
            nextHop = HopSummary.hopOf(firstTick);
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
        if (counted == hop - 1) {
            wheel.due(hop, probe -> count(probe, hop));
        } else {
            wheel.clear();
            for (var probe : probes.values()) {
                probe.turn = TimingWheel.NONE;
                count(probe, hop);
            }
        }
        counted = hop;
        var rules = noticed(hop, end);
        takeAll(due(end), hop);
        var summary = new HopSummary(partition, partitions, hop, clocks.at(end), tallies.take(hop, names), rules);
        if (hop % SWEEP_HOPS == 0) {
            sweep(end);
        }
        return summary;
    }

    /** To be called whenever the probe has changed, and when its turn has come. */
    private void count(ProbeState probe, long hop) {
        probe.count(tallies, hop);
        wheel.wait(probe, hop);
    }

    private void sweep(long end) {
        probes.values().removeIf(probe -> end - probe.lastHeardMillis() > FORGET_MILLIS);
        probes.values().forEach(ProbeState::forgetTally);
        names = TargetNames.of(probes.values());
        tallies.clear();
        counted = Long.MIN_VALUE;
    }

    /** Takes the notices of the hop that ends at {@code end} and of earlier ones; gives those that are not of a probe. */
    private List<LogEntry.Notice> noticed(long hop, long end) {
        if (notices.isEmpty()) {
            return List.of();
        }
        var due = notices.stream()
                .filter(notice -> notice.stamp().received() < end)
                .sorted(Rules.ORDER)
                .toList();
        notices.removeIf(notice -> notice.stamp().received() < end);
        for (var notice : due) {
            if (notice instanceof LogEntry.Trust trust) {
                heed(trust, hop);
            }
        }
        return due.stream()
                .filter(notice -> !(notice instanceof LogEntry.Trust))
                .toList();
    }

    /** A revoked probe is as if it had never been; where another came from is remembered until it speaks. */
    private void heed(LogEntry.Trust trust, long hop) {
        if (trust.revoked()) {
            Optional.ofNullable(probes.remove(trust.probe())).ifPresent(ProbeState::withdraw);
            invited.remove(trust.probe());
            return;
        }
        var probe = probes.get(trust.probe());
        if (probe != null) {
            probe.introduce(trust);
            count(probe, hop);
        } else if (invited.size() < MOST_INVITED) {
            invited.merge(trust.probe(), trust, (earlier, later) -> later.after(earlier));
        }
    }

    private ProbeState appear(Report report, String collector, long received) {
        var probe = new ProbeState(report, collector, received, received - firstTick <= FOUNDERS_MILLIS);
        var trust = invited.remove(report.probe());
        if (trust != null) {
            probe.introduce(trust);
        }
        return probe;
    }

    /** Takes the waiting reports of the hop that ends at {@code end}, and those of earlier hops that came too late. */
    private LogEntry.Received[] due(long end) {
        var count = 0;
        for (var entry : waiting) {
            count += entry.received() < end ? 1 : 0;
        }
        var due = new LogEntry.Received[count];
        var taken = 0;
        var kept = 0;
        for (var entry : waiting) {
            if (entry.received() < end) {
                due[taken++] = entry;
            } else {
                waiting.set(kept++, entry);
            }
        }
        waiting.subList(kept, waiting.size()).clear();
        ArrivalOrder.sort(due);
        return due;
    }

    /**
     * Takes them in turn. The states of ten thousand probes do not fit into the processor's cache; it waits for memory once for
     * a whole group if it is asked for all of them before the first is needed, and for each of them else.
     */
    private void takeAll(LogEntry.Received[] due, long hop) {
        var states = new ProbeState[TOGETHER];
        for (var from = 0; from < due.length; from += TOGETHER) {
            var count = Math.min(due.length - from, TOGETHER);
            for (var i = 0; i < count; i++) {
                states[i] = probes.get(due[from + i].report().probe());
                fetched += fetch(due[from + i].report());
            }
            for (var level = 0; level < ProbeState.LEVELS; level++) {
                for (var i = 0; i < count; i++) {
                    fetched += states[i] == null ? 0 : states[i].fetch(level);
                }
            }
            for (var i = 0; i < count; i++) {
                take(due[from + i], states[i], hop);
            }
        }
    }

    /** Touches all of it, see {@link ProbeState#fetch}. */
    private static int fetch(Report report) {
        var sum = 0;
        var pings = report.pings();
        for (var i = 0; i < pings.size(); i++) {
            sum += pings.get(i).ok() ? 1 : 0;
        }
        return sum;
    }

    /** @param known its probe, if that was known before the group of the report was begun */
    private void take(LogEntry.Received entry, @Nullable ProbeState known, long hop) {
        var received = entry.received();
        var report = entry.report().datedFor(received);
        var probe = known == null ? probes.get(report.probe()) : known;
        if (probe == null) {
            probe = appear(report, entry.collector(), received);
            probes.put(report.probe(), probe);
        }
        var sight = probe.see(report);
        if (sight == Sequence.Sight.DUPLICATE) {
            duplicates++;
            return;
        }
        var lateness = probe.lateness(report, received, sight);
        if (sight == Sequence.Sight.LIVE) {
            renew(probe, entry, lateness <= LATE_MILLIS);
            count(probe, hop);
        }
        var kept = sight == Sequence.Sight.KEPT || lateness > LATE_MILLIS;
        if (kept && !probe.newcomer(received)) {
            tallies.of(report.cell(), entry.collector()).late(HopSummary.hopOf(received - lateness), report);
        }
    }

    private void renew(ProbeState probe, LogEntry.Received entry, boolean current) {
        var report = entry.report();
        var lastLitHop = HopSummary.hopOf(probe.lastLitMillis());
        var rebooted = probe.rebooted(report);
        var back = probe.renew(report, entry.collector(), entry.received(), current);
        var tally = probe.tally(tallies);
        if (back && !probe.newcomer(entry.received())) {
            tally.returned(lastLitHop, rebooted);
        }
        if (current && !probe.dark() && report.intervalSeconds() != Report.NO_PROMISE) {
            tally.heard(probe.gap());
            appraisal.take(report.pings(), probe.targets(), (int) HopSummary.hopOf(entry.received()), names);
        } else if (current && probe.isSource(entry.received())) {
            tally.heardSource();
        }
    }
}
