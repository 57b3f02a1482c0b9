package kz.dabyl.detector.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import kz.dabyl.detector.core.IncidentFold;
import kz.dabyl.detector.core.TestCity;
import kz.dabyl.detector.core.probes.ProbeFold;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentJson;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.Partitions;
import kz.dabyl.model.Thresholds;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What collectors write arrives in each partition in an order of its own; only each collector's own order is kept. */
class InterleavingTest {

    private static final long LONGEST_DELAY = 400;

    private record Arrival(long at, LogEntry entry) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void ofCollectorsThatComeAndGoHasNoSayInTheIncidents(long seed) {
        var log = withoutSome(TestLogs.shutdown(seed).entries());

        var expected = TestKafka.detected(log);
        var live = live(log, seed);

        assertThat(expected).hasSizeGreaterThan(2);
        assertThat(expected.get(0)).contains("\"thresholds_version\":" + TestLogs.AT_THE_CUT);
        assertThat(expected.get(expected.size() - 1)).contains("\"thresholds_version\":" + TestLogs.AT_THE_END);
        assertThat(live).isEqualTo(expected);
    }

    /** The second collector starts after a while and ends before the others. */
    private static List<LogEntry> withoutSome(List<LogEntry> log) {
        return log.stream()
                .filter(entry -> !collector(entry).equals("c2")
                        || (TestLogs.time(entry) > TestCity.START + 301_700
                                && TestLogs.time(entry) < TestCity.START + 1_203_300))
                .toList();
    }

    private static List<String> live(List<LogEntry> log, long seed) {
        var incidents = new ArrayList<Incident>();
        var second = new IncidentFold(Thresholds.DEFAULT, List.of());
        for (var partition = 0; partition < TestKafka.PARTITIONS; partition++) {
            var first = new ProbeFold(partition, TestKafka.PARTITIONS);
            for (var arrival : arrivals(log, partition, new Random(seed * 31 + partition))) {
                first.accept(arrival.entry, hop -> second.accept(hop, incidents::add));
            }
        }
        return incidents.stream().map(IncidentJson::text).toList();
    }

    private static List<Arrival> arrivals(List<LogEntry> log, int partition, Random random) {
        var last = new HashMap<String, Long>();
        var arrivals = new ArrayList<Arrival>();
        for (var entry : log) {
            if (probe(entry).stream().anyMatch(p -> Partitions.of(p, TestKafka.PARTITIONS) != partition)) {
                continue;
            }
            var delayed = TestLogs.time(entry) + random.nextLong(LONGEST_DELAY);
            var at = Math.max(delayed, last.getOrDefault(collector(entry), 0L));
            last.put(collector(entry), at);
            arrivals.add(new Arrival(at, entry));
        }
        arrivals.sort(Comparator.comparingLong(Arrival::at));
        return arrivals;
    }

    /** Whose the entry is; of none it is in all partitions. */
    private static Optional<String> probe(LogEntry entry) {
        if (entry instanceof LogEntry.Trust trust) {
            return Optional.of(trust.probe());
        }
        return entry instanceof LogEntry.Received received
                ? Optional.of(received.report().probe())
                : Optional.empty();
    }

    private static String collector(LogEntry entry) {
        if (entry instanceof LogEntry.Notice notice) {
            return notice.stamp().collector();
        }
        return entry instanceof LogEntry.Tick tick ? tick.collector() : ((LogEntry.Received) entry).collector();
    }
}
