package kz.dabyl.detector.core;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import kz.dabyl.model.Access;
import kz.dabyl.model.Cell;
import kz.dabyl.model.Incident;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.Ping;
import kz.dabyl.model.PingError;
import kz.dabyl.model.Places;
import kz.dabyl.model.Power;
import kz.dabyl.model.Report;
import kz.dabyl.model.Thresholds;

/**
 * A city of probes that report every half minute with some loss, and whatever a test lets happen to them. Deterministic.
 * Small on purpose: what needs sleep, movement and noise is tested on the simulator's scenarios.
 */
public final class TestCity {

    public static final long START =
            kz.dabyl.model.Times.parse("2021-04-24T06:00:00.000Z").orElseThrow();
    public static final String CENTRE = Places.at(43.2383, 76.9454, 7);
    public static final String WEST = Places.at(43.2300, 76.8000, 7);
    public static final String ASTANA = Places.at(51.1290, 71.4300, 7);
    public static final int INTERVAL = 30;
    private static final String TARGET = "international/1.1.1.1";

    public static final String SHYMKENT = Places.at(42.3170, 69.5900, 7);

    private final List<TestProbe> probes = new ArrayList<>();
    private final List<TestProbe> sources = new ArrayList<>();
    private final List<Predicate<Moment>> cuts = new ArrayList<>();
    private final List<Predicate<Moment>> restarts = new ArrayList<>();
    private final Random random;
    private double loss = 0.02;
    private Function<Moment, List<Ping>> answers = m -> List.of(Ping.answered(TARGET, 80));
    private boolean keeps;
    private int interval = INTERVAL;

    public record TestProbe(String name, Cell cell, String collector, long phase) {}

    /** A probe at a time, epoch milliseconds. */
    public record Moment(TestProbe probe, long time) {

        /** Whether the time lies from {@code fromSecond} to {@code untilSecond} after the start. */
        public boolean within(long fromSecond, long untilSecond) {
            return time >= START + fromSecond * 1000 && time < START + untilSecond * 1000;
        }
    }

    public TestCity(long seed) {
        random = new Random(seed);
    }

    /** Almaty's centre and west and Astana, three mobile networks and a fixed one, so many probes in each cell. */
    public static TestCity ofThreePlaces(long seed, int perCell) {
        return ofThreePlaces(seed, perCell, INTERVAL);
    }

    /** The same, with a report each so many seconds. */
    static TestCity ofThreePlaces(long seed, int perCell, int interval) {
        var city = new TestCity(seed);
        city.interval = interval;
        for (var place : List.of(CENTRE, WEST, ASTANA)) {
            for (var network : List.of("401-01", "401-02", "401-77")) {
                city.add(new Cell(place, network, Access.MOBILE), perCell, "c1");
            }
            city.add(new Cell(place, "AS9198", Access.FIXED), perCell, "c1");
        }
        return city;
    }

    /**
     * Three places over two collectors, with kept reports, a district cut, a network's outage elsewhere, blocking and
     * throttling, and a fourth place where nobody but sources that never promise falls silent: an hour in which the folds
     * have much to remember.
     */
    public static List<LogEntry> eventfulHour(long seed) {
        return eventfulHour(seed, 3300);
    }

    /** The same, and a while in which nothing happens, so many seconds in all. */
    static List<LogEntry> eventfulHour(long seed, long seconds) {
        var targets = new TestTargets()
                .trouble(
                        m -> m.probe().cell().place().equals(WEST) && m.within(1500, 2100),
                        TestTargets.failing(PingError.RESET),
                        TestTargets.TELEGRAM,
                        TestTargets.SITE)
                .trouble(
                        m -> m.probe().cell().network().equals("401-02") && m.within(2200, 2800),
                        TestTargets.slower(6),
                        TestTargets.INSTAGRAM)
                .trouble(
                        m -> m.probe().cell().place().equals(ASTANA)
                                && m.probe().name().hashCode() % 3 == 0
                                && m.time() % 7 == 0,
                        TestTargets.failing(PingError.TIMEOUT),
                        TestTargets.FAR);
        var city = new TestCity(seed).keeping().answering(targets);
        for (var place : List.of(CENTRE, WEST, ASTANA)) {
            for (var network : List.of("401-01", "401-02", "AS9198")) {
                var access = network.startsWith("AS") ? Access.FIXED : Access.MOBILE;
                city.add(new Cell(place, network, access), 4, "c1").add(new Cell(place, network, access), 4, "c2");
            }
        }
        city.cut(m -> m.probe().cell().place().equals(CENTRE)
                && m.probe().cell().access() == Access.MOBILE
                && m.within(1500, 2100));
        city.cut(m -> m.probe().cell().place().equals(ASTANA)
                && m.probe().cell().network().equals("401-01")
                && m.within(2300, 2900));
        city.restarting(m -> m.probe().cell().place().equals(WEST)
                && m.probe().cell().network().equals("401-02")
                && m.within(900, 1020));
        for (var collector : List.of("c1", "c2")) {
            city.addSources(new Cell(SHYMKENT, "AS64500", Access.FIXED), 8, collector);
            city.addSources(new Cell(SHYMKENT, "AS64501", Access.FIXED), 8, collector);
        }
        city.cut(m -> m.probe().cell().place().equals(SHYMKENT) && m.within(1900, 2700));
        return city.log(seconds);
    }

    public TestCity add(Cell cell, int count, String collector) {
        for (var i = 0; i < count; i++) {
            var name = "p" + probes.size();
            probes.add(new TestProbe(name, cell, collector, random.nextInt(interval * 1000)));
        }
        return this;
    }

    /** Adds sources that never promise and speak by chance, about once in {@link #INTERVAL} seconds each. */
    TestCity addSources(Cell cell, int count, String collector) {
        for (var i = 0; i < count; i++) {
            var name = "s" + sources.size();
            sources.add(new TestProbe(name, cell, collector, random.nextInt(INTERVAL * 1000)));
        }
        return this;
    }

    /** While {@code cut} holds for a probe, nothing of it gets through. */
    public TestCity cut(Predicate<Moment> cut) {
        cuts.add(cut);
        return this;
    }

    /** What the probes' targets say while nothing is cut, instead of one that always answers. */
    public TestCity answering(Function<Moment, List<Ping>> pings) {
        answers = pings;
        return this;
    }

    /** While {@code restart} holds for a probe it makes no reports, and comes back with another boot. */
    public TestCity restarting(Predicate<Moment> restart) {
        restarts.add(restart);
        return this;
    }

    /** Reports that do not get through are kept and delivered, in order, with the first that does. */
    public TestCity keeping() {
        keeps = true;
        return this;
    }

    public TestCity losing(double share) {
        loss = share;
        return this;
    }

    /** The log of {@code seconds}, with a tick of every collector each second. */
    public List<LogEntry> log(long seconds) {
        var reports = new ArrayList<LogEntry.Received>();
        for (var probe : probes) {
            report(probe, seconds, reports);
        }
        for (var source : sources) {
            speak(source, seconds, reports);
        }
        reports.sort(Comparator.comparingLong(LogEntry.Received::received));
        var collectors = Stream.concat(probes.stream(), sources.stream())
                .map(TestProbe::collector)
                .distinct()
                .sorted()
                .toList();
        var log = new ArrayList<LogEntry>();
        var next = 0;
        for (var second = 0L; second <= seconds; second++) {
            var time = START + second * 1000;
            while (next < reports.size() && reports.get(next).received() < time) {
                log.add(reports.get(next++));
            }
            collectors.forEach(collector -> log.add(new LogEntry.Tick(time, collector)));
        }
        return log;
    }

    private void speak(TestProbe source, long seconds, List<LogEntry.Received> reports) {
        var seq = 0L;
        for (var at = START + source.phase; at < START + seconds * 1000; ) {
            var moment = new Moment(source, at);
            if (cuts.stream().noneMatch(c -> c.test(moment))) {
                var report = report(source, seq++, at, Report.NO_PROMISE, 0, List.of(Ping.answered(TARGET, 80)));
                reports.add(new LogEntry.Received(at + 100 + random.nextInt(200), source.collector, report));
            }
            at += 1 + Math.round(-1000 * INTERVAL * Math.log(1 - random.nextDouble()));
        }
    }

    private void report(TestProbe probe, long seconds, List<LogEntry.Received> reports) {
        var kept = new ArrayList<Report>();
        var seq = 0L;
        var boot = 0;
        var down = false;
        for (var at = START + probe.phase; at < START + seconds * 1000; at += interval * 1000L) {
            var moment = new Moment(probe, at);
            if (restarts.stream().anyMatch(r -> r.test(moment))) {
                boot += down ? 0 : 1;
                down = true;
                continue;
            }
            down = false;
            var cut = cuts.stream().anyMatch(c -> c.test(moment));
            var pings = cut ? List.of(Ping.failed(TARGET, PingError.TIMEOUT)) : answers.apply(moment);
            var report = report(probe, seq++, at, interval, boot, pings);
            if (cut || random.nextDouble() < loss) {
                if (keeps) {
                    kept.add(report);
                }
                continue;
            }
            var received = at + 100 + random.nextInt(200);
            kept.forEach(old -> reports.add(new LogEntry.Received(received, probe.collector, old)));
            kept.clear();
            reports.add(new LogEntry.Received(received, probe.collector, report));
        }
    }

    private static Report report(TestProbe probe, long seq, long at, int interval, int boot, List<Ping> pings) {
        return new Report(
                probe.name,
                seq,
                at,
                interval,
                probe.cell.place(),
                probe.cell.network(),
                probe.cell.access(),
                "b" + boot + probe.name,
                "test/1",
                Power.MAINS,
                pings);
    }

    public static List<Incident> detect(List<LogEntry> log) {
        var revisions = new ArrayList<Incident>();
        var detection = new Detection(Thresholds.DEFAULT, List.of(), revisions::add);
        log.forEach(detection::accept);
        return revisions;
    }
}
