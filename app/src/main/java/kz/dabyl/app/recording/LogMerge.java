package kz.dabyl.app.recording;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import kz.dabyl.model.LogEntry;

/**
 * Merges the partitions of the log into one recording. For each collector {@code received} never decreases, a tick T comes
 * after all that was received before T, whatever the partition, and comes once. Thresholds and rallies, which stand in all
 * partitions, come once for each collector; what was said before the time asked for stands at the beginning.
 *
 * <p>What a collector wrote to one partition is in order, and its ticks stand in all of them. So an entry can go as soon
 * as every partition has come as far as it, and only what was written between two ticks is ever held. A collector that
 * died while it wrote its last tick leaves partitions that never get there: after a while of the broker's time nothing
 * more is awaited.
 *
 * <p>Not thread-safe.
 */
final class LogMerge {

    /** Longer than any producer tries to deliver a record. */
    static final long PATIENCE_MILLIS = 10_000;

    private static final long SWEEP_MILLIS = 1_000;

    private final int partitions;
    private final TimeRange range;
    private final RecordingHead sink;
    private final Map<String, Stream> streams = new TreeMap<>();
    private final Set<Said> said = new HashSet<>();
    /** The foremost tick in each partition. */
    private final long[] foremost;

    private long arrivals;
    private long swept = Long.MIN_VALUE;

    /** A version of thresholds or rallies that a collector has told of: it tells every partition, and now and then again. */
    private record Said(Class<?> kind, String series, int version, String collector) {

        static Said of(LogEntry.Notice notice) {
            var collector = notice.stamp().collector();
            if (notice instanceof LogEntry.ThresholdsSet set) {
                return new Said(set.getClass(), set.series(), set.thresholds().version(), collector);
            }
            var set = (LogEntry.RalliesSet) notice;
            return new Said(set.getClass(), set.series(), set.version(), collector);
        }
    }

    /** An entry that waits for other partitions, since the broker's time {@code appended}. */
    private record Held(long time, boolean tick, long arrival, long appended, LogEntry entry) {}

    LogMerge(int partitions, TimeRange range, EntrySink sink) {
        this.partitions = partitions;
        this.range = range;
        this.sink = new RecordingHead(sink);
        foremost = new long[partitions];
        Arrays.fill(foremost, Long.MIN_VALUE);
    }

    /**
     * Takes the next record of the log. Records come in the order of {@code appended} over all partitions.
     *
     * @param appended when the broker wrote it, epoch milliseconds
     */
    void accept(int partition, long appended, List<LogEntry> entries) throws IOException {
        for (var entry : entries) {
            if (entry instanceof LogEntry.Received received) {
                stream(received.collector())
                        .add(partition, new Held(received.received(), false, arrivals++, appended, entry));
            } else if (entry instanceof LogEntry.Notice notice) {
                take(partition, appended, placed(partition, notice));
            } else if (entry instanceof LogEntry.Tick tick) {
                foremost[partition] = Math.max(foremost[partition], tick.time());
                stream(tick.collector()).add(partition, new Held(tick.time(), true, arrivals++, appended, entry));
            }
        }
        if (appended >= swept + SWEEP_MILLIS || swept == Long.MIN_VALUE) {
            swept = appended;
            for (var stream : streams.values()) {
                stream.release(appended - PATIENCE_MILLIS);
            }
        }
    }

    /** A notice without a stamp holds from the foremost tick on that stands before it in its partition. */
    private LogEntry.Notice placed(int partition, LogEntry.Notice notice) {
        var stamp = notice.stamp();
        return stamp.known() ? notice : notice.stamped(new LogEntry.Stamp(foremost[partition], stamp.collector()));
    }

    private void take(int partition, long appended, LogEntry.Notice notice) throws IOException {
        var time = notice.stamp().received();
        var repeated = !(notice instanceof LogEntry.Trust) && isRepeated(partition, notice);
        if (!repeated && !(notice.stamp().known() && range.from() <= time)) {
            sink.before(notice);
            return;
        }
        var stream = stream(notice.stamp().collector());
        if (repeated) {
            stream.reach(partition, time);
        } else {
            stream.add(partition, new Held(time, false, arrivals++, appended, notice));
        }
    }

    /** What nobody counts is told every partition in the same order, so one of them is enough. */
    private boolean isRepeated(int partition, LogEntry.Notice notice) {
        var key = Said.of(notice);
        return key.series().isEmpty() ? partition != 0 : !said.add(key);
    }

    /** Writes what still waits: no more comes. */
    void end() throws IOException {
        for (var stream : streams.values()) {
            stream.release(Long.MAX_VALUE);
        }
    }

    private Stream stream(String collector) {
        return streams.computeIfAbsent(collector, c -> new Stream());
    }

    /** What one collector wrote. */
    private final class Stream {

        private final long[] reached = new long[partitions];
        private final PriorityQueue<Held> held = new PriorityQueue<>(Comparator.comparingLong(Held::time)
                .thenComparing(Held::tick, Comparator.reverseOrder())
                .thenComparingLong(Held::arrival));
        private final Set<Long> heldTicks = new HashSet<>();
        private long lastTick = Long.MIN_VALUE;

        Stream() {
            Arrays.fill(reached, Long.MIN_VALUE);
        }

        void add(int partition, Held entry) throws IOException {
            if (range.holds(entry.time(), entry.tick()) && (!entry.tick() || isNewTick(entry.time()))) {
                held.add(entry);
            }
            reach(partition, entry.time());
        }

        void reach(int partition, long time) throws IOException {
            if (time > reached[partition]) {
                reached[partition] = time;
                release(Long.MIN_VALUE);
            }
        }

        private boolean isNewTick(long time) {
            return time > lastTick && heldTicks.add(time);
        }

        /** Writes what every partition has come past, and what was appended up to {@code givenUp}. */
        void release(long givenUp) throws IOException {
            var safe = Long.MAX_VALUE;
            for (var time : reached) {
                safe = Math.min(safe, time);
            }
            for (var next = held.peek();
                    next != null && (next.time() <= safe || next.appended() <= givenUp);
                    next = held.peek()) {
                held.remove();
                if (next.tick()) {
                    heldTicks.remove(next.time());
                    lastTick = next.time();
                }
                sink.write(next.entry());
            }
        }
    }
}
