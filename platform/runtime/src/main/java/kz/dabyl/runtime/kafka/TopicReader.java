package kz.dabyl.runtime.kafka;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads what a topic of one partition held when this was opened. Blocking; not thread-safe. */
public final class TopicReader implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TopicPartition partition;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private long first;
    private long end;

    /** Takes records. */
    public interface Sink {

        /** Returns whether more are wanted. */
        boolean accept(ConsumerRecord<byte[], byte[]> record) throws IOException;
    }

    private TopicReader(KafkaAccess kafka, String topic, String name) {
        partition = new TopicPartition(topic, 0);
        consumer = new KafkaConsumer<>(kafka.consumer(name), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * Opens a topic.
     *
     * @param name of the client
     * @throws NoSuchTopicException if there is none
     * @throws IOException if it cannot be reached
     */
    public static TopicReader open(KafkaAccess kafka, String topic, String name) throws IOException {
        var reader = new TopicReader(kafka, topic, name);
        try {
            reader.assign();
            return reader;
        } catch (KafkaException e) {
            reader.close();
            throw reader.unreadable(e);
        } catch (IOException e) {
            reader.close();
            throw e;
        }
    }

    private void assign() throws IOException {
        if (consumer.partitionsFor(partition.topic(), PATIENCE).isEmpty()) {
            throw new NoSuchTopicException(partition.topic());
        }
        consumer.assign(List.of(partition));
        first = consumer.beginningOffsets(List.of(partition), PATIENCE).getOrDefault(partition, 0L);
        end = consumer.endOffsets(List.of(partition), PATIENCE).getOrDefault(partition, 0L);
    }

    /** The offset of the first record that is left. */
    public long first() {
        return first;
    }

    /** The offset behind the last record. */
    public long end() {
        return end;
    }

    /** The first record at {@code offset} or behind it; markers of transactions take offsets too. */
    public Optional<ConsumerRecord<byte[], byte[]>> at(long offset) throws IOException {
        var found = new ArrayList<ConsumerRecord<byte[], byte[]>>(1);
        read(offset, record -> {
            found.add(record);
            return false;
        });
        return found.stream().findFirst();
    }

    /**
     * Hands over the records from an offset on, from the first that is left if that was deleted.
     *
     * @throws IOException if it cannot be read, or {@code sink} throws
     */
    public void read(long from, Sink sink) throws IOException {
        try {
            consumer.seek(partition, Math.max(from, first));
            drain(sink);
        } catch (KafkaException e) {
            throw unreadable(e);
        }
    }

    private void drain(Sink sink) throws IOException {
        var heardAt = System.nanoTime();
        while (consumer.position(partition, PATIENCE) < end) {
            var records = consumer.poll(POLL);
            if (!records.isEmpty()) {
                heardAt = System.nanoTime();
            } else if (System.nanoTime() - heardAt > PATIENCE.toNanos()) {
                throw new IOException("the broker sent nothing for " + PATIENCE.toSeconds() + " s");
            }
            for (var record : records) {
                if (record.offset() >= end || !sink.accept(record)) {
                    return;
                }
            }
        }
    }

    private IOException unreadable(KafkaException e) {
        return new IOException("topic " + partition.topic() + " cannot be read: " + e.getMessage(), e);
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ZERO));
    }
}
