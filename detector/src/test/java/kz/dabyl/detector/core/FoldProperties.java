package kz.dabyl.detector.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.Function;
import kz.dabyl.detector.core.probes.ProbeFold;
import kz.dabyl.detector.core.probes.ProbeFoldCodec;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.Incident;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.Partitions;
import kz.dabyl.model.Thresholds;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** The contract's determinism: what a log says does not depend on how it was cut, spread, repeated or interleaved. */
class FoldProperties {

    private static final int CITIES = 3;

    /** Seconds: the hour and two more. */
    private static final long AFTERNOON = 3 * 3600;

    private static final long LOST_COUNT = TestCity.START + 2_250_000;

    private static final Map<Long, Told> HOURS = new HashMap<>();
    private static final Map<Long, Told> AFTERNOONS = new HashMap<>();

    @Property(tries = 20, shrinking = ShrinkingMode.OFF)
    void goesOnFromStoredStatesAsIfNothingHadBeen(
            @ForAll @IntRange(min = 1, max = CITIES) int city, @ForAll @DoubleRange(min = 0, max = 1) double cut) {
        var log = log(city);
        var at = (int) (cut * log.size());
        var published = new ArrayList<Incident>();
        var probes = new ProbeFold(0, 1);
        var incidents = new IncidentFold(Thresholds.DEFAULT, List.of());
        feed(log.subList(0, at), probes, incidents, published);

        var storedProbes = ProbeFoldCodec.decode(0, 1, ProbeFoldCodec.encode(probes));
        var storedIncidents = IncidentFoldCodec.decode(IncidentFoldCodec.encode(incidents), incidents.rules());
        feed(log.subList(at, log.size()), storedProbes, storedIncidents, published);

        assertThat(published).isEqualTo(revisions(city));
    }

    @Property(tries = 20, shrinking = ShrinkingMode.OFF)
    void doesNotDependOnPartitionsNorOnHowTheyInterleave(
            @ForAll @IntRange(min = 1, max = CITIES) int city,
            @ForAll("partitionCounts") int partitions,
            @ForAll Random random) {
        var published = detect(split(log(city), partitions), random);

        assertThat(published).isEqualTo(revisions(city));
    }

    @Provide
    Arbitrary<Integer> partitionCounts() {
        return Arbitraries.of(2, 3, 8);
    }

    @Property(tries = 12, shrinking = ShrinkingMode.OFF)
    void doesNotDependOnTheOrderOfReportsWithinAHop(
            @ForAll @IntRange(min = 1, max = CITIES) int city, @ForAll Random random) {
        var shuffled = new ArrayList<LogEntry>();
        var hop = new ArrayList<LogEntry>();
        for (var entry : log(city)) {
            if (entry instanceof LogEntry.Tick tick && tick.time() % HopSummary.HOP_MILLIS == 0) {
                Collections.shuffle(hop, random);
                hop.sort(Comparator.comparingLong(e -> e instanceof LogEntry.Tick t ? t.time() : 0));
                shuffled.addAll(hop);
                hop.clear();
                shuffled.add(entry);
            } else {
                hop.add(entry);
            }
        }

        assertThat(TestCity.detect(shuffled)).isEqualTo(revisions(city));
    }

    /** Also while others are kept, after hours, and after its probe has lost count and goes on from another number. */
    @Property(tries = 10, shrinking = ShrinkingMode.OFF)
    void countsAReportOnceHoweverOftenAndThroughWhomItComes(
            @ForAll @IntRange(min = 1, max = CITIES) int city, @ForAll Random random) {
        var afternoon = AFTERNOONS.computeIfAbsent((long) city, FoldProperties::afternoon);

        var repeated = delivered(afternoon.log, received -> {
            var all = new ArrayList<LogEntry.Received>(List.of(received));
            for (var left = Math.max(0, random.nextInt(12) - 6); left > 0; left--) {
                var later = received.received() + 1 + random.nextLong(longest(random));
                all.add(new LogEntry.Received(later, "c" + (1 + random.nextInt(3)), received.report()));
            }
            return all;
        });

        assertThat(TestCity.detect(repeated)).isEqualTo(afternoon.revisions);
    }

    /** Ten seconds, minutes or hours, in milliseconds. */
    private static long longest(Random random) {
        return 10_000L * (long) Math.pow(30, random.nextInt(3));
    }

    /**
     * Three hours in which half of what was kept comes minutes after what is new, and one probe in five has lost count before
     * the second cut and goes on from the time in seconds.
     */
    private static Told afternoon(long city) {
        var random = new Random(city);
        return Told.of(delivered(TestCity.eventfulHour(city, AFTERNOON), received -> {
            var report = received.report();
            var seq = report.probe().hashCode() % 5 == 0 && report.at() >= LOST_COUNT
                    ? report.seq() + TestCity.START / 1000
                    : report.seq();
            var kept = received.received() - report.at() > 30_000 && random.nextBoolean();
            var later = received.received() + (kept ? random.nextInt(300_000) : 0);
            // Who loses count has lost what was kept too.
            var lost = received.received() < LOST_COUNT && later >= LOST_COUNT;
            return List.of(new LogEntry.Received(
                    lost ? received.received() : later,
                    received.collector(),
                    report.with(seq, report.at(), report.pings())));
        }));
    }

    /** A log in which {@code deliveries} come in the place of each report. */
    private static List<LogEntry> delivered(
            List<LogEntry> log, Function<LogEntry.Received, List<LogEntry.Received>> deliveries) {
        var delivered = new ArrayList<LogEntry>();
        var later = new PriorityQueue<LogEntry.Received>(Comparator.comparingLong(LogEntry.Received::received));
        for (var entry : log) {
            while (!later.isEmpty() && later.element().received() < time(entry)) {
                delivered.add(later.remove());
            }
            if (entry instanceof LogEntry.Received received) {
                later.addAll(deliveries.apply(received));
            } else {
                delivered.add(entry);
            }
        }
        return delivered;
    }

    /** One may be up to nine seconds behind the other, in each partition otherwise: with ten it would be blind. */
    @Property(tries = 12, shrinking = ShrinkingMode.OFF)
    void doesNotDependOnHowTwoCollectorsInterleave(
            @ForAll @IntRange(min = 1, max = CITIES) int city,
            @ForAll @IntRange(min = 1, max = 8) int partitions,
            @ForAll @IntRange(min = 0, max = 9) int seconds,
            @ForAll Random random) {
        var parts = new ArrayList<Deque<LogEntry>>();
        for (var part : split(log(city), partitions)) {
            parts.add(merge(only(part, "c1"), only(part, "c2"), seconds, random));
        }

        assertThat(detect(parts, random)).isEqualTo(revisions(city));
    }

    private static Deque<LogEntry> merge(Deque<LogEntry> first, Deque<LogEntry> second, int seconds, Random random) {
        var merged = new ArrayDeque<LogEntry>();
        var lead = 0L;
        while (!first.isEmpty() && !second.isEmpty()) {
            if (random.nextInt(20) == 0) {
                lead = random.nextInt(2000 * seconds + 1) - 1000L * seconds;
            }
            var next = time(first.element()) <= time(second.element()) + lead ? first : second;
            merged.add(next.remove());
        }
        merged.addAll(first);
        merged.addAll(second);
        return merged;
    }

    /** What is told of partitions that are read in turn, now of one and then of another, as it comes. */
    private static List<Incident> detect(List<Deque<LogEntry>> parts, Random random) {
        var folds = new ArrayList<ProbeFold>();
        for (var i = 0; i < parts.size(); i++) {
            folds.add(new ProbeFold(i, parts.size()));
        }
        var published = new ArrayList<Incident>();
        var incidents = new IncidentFold(Thresholds.DEFAULT, List.of());
        while (parts.stream().anyMatch(part -> !part.isEmpty())) {
            var i = random.nextInt(parts.size());
            for (var left = random.nextInt(500); left > 0 && !parts.get(i).isEmpty(); left--) {
                folds.get(i).accept(parts.get(i).remove(), hop -> incidents.accept(hop, published::add));
            }
        }
        return published;
    }

    private static void feed(List<LogEntry> log, ProbeFold probes, IncidentFold incidents, List<Incident> published) {
        log.forEach(entry -> probes.accept(entry, hop -> incidents.accept(hop, published::add)));
    }

    private static List<Deque<LogEntry>> split(List<LogEntry> log, int partitions) {
        var parts = new ArrayList<Deque<LogEntry>>();
        for (var i = 0; i < partitions; i++) {
            parts.add(new ArrayDeque<>());
        }
        for (var entry : log) {
            if (entry instanceof LogEntry.Received received) {
                parts.get(Partitions.of(received.report().probe(), partitions)).add(entry);
            } else {
                parts.forEach(part -> part.add(entry));
            }
        }
        return parts;
    }

    private static Deque<LogEntry> only(Iterable<LogEntry> log, String collector) {
        var part = new ArrayDeque<LogEntry>();
        for (var entry : log) {
            if (collector(entry).equals(collector)) {
                part.add(entry);
            }
        }
        return part;
    }

    private static String collector(LogEntry entry) {
        return entry instanceof LogEntry.Tick tick ? tick.collector() : ((LogEntry.Received) entry).collector();
    }

    private static long time(LogEntry entry) {
        return entry instanceof LogEntry.Tick tick ? tick.time() : ((LogEntry.Received) entry).received();
    }

    private static List<LogEntry> log(long city) {
        return hour(city).log;
    }

    private static List<Incident> revisions(long city) {
        return hour(city).revisions;
    }

    private static Told hour(long city) {
        return HOURS.computeIfAbsent(city, c -> Told.of(TestCity.eventfulHour(c)));
    }

    /** A log, and what is told of it. */
    private record Told(List<LogEntry> log, List<Incident> revisions) {

        static Told of(List<LogEntry> log) {
            var revisions = TestCity.detect(log);
            assertThat(revisions.stream().map(Incident::id).distinct()).hasSizeGreaterThan(2);
            assertThat(revisions)
                    .anySatisfy(revision -> assertThat(revision.places()).contains(TestCity.SHYMKENT));
            return new Told(log, revisions);
        }
    }
}
