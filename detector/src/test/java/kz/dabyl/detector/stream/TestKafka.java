package kz.dabyl.detector.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import kz.dabyl.broker.BrokerConfig;
import kz.dabyl.broker.EmbeddedBroker;
import kz.dabyl.detector.core.Detection;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.HopSummaryCodec;
import kz.dabyl.model.IncidentJson;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.Thresholds;
import kz.dabyl.model.Topics;
import kz.dabyl.runtime.KafkaAccess;
import kz.dabyl.runtime.TopicLayout;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A broker with our topics, written to as collectors do and read as services do. */
final class TestKafka implements AutoCloseable {

    static final int PARTITIONS = 4;

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final EmbeddedBroker broker;
    private final KafkaProducer<byte[], byte[]> producer;

    private TestKafka(EmbeddedBroker broker) {
        this.broker = broker;
        var settings = access().producer("test-collector");
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (int) PATIENCE.toMillis());
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        this.producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    static TestKafka start(Path data) throws InterruptedException {
        var kafka = new TestKafka(EmbeddedBroker.start(BrokerConfig.in(data)));
        try (var admin = Admin.create(kafka.access().admin("test"))) {
            new TopicLayout(PARTITIONS, Optional.of((short) 1)).ensure(admin);
        }
        return kafka;
    }

    KafkaAccess access() {
        return new KafkaAccess(broker.bootstrapServers(), "test");
    }

    /** Returns when all are acknowledged. */
    void write(List<ProducerRecord<byte[], byte[]>> records) {
        var sent = records.stream().map(producer::send).toList();
        producer.flush();
        for (var acknowledged : sent) {
            try {
                acknowledged.get();
            } catch (Exception e) {
                throw new AssertionError("not written", e);
            }
        }
    }

    /** What readers of committed records see of the incidents, in order. */
    List<String> revisions() {
        return committed(Topics.INCIDENT_REVISIONS, value -> new String(value, UTF_8));
    }

    /** What readers of committed records see of the hops. */
    List<HopSummary> hops() {
        return committed(
                Topics.CELL_SUMMARIES,
                value ->
                        MalformedRecords.readable(HopSummaryCodec.decode(value)).orElseThrow());
    }

    private <T> List<T> committed(String topic, Function<byte[], T> value) {
        var from = new TopicPartition(topic, 0);
        try (var consumer = new KafkaConsumer<>(
                access().consumer("test-reader"), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(from));
            consumer.seekToBeginning(List.of(from));
            var end = consumer.endOffsets(List.of(from), PATIENCE).getOrDefault(from, 0L);
            var values = new ArrayList<T>();
            while (consumer.position(from) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> values.add(value.apply(record.value())));
            }
            return values;
        }
    }

    /** Offsets of the detector's group by partition. */
    Map<TopicPartition, Long> offsets() throws Exception {
        try (var admin = Admin.create(access().admin("test"))) {
            var offsets = new java.util.HashMap<TopicPartition, Long>();
            admin.listConsumerGroupOffsets(StreamsSettings.APPLICATION)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .forEach((partition, offset) -> offsets.put(partition, offset.offset()));
            return offsets;
        }
    }

    /** What the pure detection publishes of {@code log}. */
    static List<String> detected(List<LogEntry> log) {
        var revisions = new ArrayList<String>();
        var detection =
                new Detection(Thresholds.DEFAULT, List.of(), incident -> revisions.add(IncidentJson.text(incident)));
        log.forEach(detection::accept);
        return revisions;
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
        broker.close();
    }
}
