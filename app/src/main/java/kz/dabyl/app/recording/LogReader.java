package kz.dabyl.app.recording;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import kz.dabyl.model.Decoded;
import kz.dabyl.model.LogCodec;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.Topics;
import kz.dabyl.runtime.kafka.KafkaAccess;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads all that the log holds now, from its beginning, and hands its records over in the order in which the broker wrote
 * them. Holds a fetch of each partition at most. Blocking, not thread-safe.
 */
final class LogReader implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Comparator<ConsumerRecord<byte[], byte[]>> BY_APPEND = Comparator.comparingLong(
                    (ConsumerRecord<byte[], byte[]> record) -> record.timestamp())
            .thenComparingInt(ConsumerRecord::partition);

    private final Consumer<byte[], byte[]> consumer;
    private final List<Lane> lanes;
    private long unreadable;

    /** Takes the entries of one record. */
    interface Listener {

        void onRecord(int partition, long appended, List<LogEntry> entries) throws IOException;
    }

    /**
     * A partition.
     *
     * @param end the offset after the last record that it holds now
     * @param fetched its next records
     */
    private record Lane(TopicPartition partition, long end, Deque<ConsumerRecord<byte[], byte[]>> fetched) {}

    /** @param partitions all, in the order of their numbers */
    private LogReader(Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
        this.consumer = consumer;
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        var ends = consumer.endOffsets(partitions);
        lanes = partitions.stream()
                .map(partition -> new Lane(partition, ends.getOrDefault(partition, 0L), new ArrayDeque<>()))
                .toList();
    }

    /**
     * Opens the log as it stands now.
     *
     * @throws IOException if there is none, or it cannot be reached
     */
    static LogReader open(KafkaAccess kafka) throws IOException {
        var consumer =
                new KafkaConsumer<>(kafka.consumer("record"), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            var partitions = consumer.partitionsFor(Topics.REPORTS, PATIENCE).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .sorted(Comparator.comparingInt(TopicPartition::partition))
                    .toList();
            if (partitions.isEmpty()) {
                throw new IOException("there is no log: topic " + Topics.REPORTS + " does not exist");
            }
            return new LogReader(consumer, partitions);
        } catch (KafkaException e) {
            consumer.close();
            throw unreachable(e);
        } catch (IOException e) {
            consumer.close();
            throw e;
        }
    }

    int partitions() {
        return lanes.size();
    }

    /** Records that are none of ours, or of a newer version. */
    long unreadable() {
        return unreadable;
    }

    /** Hands over everything. */
    void readAll(Listener listener) throws IOException {
        try {
            while (fetch()) {
                Deque<ConsumerRecord<byte[], byte[]>> earliest;
                do {
                    earliest = earliest();
                    pass(earliest.remove(), listener);
                } while (!earliest.isEmpty());
            }
        } catch (KafkaException e) {
            throw unreachable(e);
        }
    }

    /** The records of the partition whose next one the broker wrote first. */
    private Deque<ConsumerRecord<byte[], byte[]>> earliest() {
        return lanes.stream()
                .map(Lane::fetched)
                .filter(records -> !records.isEmpty())
                .min(Comparator.comparing(Deque::element, BY_APPEND))
                .orElseThrow();
    }

    private void pass(ConsumerRecord<byte[], byte[]> record, Listener listener) throws IOException {
        var decoded = LogCodec.decode(record.value());
        if (decoded instanceof Decoded.Ok<List<LogEntry>> ok) {
            listener.onRecord(record.partition(), record.timestamp(), ok.value());
        } else {
            unreadable++;
        }
    }

    /** Makes sure that the next record of every partition is here; false if there is none of any. */
    private boolean fetch() throws IOException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var wanting = lanes.stream()
                    .filter(lane -> lane.fetched().isEmpty() && !exhausted(lane))
                    .map(Lane::partition)
                    .toList();
            if (wanting.isEmpty()) {
                return lanes.stream().anyMatch(lane -> !lane.fetched().isEmpty());
            }
            if (System.nanoTime() > deadline) {
                throw new IOException(
                        "the log cannot be read: the broker sent nothing for " + PATIENCE.toSeconds() + " s");
            }
            consumer.pause(consumer.assignment());
            consumer.resume(wanting);
            for (var record : consumer.poll(POLL)) {
                var lane = lanes.get(record.partition());
                if (record.offset() < lane.end()) {
                    lane.fetched().add(record);
                }
            }
        }
    }

    private boolean exhausted(Lane lane) {
        return consumer.position(lane.partition(), PATIENCE) >= lane.end();
    }

    private static IOException unreachable(KafkaException e) {
        return new IOException("the log cannot be read: " + e.getMessage(), e);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
