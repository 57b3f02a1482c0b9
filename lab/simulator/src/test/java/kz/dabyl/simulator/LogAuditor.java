package kz.dabyl.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import kz.dabyl.model.Cell;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.Ping;
import kz.dabyl.model.Report;
import kz.dabyl.simulator.event.ClockSkew;
import kz.dabyl.simulator.event.Cut;
import kz.dabyl.simulator.event.Event;
import kz.dabyl.simulator.event.ProbeKind;
import kz.dabyl.simulator.event.WifiRefuge;

/** Reads a log once and checks what holds for the log of every scenario. */
public final class LogAuditor implements Consumer<LogEntry> {

    private static final long CLOCK_ERROR_MILLIS = 5000;

    private final Scenario scenario;
    private final List<Cut> cuts;
    private final Set<String> forged = new HashSet<>();
    private final Map<String, Seen> probes = new HashMap<>();
    private final Map<String, Long> lastReceived = new HashMap<>();
    private final Map<String, Long> lastTicks = new HashMap<>();
    private final Map<Event, Integer> lateOfCut = new HashMap<>();
    private final Set<Cell> heard = new HashSet<>();
    private final boolean secondPaths;
    private long now = Long.MIN_VALUE;
    private int reports;

    /** What is known of one probe. Millions of reports are read: one look-up for each must do. */
    private static final class Seen {
        private final boolean forged;
        private final String collector;
        private String place = "";
        private String network = "";
        private long seq = Long.MIN_VALUE;

        Seen(boolean forged, String collector) {
            this.forged = forged;
            this.collector = collector;
        }
    }

    public LogAuditor(Scenario scenario, long seed) {
        this.scenario = scenario;
        // Where people change networks and clocks are hours wrong, a report does not tell when and how it was cut off.
        var telling = scenario.events().stream()
                .noneMatch(event -> event instanceof WifiRefuge || event instanceof ClockSkew);
        this.cuts = scenario.events().stream()
                .filter(event -> telling && event instanceof Cut cut && isTotal(cut))
                .map(Cut.class::cast)
                .toList();
        this.secondPaths = scenario.groups().stream()
                .anyMatch(group -> group.habits().secondPath().share() > 0);
        Roster.of(scenario, seed).stream()
                .filter(member -> member.traits().kind() == ProbeKind.FORGED)
                .forEach(member -> forged.add(member.traits().name()));
    }

    private static boolean isTotal(Cut cut) {
        return cut.leak() == 0 && cut.rampMillis() == 0 && cut.flapping().equals(Cut.Flapping.STEADY);
    }

    @Override
    public void accept(LogEntry entry) {
        if (entry instanceof LogEntry.Trust trust) {
            require(!probes.containsKey(trust.probe()), "an invite is told before the first report", entry);
        } else if (entry instanceof LogEntry.Tick tick) {
            check(tick);
        } else if (entry instanceof LogEntry.Received received) {
            reports++;
            var report = received.report();
            var probe = probes.computeIfAbsent(
                    report.probe(), name -> new Seen(forged.contains(name), received.collector()));
            checkOrder(received, probe);
            if (!probe.forged) {
                remember(report, probe);
                cuts.forEach(cut -> check(cut, received));
            }
        }
    }

    private void remember(Report report, Seen probe) {
        if (!report.place().equals(probe.place) || !report.network().equals(probe.network)) {
            probe.place = report.place();
            probe.network = report.network();
            heard.add(report.cell());
        }
    }

    private void check(LogEntry.Tick tick) {
        require(tick.time() >= now, "ticks interleave by time", tick);
        now = tick.time();
        require((tick.time() - scenario.start()) % 1000 == 0, "a tick comes on the second", tick);
        require(tick.time() > last(lastTicks, tick.collector()), "a collector's ticks grow", tick);
        lastTicks.put(tick.collector(), tick.time());
    }

    private void checkOrder(LogEntry.Received received, Seen probe) {
        var report = received.report();
        var collector = received.collector();
        require(received.received() >= now, "reports interleave by time", received);
        now = received.received();
        require(received.received() >= last(lastReceived, collector), "received never decreases", received);
        require(received.received() >= last(lastTicks, collector), "a tick comes after what was before it", received);
        lastReceived.put(collector, received.received());
        require(report.seq() > probe.seq, "a probe's seq grows", received);
        probe.seq = report.seq();
        require(collector.equals(probe.collector), "a probe keeps its collector", received);
    }

    private static long last(Map<String, Long> values, String of) {
        return values.getOrDefault(of, Long.MIN_VALUE);
    }

    /** Asked for every entry of logs of hundreds of thousands: no description is made unless it fails. */
    private static void require(boolean holds, String rule, LogEntry entry) {
        if (!holds) {
            throw new AssertionError("broken: " + rule + ", by " + entry);
        }
    }

    private void check(Cut cut, LogEntry.Received received) {
        var report = received.report();
        if (!cut.when().scope().covers(report.cell())) {
            return;
        }
        var span = cut.when().span();
        if (span.contains(received.received())) {
            // Only over a second path, and then with the news that nothing answers.
            var before = report.at() < span.start() + CLOCK_ERROR_MILLIS;
            require(secondPaths, "nothing gets out of a total cut", received);
            require(before || report.pings().stream().noneMatch(Ping::ok), "nothing answers in a total cut", received);
        } else if (received.received() >= span.end()
                && report.at() >= span.start()
                && report.at() < span.end() - CLOCK_ERROR_MILLIS) {
            lateOfCut.merge(cut, 1, Integer::sum);
        }
    }

    public void checkWhole() {
        assertThat(reports).isPositive();
        assertThat(lastTicks).containsOnlyKeys(scenario.collectors());
    }

    public void checkAgainst(Truth truth) {
        for (var cut : cuts) {
            if (!cut.when().span().isOpen() && someoneKeepsReportsIn(cut)) {
                assertThat(lateOfCut.getOrDefault(cut, 0))
                        .as("late reports of %s", cut.kind())
                        .isPositive();
            }
        }
        assertThat(heard.stream()
                        .filter(cell -> cell.place().length() > 2)
                        .map(LogAuditor::observed)
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(truth.observed());
    }

    private boolean someoneKeepsReportsIn(Cut cut) {
        return scenario.groups().stream()
                .filter(group -> group.habits().promises())
                .anyMatch(group ->
                        group.places().stream().anyMatch(cut.when().scope().places()::contains));
    }

    private static Truth.ObservedCell observed(Cell cell) {
        return new Truth.ObservedCell(cell.place(), cell.network());
    }
}
