package kz.dabyl.detector.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;

/** What collectors write arrives in each partition in an order of its own; only each collector's own order is kept. */
class InterleavingProperties {

    /** Milliseconds: with ten seconds the detector would go on without a collector. */
    private static final int LONGEST_DELAY = 9_000;

    /** A collector that is new is waited for from its first tick on, so that has to come before others close the hop. */
    private static final int LONGEST_AT_FIRST = 400;

    private static final long FIRST_MILLIS = 15_000;

    private static final Map<Long, Told> TOLD = new HashMap<>();

    private record Arrival(long at, LogEntry entry) {}

    /** A log, and what is told of it. */
    private record Told(List<LogEntry> log, List<String> revisions) {

        static Told of(long seed) {
            var log = withoutSome(TestLogs.shutdown(seed).entries());
            var revisions = TestKafka.detected(log);
            assertThat(revisions).hasSizeGreaterThan(2);
            assertThat(revisions.get(0)).contains("\"thresholds_version\":" + TestLogs.AT_THE_CUT);
            assertThat(revisions.get(revisions.size() - 1)).contains("\"thresholds_version\":" + TestLogs.AT_THE_END);
            return new Told(log, revisions);
        }
    }

    @Property(tries = 15, shrinking = ShrinkingMode.OFF)
    void ofCollectorsThatComeAndGoHasNoSayInTheIncidents(
            @ForAll @IntRange(min = 1, max = 3) int city,
            @ForAll @IntRange(min = 2, max = 8) int partitions,
            @ForAll @IntRange(min = 1, max = LONGEST_DELAY) int longest,
            @ForAll Random random) {
        var told = TOLD.computeIfAbsent((long) city, Told::of);

        var live = live(told.log, partitions, longest, random);

        assertThat(live).isEqualTo(told.revisions);
    }

    /** The second collector starts after a while and ends before the others. */
    private static List<LogEntry> withoutSome(List<LogEntry> log) {
        return log.stream()
                .filter(entry -> !collector(entry).equals("c2")
                        || (TestLogs.time(entry) > TestCity.START + 301_700
                                && TestLogs.time(entry) < TestCity.START + 1_203_300))
                .toList();
    }

    private static List<String> live(List<LogEntry> log, int partitions, int longest, Random random) {
        var incidents = new ArrayList<Incident>();
        var second = new IncidentFold(Thresholds.DEFAULT, List.of());
        for (var partition = 0; partition < partitions; partition++) {
            var first = new ProbeFold(partition, partitions);
            for (var arrival : arrivals(only(log, partition, partitions), longest, random)) {
                first.accept(arrival.entry, hop -> second.accept(hop, incidents::add));
            }
        }
        return incidents.stream().map(IncidentJson::text).toList();
    }

    private static List<LogEntry> only(List<LogEntry> log, int partition, int partitions) {
        return log.stream()
                .filter(entry -> probe(entry).stream().allMatch(p -> Partitions.of(p, partitions) == partition))
                .toList();
    }

    /** Each collector is now so much behind, now so much, and keeps its own order. */
    private static List<Arrival> arrivals(List<LogEntry> log, int longest, Random random) {
        var began = new HashMap<String, Long>();
        var delays = new HashMap<String, Integer>();
        var last = new HashMap<String, Long>();
        var arrivals = new ArrayList<Arrival>();
        for (var entry : log) {
            var time = TestLogs.time(entry);
            var collector = collector(entry);
            var isNew = time - began.computeIfAbsent(collector, c -> time) < FIRST_MILLIS;
            if (isNew || random.nextInt(50) == 0) {
                delays.put(collector, random.nextInt(isNew ? Math.min(longest, LONGEST_AT_FIRST) : longest));
            }
            var at = Math.max(time + delays.getOrDefault(collector, 0), last.getOrDefault(collector, 0L));
            last.put(collector, at);
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
