package kz.dabyl.collector.gateway;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kz.dabyl.model.Ping;
import kz.dabyl.model.Report;
import kz.dabyl.model.ReportReader;
import org.jspecify.annotations.Nullable;

/**
 * Puts together what sources without rounds of their own measure in one interval and send piece by piece: Prometheus
 * scrapes each target at another moment. The first piece of an interval is the probe's report, at once; results that come
 * later in it wait here and go out with the next report. Only results wait, never a sign of life, and no longer than two
 * intervals: so little is lost when the process dies.
 *
 * <p>Nothing changes until {@link #done} says that the log has it, so that a request that failed may simply come again.
 * Bounded: of the probe that was silent longest the results are forgotten first. Thread-safe.
 */
public final class Rounds {

    /** A number so far below the highest belongs to another counter: the clock was wrong, or the interval was changed. */
    private static final long OTHER_COUNTER = 100_000;

    private final Map<String, Known> probes;

    /** The latest interval that was reported, and what waits for the next. */
    private static final class Known {

        long highest = -1;
        /** Intervals whose report is on its way to the log. */
        final Set<Long> opening = new HashSet<>();

        final Map<String, Waiting> waiting = new LinkedHashMap<>();
    }

    private record Waiting(long at, Ping ping) {}

    /**
     * What to do with the reports of a request.
     *
     * @param reports for the log
     * @param held whose results are to wait
     */
    public record Plan(List<Report> reports, List<Report> held) {

        public Plan {
            reports = List.copyOf(reports);
            held = List.copyOf(held);
        }
    }

    /** @param capacity how many probes are kept in mind */
    public Rounds(int capacity) {
        probes = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
                return size() > capacity;
            }
        };
    }

    /**
     * Tells the reports that open an interval from those that come later in it. Each plan is to be followed by {@link #done}
     * or {@link #failed}.
     */
    public synchronized Plan plan(List<Report> reports) {
        var fresh = new ArrayList<Report>(reports.size());
        var held = new ArrayList<Report>();
        var used = new HashSet<Waiting>();
        for (var report : reports) {
            var known = known(report.probe());
            if (report.seq() == known.highest || !known.opening.add(report.seq())) {
                held.add(report);
            } else {
                fresh.add(completed(report, known, used));
            }
        }
        return new Plan(fresh, held);
    }

    /** @param used what an earlier report of the same request took along */
    private static Report completed(Report report, Known known, Set<Waiting> used) {
        var pings = new LinkedHashMap<String, Ping>();
        report.pings().forEach(ping -> pings.put(ping.target(), ping));
        known.waiting.forEach((target, waiting) -> {
            if (isNear(waiting, report)
                    && pings.size() < ReportReader.MAX_PINGS
                    && !pings.containsKey(target)
                    && used.add(waiting)) {
                pings.put(target, waiting.ping());
            }
        });
        return pings.size() == report.pings().size() ? report : with(report, List.copyOf(pings.values()));
    }

    /** Results kept through an outage must not be told as those of another hour. */
    private static boolean isNear(Waiting waiting, Report report) {
        return Math.abs(report.at() - waiting.at()) <= 2 * Sightings.width(report.intervalSeconds());
    }

    private static Report with(Report report, List<Ping> pings) {
        return new Report(
                report.probe(),
                report.seq(),
                report.at(),
                report.intervalSeconds(),
                report.place(),
                report.network(),
                report.access(),
                report.boot(),
                report.software(),
                report.power(),
                pings);
    }

    /** The log does not have the reports of {@code plan}, or not all. */
    public synchronized void failed(Plan plan) {
        for (var report : plan.reports()) {
            known(report.probe()).opening.remove(report.seq());
        }
    }

    /** The log has the reports of {@code plan}. */
    public synchronized void done(Plan plan) {
        for (var report : plan.reports()) {
            var known = known(report.probe());
            known.opening.remove(report.seq());
            if (report.seq() > known.highest || report.seq() < known.highest - OTHER_COUNTER) {
                known.highest = report.seq();
            }
            report.pings().forEach(ping -> settle(known, ping, report));
            known.waiting.values().removeIf(waiting -> waiting.at() < report.at() && !isNear(waiting, report));
        }
        for (var report : plan.held()) {
            hold(known(report.probe()), report);
        }
    }

    /** What went out waits no more, nor what is older than that. */
    private static void settle(Known known, Ping ping, Report report) {
        var waiting = known.waiting.get(ping.target());
        if (waiting == null) {
            return;
        }
        var wentOut = waiting.ping().equals(ping) && isNear(waiting, report);
        if (wentOut || waiting.at() <= report.at()) {
            known.waiting.remove(ping.target());
        }
    }

    private static void hold(Known known, Report report) {
        for (var ping : report.pings()) {
            var before = known.waiting.get(ping.target());
            var room = before != null || known.waiting.size() < ReportReader.MAX_PINGS;
            if (room && (before == null || before.at() <= report.at())) {
                known.waiting.put(ping.target(), new Waiting(report.at(), ping));
            }
        }
    }

    private Known known(String probe) {
        @Nullable Known known = probes.get(probe);
        if (known == null) {
            known = new Known();
            probes.put(probe, known);
        }
        return known;
    }
}
