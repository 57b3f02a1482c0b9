package kz.dabyl.app.atlas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kz.dabyl.app.recording.RecordingRules;
import kz.dabyl.collector.adapter.atlas.ConnectionEvent;
import kz.dabyl.model.LogEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Days of RIPE Atlas as they were published, where their files are at hand beside the repository. */
class PublishedConnectionLogsTest {

    @BeforeEach
    void needsTheLogs() {
        PublishedLogs.assumeAtHand();
    }

    @ParameterizedTest(name = "{0} has {1} probes at {2} controllers")
    @CsvSource({
        "msm7000_2011-01-15.json.gz, 97, 1",
        "msm7000_2015-02-10.json, 1877, 25",
        "msm7000_2016-04-29.json, 1722, 29",
        "msm7000_2016-07-13.json, 1275, 28"
    })
    void becomeRecordingsThatKeepTheContract(String file, int probes, int controllers) throws IOException {
        var events = PublishedLogs.events(file);

        var recording = recording(events);

        RecordingRules.check(recording);
        assertThat(probesHeard(recording)).isEqualTo(probes);
        assertThat(tickSpans(recording)).hasSize(controllers).isEqualTo(eventSpans(events));
        assertThat(probesHeardWhileDisconnected(recording, events)).isEmpty();
    }

    /** The probes that have a report while the log says that they were away. */
    private static List<Long> probesHeardWhileDisconnected(List<LogEntry> recording, List<ConnectionEvent> events) {
        var left = new HashMap<Long, TreeMap<Long, Boolean>>();
        for (var event : events) {
            left.computeIfAbsent(event.probe(), p -> new TreeMap<>()).put(event.time(), !event.connect());
        }
        return recording.stream()
                .filter(LogEntry.Received.class::isInstance)
                .map(LogEntry.Received.class::cast)
                .filter(received -> {
                    var before =
                            left.getOrDefault(probe(received), new TreeMap<>()).floorEntry(received.received());
                    return before != null && before.getValue();
                })
                .map(PublishedConnectionLogsTest::probe)
                .distinct()
                .toList();
    }

    private static long probe(LogEntry.Received received) {
        return Long.parseLong(received.report().probe().substring("atlas-".length()));
    }

    private static List<LogEntry> recording(List<ConnectionEvent> events) throws IOException {
        var entries = new ArrayList<LogEntry>();
        new ConnectionImport(PublishedLogs.directory(), 300, entries::add).run(events);
        return entries;
    }

    private static long probesHeard(List<LogEntry> recording) {
        return recording.stream()
                .filter(LogEntry.Received.class::isInstance)
                .map(LogEntry.Received.class::cast)
                .map(PublishedConnectionLogsTest::probe)
                .distinct()
                .count();
    }

    private static Map<String, String> tickSpans(List<LogEntry> recording) {
        var spans = new TreeMap<String, long[]>();
        for (var entry : recording) {
            if (entry instanceof LogEntry.Tick tick) {
                spans.computeIfAbsent(tick.collector(), c -> new long[] {tick.time(), 0})[1] = tick.time();
            }
        }
        return written(spans);
    }

    private static Map<String, String> eventSpans(List<ConnectionEvent> events) {
        var spans = new TreeMap<String, long[]>();
        for (var event : events) {
            var span = spans.computeIfAbsent(event.controller(), c -> new long[] {Long.MAX_VALUE, 0});
            span[0] = Math.min(span[0], event.time());
            span[1] = Math.max(span[1], event.time());
        }
        return written(spans);
    }

    private static Map<String, String> written(Map<String, long[]> spans) {
        var written = new TreeMap<String, String>();
        spans.forEach((collector, span) -> written.put(collector, span[0] + " to " + span[1]));
        return written;
    }
}
