package kz.dabyl.detector.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import kz.dabyl.detector.core.TestCity;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.LogCodec;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.Partitions;
import kz.dabyl.model.Report;
import kz.dabyl.model.Topics;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A log as collectors write it: stamped and packed a few times a second, one record for each flush and partition, a tick
 * into every partition each second, and thresholds and rallies into every partition too.
 *
 * @param entries the log before it was split
 * @param records what goes into the partitions, in the order of writing
 */
record PackedLog(int partitions, List<LogEntry> entries, List<ProducerRecord<byte[], byte[]>> records) {

    private static final long FLUSH_MILLIS = 250;

    private record Flush(long received, String collector) {}

    static PackedLog of(int partitions, List<LogEntry> log) {
        var entries = new ArrayList<LogEntry>();
        var records = new ArrayList<ProducerRecord<byte[], byte[]>>();
        var open = new TreeMap<Integer, List<Report>>();
        Flush flush = null;
        for (var entry : stamped(log)) {
            entries.add(entry);
            var next = entry instanceof LogEntry.Received r ? new Flush(r.received(), r.collector()) : null;
            if (flush != null && !flush.equals(next)) {
                write(flush, open, records);
            }
            flush = next;
            if (entry instanceof LogEntry.Received received) {
                open.computeIfAbsent(Partitions.of(received.report().probe(), partitions), p -> new ArrayList<>())
                        .add(received.report());
            } else if (entry instanceof LogEntry.Tick tick) {
                for (var partition = 0; partition < partitions; partition++) {
                    records.add(record(partition, LogCodec.encode(tick)));
                }
            } else if (entry instanceof LogEntry.Trust trust) {
                records.add(record(Partitions.of(trust.probe(), partitions), LogCodec.encode(trust)));
            } else if (entry instanceof LogEntry.Notice notice) {
                for (var partition = 0; partition < partitions; partition++) {
                    records.add(record(partition, LogCodec.encode(notice)));
                }
            }
        }
        if (flush != null) {
            write(flush, open, records);
        }
        return new PackedLog(partitions, entries, records);
    }

    /** All that came within a flush bears the time of the flush, which still lies before the next tick. */
    private static List<LogEntry> stamped(List<LogEntry> log) {
        var stamped = new ArrayList<LogEntry>(log.size());
        for (var entry : log) {
            stamped.add(
                    entry instanceof LogEntry.Received received
                            ? new LogEntry.Received(
                                    received.received() / FLUSH_MILLIS * FLUSH_MILLIS + FLUSH_MILLIS - 1,
                                    received.collector(),
                                    received.report())
                            : entry);
        }
        return stamped;
    }

    private static void write(
            Flush flush, Map<Integer, List<Report>> open, List<ProducerRecord<byte[], byte[]>> records) {
        open.forEach((partition, reports) ->
                records.add(record(partition, LogCodec.encode(flush.collector, flush.received, reports))));
        open.clear();
    }

    /** End of the last hop that these ticks close, epoch milliseconds. */
    long end() {
        var last = entries.stream()
                .mapToLong(entry -> entry instanceof LogEntry.Tick tick ? tick.time() : Long.MIN_VALUE)
                .max()
                .orElseThrow();
        return HopSummary.startOf(HopSummary.hopOf(last));
    }

    /** Hops that these ticks close, of all partitions. */
    int hops() {
        return partitions * (int) ((end() - TestCity.START) / HopSummary.HOP_MILLIS);
    }

    /** The records of some partitions that were written after a time and until another, epoch milliseconds. */
    List<ProducerRecord<byte[], byte[]>> between(IntPredicate which, long after, long until) {
        return records.stream()
                .filter(record -> which.test(record.partition()))
                .filter(record -> time(record) > after && time(record) <= until)
                .toList();
    }

    private static long time(ProducerRecord<byte[], byte[]> record) {
        var entries = MalformedRecords.readable(LogCodec.decode(record.value())).orElseThrow();
        return TestLogs.time(entries.get(0));
    }

    private static ProducerRecord<byte[], byte[]> record(int partition, byte[] value) {
        return new ProducerRecord<>(Topics.REPORTS, partition, null, value);
    }
}
