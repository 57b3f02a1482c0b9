package kz.dabyl.detector.stream;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import kz.dabyl.runtime.kafka.KafkaAccess;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replays by a consumer of its own, without a group: the one that Kafka Streams reads with must not be moved. Sees only
 * what transactions have committed, as that one does. Thread-safe: every call opens and closes its consumer.
 */
final class ConsumerReplay implements Replay {

    private static final Logger LOG = LoggerFactory.getLogger(ConsumerReplay.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final KafkaAccess kafka;
    private final BooleanSupplier closing;

    /** @param closing whether the detector is to stop: a replay then ends with an exception */
    ConsumerReplay(KafkaAccess kafka, BooleanSupplier closing) {
        this.kafka = kafka;
        this.closing = closing;
    }

    @Override
    public void read(TopicPartition partition, long from, long until, Consumer<byte[]> each) {
        var began = System.nanoTime();
        var consumer = new KafkaConsumer<byte[], byte[]>(
                settings(partition), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            consumer.assign(List.of(partition));
            consumer.seek(partition, first(consumer, partition, from));
            var records = read(consumer, partition, until, each);
            LOG.info(
                    "{}: {} records before offset {} folded again within {} ms",
                    partition,
                    records,
                    until,
                    (System.nanoTime() - began) / 1_000_000);
        } finally {
            consumer.close(CloseOptions.timeout(Duration.ZERO));
        }
    }

    private Map<String, Object> settings(TopicPartition partition) {
        var settings = new HashMap<>(kafka.consumer("detector-replay-" + partition.partition()));
        settings.put(ConsumerConfig.METRIC_REPORTER_CLASSES_CONFIG, "");
        settings.put(ConsumerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        return settings;
    }

    private static long first(KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, long from) {
        var first = consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, from);
        if (first > from && from > BEGINNING) {
            LOG.warn(
                    "{}: records {} to {} have been deleted before they could be folded again",
                    partition,
                    from,
                    first - 1);
        }
        return Math.max(first, from);
    }

    private long read(
            KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, long until, Consumer<byte[]> each) {
        var records = 0L;
        var progress = System.nanoTime();
        // The position, not the last record, says when it is done: markers of transactions and gaps take offsets too.
        for (var position = consumer.position(partition); position < until; ) {
            for (var record : consumer.poll(POLL).records(partition)) {
                if (record.offset() < until && record.value() != null) {
                    each.accept(record.value());
                    records++;
                }
            }
            var now = consumer.position(partition);
            progress = now > position ? System.nanoTime() : progress;
            position = now;
            check(partition, progress);
        }
        return records;
    }

    private void check(TopicPartition partition, long progress) {
        if (closing.getAsBoolean()) {
            throw new KafkaException("the detector is stopping");
        }
        if (System.nanoTime() - progress > PATIENCE.toNanos()) {
            throw new TimeoutException(partition + " cannot be read again for " + PATIENCE.toSeconds() + " s");
        }
    }
}
