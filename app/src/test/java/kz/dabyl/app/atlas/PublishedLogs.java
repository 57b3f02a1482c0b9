package kz.dabyl.app.atlas;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import kz.dabyl.collector.adapter.atlas.ConnectionEvent;
import kz.dabyl.collector.adapter.atlas.ConnectionLogReader;
import kz.dabyl.collector.adapter.atlas.ProbeDirectory;
import kz.dabyl.model.Incident;
import kz.dabyl.model.InvalidInputException;

/** Connections of RIPE Atlas probes as they were published, in the forms that the files beside the repository have. */
final class PublishedLogs {

    private static final Path FOLDER = Path.of("../../shared/data/ripe-atlas-disconnects");

    private static final String CONTROLLER = "unknown";

    /** The onset of an incident may be as much too late, by the interval of a probe. */
    private static final long BEFORE_MILLIS = 60_000;

    private static final long WITHIN_MILLIS = 120_000;

    private PublishedLogs() {}

    /** Skips a test where the files are not beside the repository. */
    static void assumeAtHand() {
        assumeTrue(Files.isDirectory(FOLDER), () -> "no published connection logs at " + FOLDER.toAbsolutePath());
    }

    static List<ConnectionEvent> events(String file) throws IOException {
        try (InputStream raw = Files.newInputStream(FOLDER.resolve(file));
                var in = file.endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
            return ConnectionLogReader.read(in);
        }
    }

    static ProbeDirectory directory() throws IOException {
        return ProbeDirectory.parse(Files.readString(FOLDER.resolve("probes.csv")));
    }

    /**
     * The part of a day from {@code from} to {@code until} as a log of its own: whoever was connected at {@code from}
     * connects then, whatever happened before is left out, and so is what comes after. Controllers that go on after
     * {@code until} have a last event then: without it they would fall blind in the stretch, as they did not in the day.
     */
    static List<ConnectionEvent> stretch(List<ConnectionEvent> day, long from, long until) {
        var ordered = day.stream()
                .sorted(Comparator.comparingLong(ConnectionEvent::time))
                .toList();
        var before = new TreeMap<Long, ConnectionEvent>();
        var within = new ArrayList<ConnectionEvent>();
        var after = new TreeMap<Long, ConnectionEvent>();
        var goOn = new TreeSet<String>();
        for (var event : ordered) {
            if (event.time() < from) {
                before.put(event.probe(), event);
            } else if (event.time() < until) {
                within.add(event);
            } else {
                after.putIfAbsent(event.probe(), event);
                goOn.add(event.controller());
            }
        }
        // Seen for the first time by a disconnect after the stretch: such a probe was connected all the while.
        within.forEach(event -> after.remove(event.probe()));
        before.keySet().forEach(after::remove);
        var stretch = new ArrayList<ConnectionEvent>();
        before.values().stream().filter(ConnectionEvent::connect).forEach(e -> stretch.add(connectedAt(from, e)));
        after.values().stream().filter(e -> !e.connect()).forEach(e -> stretch.add(connectedAt(from, e)));
        stretch.addAll(within);
        var latest = new TreeMap<Long, ConnectionEvent>();
        stretch.forEach(event -> latest.put(event.probe(), event));
        for (var event : latest.values()) {
            if (event.connect() && goOn.remove(event.controller())) {
                stretch.add(connectedAt(until, event));
            }
        }
        return stretch;
    }

    /**
     * The same, but that whoever is connected when the log begins connects in the minute after that, at the second that its number
     * says: the import would have all of them report at the second of the first event, and so minute by minute.
     */
    static List<ConnectionEvent> spread(List<ConnectionEvent> log) {
        var ordered = log.stream()
                .sorted(Comparator.comparingLong(ConnectionEvent::time))
                .toList();
        var start = ordered.get(0).time();
        var seen = new TreeSet<Long>();
        var spread = new ArrayList<ConnectionEvent>();
        for (var event : ordered) {
            var since = start + 1000 * (event.probe() % 60);
            var first = seen.add(event.probe());
            if (first && event.connect() && event.time() == start) {
                spread.add(connectedAt(since, event));
                continue;
            }
            if (first && !event.connect() && since < event.time()) {
                spread.add(connectedAt(since, event));
            }
            spread.add(event);
        }
        return spread;
    }

    private static ConnectionEvent connectedAt(long time, ConnectionEvent event) {
        return new ConnectionEvent(time, event.probe(), event.controller(), true, event.asn());
    }

    /**
     * Whether the log bears out that lines fell where and when {@code incident} says, and not a controller: a third of the probes of
     * its networks and places, five at least, went within minutes, at most half of them from one controller. {@code day} is in the order of time.
     */
    static boolean bearOut(Incident incident, List<ConnectionEvent> day, ProbeDirectory directory) {
        var all = new TreeSet<Long>();
        var gone = new TreeMap<Long, String>();
        var known = new TreeMap<Long, ConnectedProbe>();
        for (var event : day) {
            var probe = known.computeIfAbsent(event.probe(), id -> new ConnectedProbe(id, directory));
            if (event.connect()) {
                probe.connect(event);
            } else {
                probe.disconnect(event);
            }
            var report = probe.nextReport(event.time(), 1);
            if (incident.places().contains(report.place())
                    && incident.networks().contains(report.network())) {
                all.add(event.probe());
                if (!event.connect()
                        && event.time() >= incident.started() - BEFORE_MILLIS
                        && event.time() <= incident.started() + WITHIN_MILLIS) {
                    gone.put(event.probe(), event.controller());
                }
            }
        }
        var controllers = gone.values().stream().collect(Collectors.groupingBy(c -> c, Collectors.counting()));
        return gone.size() >= 5
                && 3 * gone.size() >= all.size()
                && 2 * Collections.max(controllers.values()) <= gone.size();
    }

    /**
     * A step series (lines of epoch seconds, probes connected, connects, disconnects) as the connections of one country's
     * probes. It does not say whose they are, nor which network's: all are of one, and who comes and goes is drawn among
     * those who can. As their silence is judged by their number alone, that adds nothing that the series did not say.
     */
    static List<ConnectionEvent> eventsOfSteps(String file) throws IOException {
        var random = new Random(1);
        var connected = new ArrayList<Long>();
        var away = new ArrayList<Long>();
        var events = new ArrayList<ConnectionEvent>();
        for (var line : Files.readAllLines(FOLDER.resolve(file))) {
            var step = step(line);
            var time = 1000 * step[0];
            while (connected.size() + away.size() < step[1] - step[2] + step[3]) {
                connected.add(1L + connected.size());
            }
            for (var left = step[2]; left > 0; left--) {
                move(away, connected, random, time, true, events);
            }
            for (var left = step[3]; left > 0; left--) {
                move(connected, away, random, time, false, events);
            }
        }
        var first = events.get(0).time();
        for (var probe = 1L; probe <= connected.size() + away.size(); probe++) {
            events.add(0, new ConnectionEvent(first, probe, CONTROLLER, true, OptionalLong.empty()));
        }
        return events;
    }

    private static long[] step(String line) {
        var numbers = line.strip().split("\\s+", -1);
        if (numbers.length != 4) {
            throw new InvalidInputException(line, "expected four numbers");
        }
        var step = new long[numbers.length];
        for (var i = 0; i < step.length; i++) {
            step[i] = Long.parseLong(numbers[i]);
        }
        return step;
    }

    private static void move(
            List<Long> from, List<Long> to, Random random, long time, boolean connect, List<ConnectionEvent> events) {
        var probe = from.remove(random.nextInt(from.size()));
        to.add(probe);
        events.add(new ConnectionEvent(time, probe, CONTROLLER, connect, OptionalLong.empty()));
    }

    /** A directory in which the first {@code probes} are of {@code country}. */
    static ProbeDirectory directoryOf(String country, int probes) {
        var lines = IntStream.rangeClosed(1, probes).mapToObj(probe -> probe + "," + country + ",");
        return ProbeDirectory.parse("prb_id,country,asn\n" + lines.collect(Collectors.joining("\n")));
    }
}
