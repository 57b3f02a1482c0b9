package kz.dabyl.collector.log;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import kz.dabyl.model.Decoded;
import kz.dabyl.model.LogCodec;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.Topics;
import kz.dabyl.runtime.kafka.KafkaAccess;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The latest stamp that a collector of this name has left in the log, so that its successor goes on from there even when
 * the clock was set back in between. Looks at the end of each partition only: a live collector ticks there each second.
 */
public final class LastStamp {

    private static final long RECORDS_AT_THE_END = 500;
    private static final Duration POLL = Duration.ofMillis(100);

    private LastStamp() {}

    /** Blocking; gives up looking after {@code limit}. */
    public static OptionalLong of(KafkaAccess kafka, String collector, Duration limit) {
        try (var consumer = new KafkaConsumer<>(
                kafka.consumer("last-stamp"), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var ends = seekToTheEnd(consumer);
            var latest = OptionalLong.empty();
            var deadline = System.nanoTime() + limit.toNanos();
            while (!reached(consumer, ends) && System.nanoTime() < deadline) {
                for (var record : consumer.poll(POLL)) {
                    latest = later(latest, stamp(record.value(), collector));
                }
            }
            return latest;
        }
    }

    private static Map<TopicPartition, Long> seekToTheEnd(Consumer<byte[], byte[]> consumer) {
        var partitions = consumer.partitionsFor(Topics.REPORTS).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        var begins = consumer.beginningOffsets(partitions);
        var ends = new HashMap<>(consumer.endOffsets(partitions));
        ends.forEach((partition, end) ->
                consumer.seek(partition, Math.max(begins.getOrDefault(partition, 0L), end - RECORDS_AT_THE_END)));
        return ends;
    }

    private static boolean reached(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private static OptionalLong stamp(byte[] value, String collector) {
        if (LogCodec.decode(value) instanceof Decoded.Ok<List<LogEntry>> ok
                && !ok.value().isEmpty()) {
            // All entries of a record bear the same stamp.
            var entry = ok.value().get(0);
            if (entry instanceof LogEntry.Tick tick && tick.collector().equals(collector)) {
                return OptionalLong.of(tick.time());
            }
            if (entry instanceof LogEntry.Received received
                    && received.collector().equals(collector)) {
                return OptionalLong.of(received.received());
            }
            if (entry instanceof LogEntry.Notice notice
                    && notice.stamp().known()
                    && notice.stamp().collector().equals(collector)) {
                return OptionalLong.of(notice.stamp().received());
            }
        }
        return OptionalLong.empty();
    }

    private static OptionalLong later(OptionalLong one, OptionalLong other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isPresent() ? one : other;
        }
        return OptionalLong.of(Math.max(one.getAsLong(), other.getAsLong()));
    }
}
