package kz.dabyl.bench.ingest;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import kz.dabyl.model.Topics;
import kz.dabyl.model.WireInput;
import kz.dabyl.runtime.kafka.KafkaAccess;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Counts the reports that the log got since it was last asked, up to its end offsets, and frees their place. Not thread-safe. */
final class ReportsInLog implements AutoCloseable {

    private static final int KIND_REPORTS = 1;
    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Admin admin;

    ReportsInLog(String bootstrapServers) {
        var access = new KafkaAccess(bootstrapServers, "bench");
        var settings = access.consumer("count");
        consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        var adminSettings = new Properties();
        adminSettings.putAll(access.admin("free"));
        admin = Admin.create(adminSettings);
        var partitions = consumer.partitionsFor(Topics.REPORTS).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    /** Reads the log to its end. */
    long countNew() {
        var ends = consumer.endOffsets(consumer.assignment());
        var count = 0L;
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (var record : consumer.poll(POLL)) {
                count += reports(record.value());
            }
        }
        free(ends);
        return count;
    }

    /** How many reports a record holds, by its head. */
    private static long reports(byte[] value) {
        var in = new WireInput(value);
        in.u8();
        if (in.u8() != KIND_REPORTS) {
            return 0;
        }
        in.string();
        in.i64();
        return in.varint32();
    }

    private void free(Map<TopicPartition, Long> ends) {
        var until = new HashMap<TopicPartition, RecordsToDelete>();
        ends.forEach((partition, end) -> until.put(partition, RecordsToDelete.beforeOffset(end)));
        try {
            admin.deleteRecords(until).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the log could not be freed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Another topic with as many partitions; its name. */
    String fresh(String topic) {
        var partitions = consumer.assignment().size();
        try {
            admin.createTopics(List.of(new NewTopic(topic, Optional.of(partitions), Optional.empty())))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException("topic " + topic + " could not be made", e.getCause());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return topic;
    }

    /** Frees another topic. */
    void free(String topic) {
        var partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        var latest = new HashMap<TopicPartition, OffsetSpec>();
        partitions.forEach(partition -> latest.put(partition, OffsetSpec.latest()));
        try {
            var ends = new HashMap<TopicPartition, Long>();
            admin.listOffsets(latest).all().get().forEach((partition, end) -> ends.put(partition, end.offset()));
            free(ends);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the ends of " + topic + " are not known", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        consumer.close();
        admin.close();
    }
}
