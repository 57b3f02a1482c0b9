package kz.dabyl.app.recording;

import static kz.dabyl.app.recording.Entries.received;
import static kz.dabyl.app.recording.Entries.tick;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.Thresholds;
import kz.dabyl.model.TrustLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogMergeTest {

    private final List<LogEntry> recording = new ArrayList<>();

    @Test
    void holdsATickUntilEveryPartitionHasComeToIt() throws IOException {
        var merge = merge(2, TimeRange.ALL);

        merge.accept(0, 100, List.of(tick("c", 5)));
        var before = List.copyOf(recording);
        merge.accept(1, 101, List.of(received("c", 4, "p", 0)));
        merge.accept(1, 102, List.of(tick("c", 5)));

        assertThat(before).isEmpty();
        assertThat(recording).containsExactly(received("c", 4, "p", 0), tick("c", 5));
    }

    @Test
    void putsReportsOfACollectorInTheOrderOfTheirStamps() throws IOException {
        var merge = merge(2, TimeRange.ALL);

        merge.accept(0, 100, List.of(received("c", 4, "p", 0), received("c", 7, "p", 1)));
        merge.accept(1, 100, List.of(received("c", 5, "q", 0), received("c", 6, "q", 1)));
        merge.end();

        assertThat(recording)
                .containsExactly(
                        received("c", 4, "p", 0),
                        received("c", 5, "q", 0),
                        received("c", 6, "q", 1),
                        received("c", 7, "p", 1));
    }

    @Test
    void letsNoCollectorWaitForAnother() throws IOException {
        var merge = merge(1, TimeRange.ALL);

        merge.accept(0, 100, List.of(tick("ahead", 9_000)));
        merge.accept(0, 101, List.of(tick("behind", 1_000)));

        assertThat(recording).containsExactly(tick("ahead", 9_000), tick("behind", 1_000));
    }

    @Test
    void stopsWaitingForAPartitionThatACollectorNeverReachedBeforeItDied() throws IOException {
        var merge = merge(2, TimeRange.ALL);

        merge.accept(0, 100, List.of(tick("dead", 1_000)));
        merge.accept(1, 101, List.of(tick("dead", 999)));
        merge.accept(0, 100 + LogMerge.PATIENCE_MILLIS, List.of(tick("alive", 11_000)));
        merge.accept(1, 100 + LogMerge.PATIENCE_MILLIS, List.of(tick("alive", 11_000)));
        var before = List.copyOf(recording);
        merge.accept(0, 1_100 + LogMerge.PATIENCE_MILLIS, List.of(tick("alive", 12_000)));

        assertThat(before).containsExactly(tick("dead", 999), tick("dead", 1_000), tick("alive", 11_000));
        assertThat(recording).isEqualTo(before);
    }

    @Test
    void keepsToTheTimeAskedForAndTheTickThatClosesIt() throws IOException {
        var merge = merge(1, new TimeRange(1_000, 3_000));

        merge.accept(
                0,
                100,
                List.of(
                        received("c", 999, "p", 0),
                        tick("c", 1_000),
                        received("c", 1_000, "p", 1),
                        tick("c", 2_000),
                        received("c", 2_999, "p", 2),
                        tick("c", 3_000),
                        received("c", 3_000, "p", 3),
                        tick("c", 4_000)));
        merge.end();

        assertThat(recording)
                .containsExactly(
                        tick("c", 1_000),
                        received("c", 1_000, "p", 1),
                        tick("c", 2_000),
                        received("c", 2_999, "p", 2),
                        tick("c", 3_000));
    }

    @Test
    void writesATickThatWasWrittenTwiceOnce() throws IOException {
        var merge = merge(1, TimeRange.ALL);

        merge.accept(0, 100, List.of(tick("c", 1_000)));
        merge.accept(0, 101, List.of(tick("c", 1_000)));
        merge.end();

        assertThat(recording).containsExactly(tick("c", 1_000));
    }

    @Test
    void writesThresholdsThatStandInEveryPartitionOnceBetweenTheirTicks() throws IOException {
        var merge = merge(2, TimeRange.ALL);
        var rules = thresholds(2, 1_400, "c");

        for (var partition = 0; partition < 2; partition++) {
            merge.accept(partition, 100, List.of(tick("c", 1_000)));
            merge.accept(partition, 101, List.of(received("c", 1_300, "p", partition)));
            merge.accept(partition, 102, List.of(rules));
            merge.accept(partition, 103, List.of(tick("c", 2_000)));
        }

        assertThat(recording)
                .containsExactly(
                        tick("c", 1_000),
                        received("c", 1_300, "p", 0),
                        received("c", 1_300, "p", 1),
                        rules,
                        tick("c", 2_000));
    }

    @Test
    void writesAVersionAgainIfAnotherCollectorTellsOfItButNotIfTheSameDoes() throws IOException {
        var merge = merge(1, TimeRange.ALL);
        var late = thresholds(2, 900, "late");

        merge.accept(0, 100, List.of(thresholds(2, 1_000, "c")));
        merge.accept(0, 101, List.of(thresholds(2, 5_000, "c")));
        merge.accept(0, 102, List.of(late));
        merge.end();

        assertThat(recording).containsExactly(thresholds(2, 1_000, "c"), late);
    }

    @Test
    void beginsWithWhatWasSaidBeforeTheTimeAskedForAndStillHolds() throws IOException {
        var merge = merge(1, new TimeRange(5_000, 9_000));

        merge.accept(
                0,
                100,
                List.of(
                        thresholds(1, 1_000, "c"),
                        trust("p-1", false, 1_100),
                        trust("p-2", false, 1_100),
                        trust("p-1", true, 1_200),
                        trust("p-4", TrustLevel.VOUCHED, 1_210),
                        trust("p-4", TrustLevel.INVITED, 1_220),
                        thresholds(2, 1_300, "c"),
                        tick("c", 5_000),
                        trust("p-3", false, 5_100),
                        tick("c", 6_000)));
        merge.end();

        assertThat(recording)
                .containsExactly(
                        thresholds(1, 5_000, ""),
                        thresholds(2, 5_000, ""),
                        new LogEntry.Trust("p-1", "i-1", TrustLevel.REVOKED, new LogEntry.Stamp(5_000, "")),
                        new LogEntry.Trust("p-2", "i-1", TrustLevel.INVITED, new LogEntry.Stamp(5_000, "")),
                        new LogEntry.Trust("p-4", "i-1", TrustLevel.VOUCHED, new LogEntry.Stamp(5_000, "")),
                        tick("c", 5_000),
                        trust("p-3", false, 5_100),
                        tick("c", 6_000));
    }

    @Test
    void givesWhatHasNoStampTheTimeOfItsPlace() throws IOException {
        var merge = merge(2, TimeRange.ALL);
        var bare = new LogEntry.ThresholdsSet(Thresholds.DEFAULT);

        for (var partition = 0; partition < 2; partition++) {
            merge.accept(partition, 100, List.of(bare, tick("c", 1_000), tick("ahead", 4_000), bare));
        }
        merge.end();

        assertThat(recording)
                .containsExactlyInAnyOrder(
                        bare.stamped(new LogEntry.Stamp(1_000, "")),
                        tick("c", 1_000),
                        tick("ahead", 4_000),
                        bare.stamped(new LogEntry.Stamp(4_000, "")))
                .startsWith(bare.stamped(new LogEntry.Stamp(1_000, "")));
    }

    @Test
    void writesNothingIfNothingIsOfTheTimeAskedFor() throws IOException {
        var merge = merge(1, new TimeRange(5_000, 9_000));

        merge.accept(0, 100, List.of(thresholds(1, 1_000, "c"), tick("c", 2_000)));
        merge.end();

        assertThat(recording).isEmpty();
    }

    private static LogEntry.Notice thresholds(int version, long received, String collector) {
        var thresholds = new Thresholds(1, 3, List.of("KZ"), 60, 120, 20, 3, 0.2, version);
        return new LogEntry.ThresholdsSet(thresholds, "series", new LogEntry.Stamp(received, collector));
    }

    private static LogEntry.Notice trust(String probe, boolean revoked, long received) {
        return trust(probe, revoked ? TrustLevel.REVOKED : TrustLevel.INVITED, received);
    }

    private static LogEntry.Notice trust(String probe, TrustLevel level, long received) {
        return new LogEntry.Trust(probe, "i-1", level, new LogEntry.Stamp(received, "c"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void keepsTheContractHoweverPartitionsInterleave(long seed) throws IOException {
        var log = new Written(new Random(seed), 4, 3);
        var merge = merge(4, TimeRange.ALL);

        for (var record : log.records) {
            merge.accept(record.partition, record.appended, List.of(record.entry));
        }
        merge.end();

        RecordingRules.check(recording);
        assertThat(recording).containsExactlyInAnyOrderElementsOf(log.entries);
    }

    @Test
    void holdsNoMoreThanAFewSecondsOfALongLog() throws IOException {
        var merge = merge(2, TimeRange.ALL);

        var mostHeld = 0;
        for (var second = 1; second <= 10_000; second++) {
            var now = second * 1_000L;
            merge.accept(0, now, List.of(received("c", now - 1, "p", second)));
            merge.accept(1, now, List.of(received("c", now - 1, "q", second)));
            merge.accept(0, now, List.of(tick("c", now)));
            mostHeld = Math.max(mostHeld, 3 * second - recording.size());
            merge.accept(1, now, List.of(tick("c", now)));
        }

        assertThat(mostHeld).isLessThan(5);
        assertThat(recording).hasSize(30_000);
    }

    private LogMerge merge(int partitions, TimeRange range) {
        return new LogMerge(partitions, range, recording::add);
    }

    /** What some collectors, each with one writer and clocks that differ, wrote within a minute. */
    private static final class Written {

        private final List<LogEntry> entries = new ArrayList<>();
        private final List<Stored> records = new ArrayList<>();

        private record Stored(int partition, long appended, LogEntry entry) {}

        Written(Random random, int partitions, int collectors) {
            for (var c = 0; c < collectors; c++) {
                write(random, partitions, "c" + c, random.nextInt(20_000));
            }
            records.sort(Comparator.comparingLong(Stored::appended));
        }

        private void write(Random random, int partitions, String collector, long skew) {
            var appended = new long[partitions];
            for (var time = 0L; time < 60_000; time += 1 + random.nextInt(300)) {
                var stamp = time + skew;
                if (random.nextInt(4) == 0) {
                    var tick = tick(collector, stamp);
                    entries.add(tick);
                    for (var p = 0; p < partitions; p++) {
                        append(random, appended, p, time, tick);
                    }
                } else {
                    var report = received(collector, stamp, collector + "-" + random.nextInt(50), time);
                    entries.add(report);
                    append(random, appended, random.nextInt(partitions), time, report);
                }
            }
        }

        /** A record reaches the broker up to three seconds later, but never before an earlier one of its partition. */
        private void append(Random random, long[] appended, int partition, long time, LogEntry entry) {
            appended[partition] = Math.max(appended[partition], time + random.nextInt(3_000));
            records.add(new Stored(partition, appended[partition], entry));
        }
    }
}
