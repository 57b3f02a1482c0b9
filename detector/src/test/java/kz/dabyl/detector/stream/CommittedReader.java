package kz.dabyl.detector.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import kz.dabyl.runtime.KafkaAccess;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a topic of one partition as services do: only what transactions have committed. */
final class CommittedReader implements AutoCloseable {

    private final TopicPartition from;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<byte[]> values = new ArrayList<>();

    CommittedReader(KafkaAccess kafka, String topic) {
        from = new TopicPartition(topic, 0);
        consumer = new KafkaConsumer<>(
                kafka.consumer("test-reader"), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.assign(List.of(from));
        consumer.seekToBeginning(List.of(from));
    }

    /** All that is committed by now. */
    synchronized List<byte[]> values() {
        var end = consumer.endOffsets(List.of(from)).getOrDefault(from, 0L);
        while (consumer.position(from) < end) {
            consumer.poll(Duration.ofMillis(50)).forEach(record -> values.add(record.value()));
        }
        return List.copyOf(values);
    }

    @Override
    public synchronized void close() {
        consumer.close(CloseOptions.timeout(Duration.ZERO));
    }
}
