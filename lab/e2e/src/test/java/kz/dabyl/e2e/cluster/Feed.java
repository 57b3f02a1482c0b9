package kz.dabyl.e2e.cluster;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import kz.dabyl.e2e.Logs;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.Report;
import kz.dabyl.model.ReportWriter;
import org.jspecify.annotations.Nullable;

/**
 * The afternoon of the demonstration as it comes to two collectors. What went before is a recording; then, in steps of five
 * seconds of its time, the reports of each collector's probes are posted, sent again until one of the two has acknowledged
 * them, and the time is told to both. Time waits for reports, so that they stand in the log as they stood in the scenario.
 *
 * <p>A thread of its own does that. Thread-safe.
 */
final class Feed implements AutoCloseable {

    private static final long STEP_MILLIS = 5_000;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final JsonFactory JSON = new JsonFactory();

    private final List<Station> collectors;
    private final List<LogEntry> log;
    private final Duration pace;
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final Set<Station> down = ConcurrentHashMap.newKeySet();
    private final Set<Station> timeless = ConcurrentHashMap.newKeySet();
    private final Map<Station, Taken> served = new ConcurrentHashMap<>();
    private final Thread thread = new Thread(this::run, "feed");
    private volatile long now;
    private volatile long until;
    private volatile boolean ended;
    private volatile @Nullable Throwable failure;

    /**
     * Reports of one collector's probes were acknowledged.
     *
     * @param by the one that did
     * @param nanos when, by {@link System#nanoTime}
     */
    private record Taken(Station by, long nanos) {}

    /** @param pace the least time that a step takes */
    Feed(List<Station> collectors, List<LogEntry> log, Duration pace) {
        this.collectors = List.copyOf(collectors);
        this.log = List.copyOf(log);
        this.pace = pace;
    }

    /** Feeds what lies before {@code time} as a recording, and begins to wait for more to do. */
    void begin(long time) throws IOException, InterruptedException {
        var before = log.stream().filter(entry -> timeOf(entry) <= time).toList();
        var body = new String(Logs.recording(before), java.nio.charset.StandardCharsets.UTF_8);
        var answer = collectors.get(0).post("/v1/recordings", Station.OPERATOR, "application/x-ndjson", body);
        if (answer.statusCode() != 202) {
            throw new IllegalStateException("not taken: " + answer.body());
        }
        before.forEach(entry -> {
            if (entry instanceof LogEntry.Received received) {
                acknowledged.add(name(received.report()));
            }
        });
        now = time;
        until = time;
        tick(time);
        thread.start();
    }

    /** Lets it go on until {@code time}; returns at once. */
    void playUntil(long time) {
        until = time;
    }

    /** Waits until it has come to {@code time}. */
    void awaitTime(long time) {
        await().atMost(PATIENCE).until(() -> failure != null || now >= time);
        if (failure != null) {
            throw new AssertionError("the feed has failed", failure);
        }
    }

    long now() {
        return now;
    }

    /** All that was acknowledged, as {@code "probe/seq"}. */
    Set<String> acknowledged() {
        return Set.copyOf(acknowledged);
    }

    /** A collector is dead, and so is its clock. Its probes do not know. */
    void down(Station collector) {
        down.add(collector);
    }

    /** It is about to start anew: until it is told what time it is, it would take the machine's for that of the afternoon. */
    void starts(Station collector) {
        timeless.add(collector);
    }

    /** It is back, and told the time again. */
    void up(Station collector) {
        down.remove(collector);
    }

    /** Whether another has acknowledged, since {@code nanos}, what the probes of this collector had to report. */
    boolean servedByAnother(Station collector, long nanos) {
        var last = served.get(collector);
        return last != null && last.by() != collector && last.nanos() - nanos > 0;
    }

    private void run() {
        try {
            while (!ended) {
                if (now + STEP_MILLIS > until) {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
                    continue;
                }
                var began = System.nanoTime();
                step(now + STEP_MILLIS);
                LockSupport.parkNanos(pace.toNanos() - (System.nanoTime() - began));
            }
        } catch (Throwable e) {
            failure = e;
        }
    }

    private void step(long time) throws IOException, InterruptedException {
        var reports = new HashMap<String, List<Report>>();
        for (var entry : log) {
            if (entry instanceof LogEntry.Received received
                    && received.received() > now
                    && received.received() <= time) {
                reports.computeIfAbsent(received.collector(), c -> new ArrayList<>())
                        .add(received.report());
            }
        }
        var collector = 0;
        for (var name : reports.keySet().stream().sorted().toList()) {
            post(reports.getOrDefault(name, List.of()), collector++);
        }
        tick(time);
        now = time;
    }

    private void post(List<Report> reports, int first) throws IOException, InterruptedException {
        var body = body(reports);
        for (var attempt = first; !ended; attempt++) {
            var collector = collectors.get(attempt % collectors.size());
            if (!timeless.contains(collector) && taken(collector, "/v1/reports", Station.RELAY, body)) {
                served.put(collectors.get(first % collectors.size()), new Taken(collector, System.nanoTime()));
                reports.forEach(report -> acknowledged.add(name(report)));
                return;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    /** Tells every collector that lives what time it is. */
    private void tick(long time) throws InterruptedException {
        for (var i = 0; i < collectors.size(); i++) {
            var collector = collectors.get(i);
            var line = "{\"tick\":\"" + kz.dabyl.model.Times.format(time) + "\",\"collector\":\"c" + (i + 1) + "\"}\n";
            if (told(collector, line)) {
                timeless.remove(collector);
            }
        }
    }

    /** Whether it lives, and has taken the line. */
    private boolean told(Station collector, String line) throws InterruptedException {
        while (!ended && !down.contains(collector)) {
            if (taken(collector, "/v1/recordings", Station.OPERATOR, line)) {
                return true;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        return false;
    }

    /** What is not taken is 503 with a time to come back, or nobody answers; anything else is wrong. */
    private boolean taken(Station collector, String path, String token, String body) throws InterruptedException {
        try {
            var answer = collector.post(path, token, "application/x-ndjson", body);
            if (answer.statusCode() == 202) {
                return true;
            }
            if (answer.statusCode() == 503
                    && answer.headers().firstValue("retry-after").isPresent()) {
                return false;
            }
            throw new AssertionError(collector + " answered " + answer.statusCode() + " " + answer.body());
        } catch (IOException e) {
            return false;
        }
    }

    private static String body(List<Report> reports) throws IOException {
        var text = new StringWriter();
        for (var report : reports) {
            try (var json = JSON.createGenerator(text)) {
                json.disable(com.fasterxml.jackson.core.JsonGenerator.Feature.AUTO_CLOSE_TARGET);
                ReportWriter.write(json, report);
            }
            text.write('\n');
        }
        return text.toString();
    }

    private static String name(Report report) {
        return report.probe() + "/" + report.seq();
    }

    static long timeOf(LogEntry entry) {
        if (entry instanceof LogEntry.Tick tick) {
            return tick.time();
        }
        return entry instanceof LogEntry.Received received ? received.received() : Long.MIN_VALUE;
    }

    @Override
    public void close() {
        ended = true;
    }
}
