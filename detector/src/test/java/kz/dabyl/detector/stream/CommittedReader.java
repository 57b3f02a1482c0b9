package kz.dabyl.detector.stream;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import kz.dabyl.runtime.kafka.KafkaAccess;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads a topic of one partition as services do: only what transactions have committed. */
final class CommittedReader implements AutoCloseable {

    private final TopicPartition from;
    private final KafkaConsumer<byte[], byte @Nullable []> consumer;
    private final List<ConsumerRecord<byte[], byte @Nullable []>> records = new ArrayList<>();

    CommittedReader(KafkaAccess kafka, String topic) {
        from = new TopicPartition(topic, 0);
        consumer = new KafkaConsumer<>(
                kafka.consumer("test-reader"), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.assign(List.of(from));
        consumer.seekToBeginning(List.of(from));
    }

    /** The values of all that is committed by now, of a topic in which nothing is deleted. */
    List<byte[]> values() {
        return records().stream()
                .map(record -> requireNonNull(record.value(), "a value"))
                .toList();
    }

    /** All that is committed by now. */
    synchronized List<ConsumerRecord<byte[], byte @Nullable []>> records() {
        var end = consumer.endOffsets(List.of(from)).getOrDefault(from, 0L);
        while (consumer.position(from) < end) {
            consumer.poll(Duration.ofMillis(50)).forEach(records::add);
        }
        return List.copyOf(records);
    }

    @Override
    public synchronized void close() {
        consumer.close(CloseOptions.timeout(Duration.ZERO));
    }
}
