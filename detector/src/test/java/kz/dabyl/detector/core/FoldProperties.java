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
import java.util.Random;
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

    private static final Map<Long, List<LogEntry>> LOGS = new HashMap<>();
    private static final Map<Long, List<Incident>> REVISIONS = new HashMap<>();

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
        var parts = split(log(city), partitions);
        var folds = new ArrayList<ProbeFold>();
        for (var i = 0; i < partitions; i++) {
            folds.add(new ProbeFold(i, partitions));
        }

        var published = new ArrayList<Incident>();
        var incidents = new IncidentFold(Thresholds.DEFAULT, List.of());
        while (parts.stream().anyMatch(part -> !part.isEmpty())) {
            var i = random.nextInt(partitions);
            for (var left = random.nextInt(500); left > 0 && !parts.get(i).isEmpty(); left--) {
                folds.get(i).accept(parts.get(i).remove(), hop -> incidents.accept(hop, published::add));
            }
        }

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

    @Property(tries = 12, shrinking = ShrinkingMode.OFF)
    void countsAReportOnceHoweverOftenAndThroughWhomItComes(
            @ForAll @IntRange(min = 1, max = CITIES) int city, @ForAll Random random) {
        var repeated = new ArrayList<LogEntry>();
        var again = new ArrayDeque<LogEntry.Received>();
        for (var entry : log(city)) {
            if (entry instanceof LogEntry.Received received) {
                if (random.nextInt(3) == 0) {
                    var through = random.nextBoolean() ? "c1" : "c2";
                    again.add(new LogEntry.Received(received.received() + 1000, through, received.report()));
                }
            } else if (entry instanceof LogEntry.Tick tick) {
                while (!again.isEmpty() && again.element().received() < tick.time()) {
                    repeated.add(again.remove());
                }
            }
            repeated.add(entry);
        }

        assertThat(TestCity.detect(repeated)).isEqualTo(revisions(city));
    }

    @Property(tries = 12, shrinking = ShrinkingMode.OFF)
    void doesNotDependOnHowTwoCollectorsInterleave(
            @ForAll @IntRange(min = 1, max = CITIES) int city,
            @ForAll @IntRange(min = 0, max = 9) int seconds,
            @ForAll Random random) {
        var first = only(log(city), "c1");
        var second = only(log(city), "c2");

        var merged = new ArrayList<LogEntry>();
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

        assertThat(TestCity.detect(merged)).isEqualTo(revisions(city));
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

    private static Deque<LogEntry> only(List<LogEntry> log, String collector) {
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
        return LOGS.computeIfAbsent(city, TestCity::eventfulHour);
    }

    private static List<Incident> revisions(long city) {
        var revisions = REVISIONS.computeIfAbsent(city, c -> TestCity.detect(log(c)));
        assertThat(revisions.stream().map(Incident::id).distinct()).hasSizeGreaterThan(2);
        assertThat(revisions)
                .anySatisfy(revision -> assertThat(revision.places()).contains(TestCity.SHYMKENT));
        return revisions;
    }
}
