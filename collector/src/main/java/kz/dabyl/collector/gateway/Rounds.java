package kz.dabyl.collector.gateway;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import kz.dabyl.model.Ping;
import kz.dabyl.model.Report;
import kz.dabyl.model.ReportReader;
import org.jspecify.annotations.Nullable;

/**
 * Puts together what sources without rounds of their own measure in one interval and send piece by piece: Prometheus
 * scrapes each target at another moment. The first piece of an interval is the probe's report, at once; results that come
 * later in it wait here and go out with the next report. Only results wait, never a sign of life, and no longer than two
 * intervals: so little is lost when the process dies. Of one target the later result counts, but a change is never passed over:
 * one that failed in between goes out before the one that succeeded again.
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
        /** Intervals whose report is on its way to the log, and whether it gets there. */
        final Map<Long, CompletableFuture<Boolean>> opening = new HashMap<>();

        final Map<String, Waiting> waiting = new LinkedHashMap<>();

        /** Targets that were told to fail when they were told last. */
        final Set<String> failing = new HashSet<>(0);

        /** Whether it says another thing than what was told last. */
        boolean isNews(Ping ping) {
            return ping.ok() == failing.contains(ping.target());
        }

        void told(Ping ping) {
            if (ping.ok()) {
                failing.remove(ping.target());
            } else if (failing.size() < ReportReader.MAX_PINGS) {
                failing.add(ping.target());
            }
        }
    }

    private record Waiting(long at, Ping ping) {}

    /**
     * What to do with the reports of a request.
     *
     * @param reports for the log
     * @param held whose results are to wait
     * @param fate whether the log has taken {@code reports}, once that is known
     * @param others whether it took those of other requests, to which {@code held} is added
     */
    public record Plan(
            List<Report> reports,
            List<Report> held,
            CompletableFuture<Boolean> fate,
            List<CompletableFuture<Boolean>> others) {

        public Plan {
            reports = List.copyOf(reports);
            held = List.copyOf(held);
            others = List.copyOf(others);
        }

        private CompletableFuture<Boolean> othersAreThere() {
            return CompletableFuture.allOf(others.toArray(new CompletableFuture<?>[0]))
                    .thenApply(v -> others.stream().allMatch(CompletableFuture::join));
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
    public Plan plan(List<Report> reports) {
        var planning = new Planning();
        // One by one: whoever has only one must not wait for those who have thousands.
        reports.forEach(report -> {
            synchronized (this) {
                planning.take(report, known(report.probe()));
            }
        });
        return planning.result();
    }

    /** One request. */
    private static final class Planning {

        private final List<Report> fresh = new ArrayList<>();
        private final List<Report> held = new ArrayList<>();
        private final CompletableFuture<Boolean> fate = new CompletableFuture<>();
        private final List<CompletableFuture<Boolean>> others = new ArrayList<>(0);

        /** What an earlier report of the request took along: probes may see the same at the same time. */
        private final Set<Waiting> used = Collections.newSetFromMap(new IdentityHashMap<>());

        void take(Report report, Known known) {
            var before = report.seq() == known.highest ? null : known.opening.putIfAbsent(report.seq(), fate);
            if (report.seq() != known.highest && before == null) {
                fresh.add(completed(report, known));
                return;
            }
            held.add(report);
            if (before != null && before != fate) {
                others.add(before);
            }
        }

        Plan result() {
            return new Plan(fresh, held, fate, others);
        }

        private Report completed(Report report, Known known) {
            if (known.waiting.isEmpty()) {
                return report;
            }
            var pings = new LinkedHashMap<String, Ping>();
            report.pings().forEach(ping -> pings.put(ping.target(), ping));
            var displaced = new ArrayList<Ping>(0);
            known.waiting.forEach((target, waiting) -> {
                var own = pings.get(target);
                if (!isNear(waiting, report)) {
                    return;
                }
                if (own == null) {
                    if (pings.size() < ReportReader.MAX_PINGS && used.add(waiting)) {
                        pings.put(target, waiting.ping());
                    }
                } else if (goesBefore(waiting, own, report, known) && used.add(waiting)) {
                    pings.put(target, waiting.ping());
                    displaced.add(own);
                }
            });
            if (!displaced.isEmpty()) {
                held.add(with(report, displaced));
            }
            var all = List.copyOf(pings.values());
            return all.equals(report.pings()) ? report : with(report, all);
        }

        private static boolean goesBefore(Waiting waiting, Ping own, Report report, Known known) {
            return waiting.at() <= report.at() && waiting.ping().ok() != own.ok() && known.isNews(waiting.ping());
        }
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
    public void failed(Plan plan) {
        for (var report : plan.reports()) {
            synchronized (this) {
                known(report.probe()).opening.remove(report.seq());
            }
        }
        plan.fate().complete(false);
    }

    /**
     * The log has the reports of {@code plan}. Tells whether what is held is kept: not if the report that it belongs to, of
     * another request, did not get there.
     */
    public CompletableFuture<Boolean> done(Plan plan) {
        for (var report : plan.reports()) {
            synchronized (this) {
                done(report, known(report.probe()));
            }
        }
        plan.fate().complete(true);
        return plan.othersAreThere().thenApply(all -> {
            if (all) {
                hold(plan.held());
            }
            return all;
        });
    }

    private static void done(Report report, Known known) {
        known.opening.remove(report.seq());
        if (report.seq() > known.highest || report.seq() < known.highest - OTHER_COUNTER) {
            known.highest = report.seq();
            report.pings().forEach(known::told);
        }
        report.pings().forEach(ping -> settle(known, ping, report));
        known.waiting.values().removeIf(waiting -> waiting.at() < report.at() && !isNear(waiting, report));
    }

    private void hold(List<Report> held) {
        for (var report : held) {
            synchronized (this) {
                hold(known(report.probe()), report);
            }
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
            if (room && (before == null || (before.at() <= report.at() && givesWay(before, ping, known)))) {
                known.waiting.put(ping.target(), new Waiting(report.at(), ping));
            }
        }
    }

    private static boolean givesWay(Waiting before, Ping ping, Known known) {
        return !known.isNews(before.ping()) || known.isNews(ping);
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
