package kz.dabyl.app.backtest;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import kz.dabyl.runtime.KafkaAccess;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads what a topic of one partition holds now. Blocking. */
final class TopicReader {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final KafkaAccess kafka;
    private final TopicPartition partition;

    TopicReader(KafkaAccess kafka, String topic) {
        this.kafka = kafka;
        this.partition = new TopicPartition(topic, 0);
    }

    /** Takes records. */
    interface Sink {

        /** @param share of the topic that is done with it, 0 to 1 */
        void accept(ConsumerRecord<byte[], byte[]> record, double share) throws IOException;
    }

    /**
     * Hands over the records from an offset on; from the first that is left if it was deleted.
     *
     * @throws IOException if there is no such topic, it cannot be reached, or it ends before the offset
     */
    void read(long from, Sink sink) throws IOException {
        try (var consumer = new KafkaConsumer<>(
                kafka.consumer("backtest"), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            if (consumer.partitionsFor(partition.topic(), PATIENCE).isEmpty()) {
                throw new IOException("there is no topic " + partition.topic());
            }
            consumer.assign(List.of(partition));
            var first = consumer.beginningOffsets(List.of(partition), PATIENCE).getOrDefault(partition, 0L);
            var end = consumer.endOffsets(List.of(partition), PATIENCE).getOrDefault(partition, 0L);
            if (from > end) {
                throw new IOException("topic " + partition.topic() + " ends at " + end + ", before " + from
                        + ": the history is of another log");
            }
            var begin = Math.max(from, first);
            consumer.seek(partition, begin);
            drain(consumer, begin, end, sink);
        } catch (KafkaException e) {
            throw new IOException("topic " + partition.topic() + " cannot be read: " + e.getMessage(), e);
        }
    }

    private void drain(KafkaConsumer<byte[], byte[]> consumer, long begin, long end, Sink sink) throws IOException {
        var heardAt = System.nanoTime();
        while (consumer.position(partition, PATIENCE) < end) {
            var records = consumer.poll(POLL);
            if (!records.isEmpty()) {
                heardAt = System.nanoTime();
            } else if (System.nanoTime() - heardAt > PATIENCE.toNanos()) {
                throw new IOException("the broker sent nothing for " + PATIENCE.toSeconds() + " s");
            }
            for (var record : records) {
                sink.accept(record, (record.offset() + 1.0 - begin) / (end - begin));
            }
        }
    }
}
