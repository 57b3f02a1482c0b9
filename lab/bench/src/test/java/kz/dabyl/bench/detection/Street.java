package kz.dabyl.bench.detection;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;
import kz.dabyl.detector.tuning.Finding;
import kz.dabyl.detector.tuning.Truth;
import kz.dabyl.model.Access;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.Report;

/**
 * One network in one hexagon whose probes report every half minute, evenly spread, as long as they are told to. Times are
 * seconds from the start of the log.
 */
final class Street {

    static final Truth.Cell CELL = new Truth.Cell("8820e60003fffff", "401-01");
    static final int INTERVAL = 30;

    /** A multiple of every step at which a rule looks. */
    private static final long START = 1_619_222_400_000L;

    private final int probes;
    private final List<LogEntry> log = new ArrayList<>();

    Street(int probes) {
        this.probes = probes;
    }

    static long at(long second) {
        return START + second * 1000;
    }

    /** Lets {@code probe} report in every round whose second it accepts. */
    interface Speaks {
        boolean at(int probe, long second);
    }

    /** Seconds from {@code from} until {@code until}, in which every probe is silent. */
    static LongPredicate between(long from, long until) {
        return second -> second >= from && second < until;
    }

    Street runs(long seconds, Speaks speaks) {
        for (var second = 0L; second < seconds; second++) {
            for (var probe = 0; probe < probes; probe++) {
                if (second % INTERVAL == (long) probe * INTERVAL / probes && speaks.at(probe, second)) {
                    log.add(new LogEntry.Received(at(second), "c1", report(probe, second)));
                }
            }
            log.add(new LogEntry.Tick(at(second + 1), "c1"));
        }
        return this;
    }

    private static Report report(int probe, long second) {
        return new Report(
                "p" + probe,
                second / INTERVAL,
                at(second),
                INTERVAL,
                CELL.place(),
                CELL.network(),
                Access.MOBILE,
                null,
                null,
                null,
                List.of());
    }

    List<LogEntry> log() {
        return log;
    }

    /** What a rule makes of the log. */
    List<Finding> seenBy(Rule rule) {
        var rivals = new Rivals(new KnownProbes("KZ"), List.of(rule));
        log.forEach(rivals::accept);
        return rivals.findings().getOrDefault(rule.name(), List.of());
    }
}
