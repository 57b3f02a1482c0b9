package kz.dabyl.simulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.Report;
import kz.dabyl.simulator.event.Moment;

/**
 * How one probe's reports get to its collector: at once, never (lost on the air), or later (kept while offline and then
 * delivered in the order of their making). A collector flushes every few milliseconds, which is when it stamps. Not
 * thread-safe.
 */
final class Uplink {

    private static final int MAX_KEPT = 2880;
    private static final int REPORTS_PER_REQUEST = 200;
    private static final long FLUSH_MILLIS = 20;
    private static final double LATENCY_SPREAD = 0.5;
    private static final double MAX_LATENCY_MILLIS = 4000;
    private static final double RETRY_MILLIS = 1000;

    private final World world;
    private final Agenda agenda;
    private final Consumer<LogEntry> log;
    private final Chance chance;
    private final Deque<Report> kept = new ArrayDeque<>();
    private long lastReceived = Long.MIN_VALUE;

    Uplink(World world, Agenda agenda, Consumer<LogEntry> log, Chance chance) {
        this.world = world;
        this.agenda = agenda;
        this.log = log;
        this.chance = chance;
    }

    /**
     * @param moment the probe in the cell through which it sends
     * @param latencyMillis median time under way
     * @param loss share of reports that get lost
     */
    void send(Report report, Moment moment, double latencyMillis, double loss) {
        var lost = chance.happens(loss);
        var online = world.delivers(moment);
        if (online && lost && kept.isEmpty()) {
            return;
        }
        keep(report);
        if (online) {
            // Whoever has kept something waits for the answer and tries again.
            deliver(moment, latencyMillis, lost ? RETRY_MILLIS : 0);
        }
    }

    /** Sends what nobody keeps or repeats: a line in somebody else's books. */
    void mention(Report report, Moment moment, double latencyMillis) {
        kept.addLast(report);
        deliver(moment, latencyMillis, 0);
        kept.clear();
    }

    /** Leaves {@code report} for later: there is no way out just now. */
    void keep(Report report) {
        if (kept.size() == MAX_KEPT) {
            kept.removeFirst();
        }
        kept.addLast(report);
    }

    private void deliver(Moment moment, double latencyMillis, double waited) {
        var arrival = moment.time() + waited;
        while (!kept.isEmpty()) {
            var spread = StrictMath.exp(LATENCY_SPREAD * chance.gaussian());
            arrival += Math.min(MAX_LATENCY_MILLIS, latencyMillis * world.delay(moment) * spread);
            var received = Math.max(lastReceived, flushAfter((long) arrival));
            if (!world.delivers(moment.at(received))) {
                return;
            }
            lastReceived = received;
            for (var i = 0; i < REPORTS_PER_REQUEST && !kept.isEmpty(); i++) {
                arrive(new LogEntry.Received(received, moment.probe().collector(), kept.removeFirst()));
            }
        }
    }

    private void arrive(LogEntry.Received received) {
        agenda.plan(received.received(), Agenda.Rank.ARRIVAL, time -> log.accept(received));
    }

    private static long flushAfter(long arrival) {
        return (arrival / FLUSH_MILLIS + 1) * FLUSH_MILLIS;
    }
}
