package kz.dabyl.app.atlas;

import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import kz.dabyl.app.recording.EntrySink;
import kz.dabyl.collector.adapter.atlas.ConnectionEvent;
import kz.dabyl.collector.adapter.atlas.ProbeDirectory;
import kz.dabyl.model.LogEntry;

/**
 * Turns connections of probes to their controllers into the recording of a service: while a probe is connected it
 * reports, its controller is the collector, and each controller ticks from its first to its last event.
 *
 * <p>Plays the events in the order of time; nothing is known before it happens but who was connected at the start.
 * One instance for one import. Not thread-safe.
 */
public final class ConnectionImport {

    /**
     * Between the ticks of a controller. A collector that stays 10 s behind the others counts as blind, so half of
     * that; each second would double the file.
     */
    static final long TICK_MILLIS = 5_000;

    private final ProbeDirectory directory;
    private final int intervalSeconds;
    private final EntrySink sink;

    private final Map<Long, ConnectedProbe> probes = new HashMap<>();
    private final PriorityQueue<Due> reports =
            new PriorityQueue<>(Comparator.comparingLong(Due::time).thenComparingLong(Due::order));
    private final PriorityQueue<Ticker> tickers =
            new PriorityQueue<>(Comparator.comparingLong(Ticker::next).thenComparing(Ticker::collector));
    private long promises;

    /**
     * A report that a probe will make if its connection lasts.
     *
     * @param order decides between those of the same time
     */
    private record Due(long time, long order, ConnectedProbe probe, int connection) {}

    /** The ticks of a collector that are still to come. */
    private record Ticker(String collector, long next, long last) {

        Ticker following() {
            return new Ticker(collector, Math.min(last, (next / TICK_MILLIS + 1) * TICK_MILLIS), last);
        }
    }

    /** @param intervalSeconds the promise that every report makes */
    public ConnectionImport(ProbeDirectory directory, int intervalSeconds, EntrySink sink) {
        this.directory = directory;
        this.intervalSeconds = intervalSeconds;
        this.sink = sink;
    }

    /** Writes the recording of {@code events}, which may come in any order. */
    public void run(List<ConnectionEvent> events) throws IOException {
        if (events.isEmpty()) {
            return;
        }
        var ordered = events.stream()
                .sorted(Comparator.comparingLong(ConnectionEvent::time))
                .toList();
        var start = ordered.get(0).time();
        var end = ordered.get(ordered.size() - 1).time();
        scheduleTicks(ordered);
        advanceTo(start);
        connectThoseFirstSeenLeaving(ordered, start);
        for (var event : ordered) {
            advanceTo(event.time());
            apply(event);
        }
        advanceTo(end + 1);
    }

    private void scheduleTicks(List<ConnectionEvent> ordered) {
        var spans = new LinkedHashMap<String, Ticker>();
        for (var event : ordered) {
            spans.merge(
                    event.controller(),
                    new Ticker(event.controller(), event.time(), event.time()),
                    (known, later) -> new Ticker(known.collector(), known.next(), later.last()));
        }
        tickers.addAll(spans.values());
    }

    private void connectThoseFirstSeenLeaving(List<ConnectionEvent> ordered, long start) throws IOException {
        var seen = new HashSet<Long>();
        for (var event : ordered) {
            if (seen.add(event.probe()) && !event.connect() && event.time() > start) {
                var probe = probe(event);
                probe.connect(event);
                report(probe, start);
            }
        }
    }

    private void apply(ConnectionEvent event) throws IOException {
        var probe = probe(event);
        if (event.connect()) {
            probe.connect(event);
            report(probe, event.time());
        } else {
            probe.disconnect(event);
        }
    }

    private ConnectedProbe probe(ConnectionEvent event) {
        return probes.computeIfAbsent(event.probe(), id -> new ConnectedProbe(id, directory));
    }

    /** Writes the ticks up to {@code time} and the reports before it: at {@code time} itself a connection may end. */
    private void advanceTo(long time) throws IOException {
        while (true) {
            var ticker = tickers.peek();
            var due = reports.peek();
            var tick = ticker == null ? Long.MAX_VALUE : ticker.next();
            var report = due == null ? Long.MAX_VALUE : due.time();
            if (ticker != null && tick <= Math.min(time, report)) {
                tickers.remove();
                tick(ticker);
            } else if (due != null && report < time) {
                reports.remove();
                if (due.probe().still(due.connection())) {
                    report(due.probe(), due.time());
                }
            } else {
                return;
            }
        }
    }

    private void tick(Ticker ticker) throws IOException {
        sink.write(new LogEntry.Tick(ticker.next(), ticker.collector()));
        if (ticker.next() < ticker.last()) {
            tickers.add(ticker.following());
        }
    }

    private void report(ConnectedProbe probe, long time) throws IOException {
        sink.write(new LogEntry.Received(time, probe.collector(), probe.nextReport(time, intervalSeconds)));
        reports.add(new Due(time + 1000L * intervalSeconds, promises, probe, probe.connection()));
        promises++;
    }
}
