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
 * after all that was received before T, whatever the partition, and comes once.
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
    private final EntrySink sink;
    private final Map<String, Stream> streams = new TreeMap<>();
    private long arrivals;
    private long swept = Long.MIN_VALUE;

    /** An entry that waits for other partitions, since the broker's time {@code appended}. */
    private record Held(long time, boolean tick, long arrival, long appended, LogEntry entry) {}

    LogMerge(int partitions, TimeRange range, EntrySink sink) {
        this.partitions = partitions;
        this.range = range;
        this.sink = sink;
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
            } else if (entry instanceof LogEntry.Tick tick) {
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
            if (entry.time() > reached[partition]) {
                reached[partition] = entry.time();
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
