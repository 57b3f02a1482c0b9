package kz.dabyl.collector.gateway;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kz.dabyl.model.Ping;
import kz.dabyl.model.Report;
import kz.dabyl.model.ReportReader;

/** What was told of one probe last, and what waits for its next report. Not thread-safe. */
final class ProbeRounds {

    /** A number so far below the highest belongs to another counter: the clock was wrong, or the interval was changed. */
    private static final long OTHER_COUNTER = 100_000;

    private long highest = -1;
    private final Map<String, Waiting> waiting = new LinkedHashMap<>();

    /** Of what waits, what no younger result of the same target settles. */
    private final Set<Waiting> owed = new HashSet<>(0);

    /** Targets that were told to fail when they were told last, the one that was told longest ago first. */
    private final Set<String> failing = new LinkedHashSet<>(0);

    /** A result, and when it was measured. */
    record Waiting(long at, Ping ping) {}

    /** The latest interval that was told, or -1. */
    long highest() {
        return highest;
    }

    Collection<Waiting> waiting() {
        return waiting.values();
    }

    boolean isWaiting(Waiting one) {
        return one.equals(waiting.get(one.ping().target()));
    }

    void drop(Waiting one) {
        if (isWaiting(one)) {
            waiting.remove(one.ping().target());
        }
    }

    /** It is on its way to the log: until that is settled, nothing that is told meanwhile may take its place. */
    void owe(Waiting one) {
        owed.add(one);
    }

    /** It is told, or failed to be: then it gives way to what is younger, unless it is a change, which is never passed over. */
    void oweOnlyNews(Waiting one) {
        if (!isWaiting(one) || !isNews(one.ping())) {
            owed.remove(one);
        }
    }

    /** Goes its own way from here, but for what waits, which is the same. */
    ProbeRounds copy() {
        var copy = new ProbeRounds();
        copy.highest = highest;
        copy.waiting.putAll(waiting);
        copy.failing.addAll(failing);
        return copy;
    }

    /** Tells {@code report} with what waited for it. Where that went before a result of its own, this waits in its stead. */
    Report complete(Report report) {
        var displaced = new ArrayList<Ping>(0);
        var all = waiting.isEmpty() ? report : with(report, displaced);
        told(all);
        displaced.forEach(ping -> hold(report.at(), ping));
        return all;
    }

    private Report with(Report report, List<Ping> displaced) {
        var pings = new LinkedHashMap<String, Ping>();
        report.pings().forEach(ping -> pings.put(ping.target(), ping));
        waiting.forEach((target, one) -> {
            var own = pings.get(target);
            if (!isNear(one, report)) {
                return;
            }
            if (own == null) {
                if (pings.size() < ReportReader.MAX_PINGS) {
                    pings.put(target, one.ping());
                }
            } else if (goesBefore(one, own, report)) {
                pings.put(target, one.ping());
                displaced.add(own);
            }
        });
        return with(report, pings.values());
    }

    private boolean goesBefore(Waiting one, Ping own, Report report) {
        return one.at() <= report.at() && one.ping().ok() != own.ok() && isNews(one.ping());
    }

    /** Results kept through an outage must not be told as those of another hour. */
    private static boolean isNear(Waiting waiting, Report report) {
        return Math.abs(report.at() - waiting.at()) <= 2 * Sightings.width(report.intervalSeconds());
    }

    /** {@code report} is in the log, so nothing that it says or that is older waits any more. */
    void told(Report report) {
        if (report.seq() > highest || report.seq() < highest - OTHER_COUNTER) {
            highest = report.seq();
            report.pings().forEach(this::told);
        }
        report.pings().forEach(ping -> settle(ping, report));
        waiting.values().removeIf(one -> one.at() < report.at() && !isNear(one, report));
        owed.removeIf(one -> !isWaiting(one));
    }

    private void told(Ping ping) {
        // A target that is gone must not take the place of one that is there, which is told again and again.
        failing.remove(ping.target());
        if (ping.ok()) {
            return;
        }
        if (failing.size() == ReportReader.MAX_PINGS) {
            failing.remove(failing.iterator().next());
        }
        failing.add(ping.target());
    }

    private void settle(Ping ping, Report report) {
        var one = waiting.get(ping.target());
        if (one == null) {
            return;
        }
        var wentOut = one.ping().equals(ping) && isNear(one, report);
        if (wentOut || (one.at() <= report.at() && !owed.contains(one))) {
            waiting.remove(ping.target());
            owed.remove(one);
        }
    }

    /** What {@code report} says waits. */
    void hold(Report report) {
        report.pings().forEach(ping -> hold(report.at(), ping));
    }

    /** Waits for the next report, unless there is no room or something of the same target that must not give way. */
    void hold(long at, Ping ping) {
        var before = waiting.get(ping.target());
        var room = before != null || waiting.size() < ReportReader.MAX_PINGS;
        if (room && (before == null || (before.at() <= at && givesWay(before, ping)))) {
            waiting.put(ping.target(), new Waiting(at, ping));
        }
    }

    private boolean givesWay(Waiting before, Ping ping) {
        return !isNews(before.ping()) || isNews(ping);
    }

    /** Whether it says another thing than what was told last. */
    private boolean isNews(Ping ping) {
        return ping.ok() == failing.contains(ping.target());
    }

    private static Report with(Report report, Collection<Ping> pings) {
        var all = List.copyOf(pings);
        if (all.equals(report.pings())) {
            return report;
        }
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
                all);
    }
}
