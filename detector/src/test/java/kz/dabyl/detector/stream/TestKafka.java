package kz.dabyl.detector.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import kz.dabyl.broker.BrokerConfig;
import kz.dabyl.broker.EmbeddedBroker;
import kz.dabyl.detector.core.Detection;
import kz.dabyl.model.HopSummaryCodec;
import kz.dabyl.model.IncidentJson;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.Thresholds;
import kz.dabyl.model.Topics;
import kz.dabyl.runtime.kafka.KafkaAccess;
import kz.dabyl.runtime.kafka.TopicLayout;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A broker with our topics, written to as collectors do and read as services do. */
final class TestKafka implements AutoCloseable {

    static final int PARTITIONS = 4;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final EmbeddedBroker broker;
    private final KafkaProducer<byte[], byte[]> producer;
    private final CommittedReader revisions;
    private final CommittedReader hops;
    private final CommittedReader cells;

    private TestKafka(EmbeddedBroker broker) {
        this.broker = broker;
        var settings = access().producer("test-collector");
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (int) PATIENCE.toMillis());
        // Of a producer that it does not know yet, a broker takes the second batch though it had to refuse the first.
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        this.producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        this.revisions = new CommittedReader(access(), Topics.INCIDENT_REVISIONS);
        this.hops = new CommittedReader(access(), Topics.CELL_SUMMARIES);
        this.cells = new CommittedReader(access(), Topics.CELLS);
    }

    static TestKafka start(Path data) throws InterruptedException {
        var broker = EmbeddedBroker.start(BrokerConfig.in(data));
        try (var admin = Admin.create(access(broker).admin("test"))) {
            new TopicLayout(PARTITIONS, Optional.of((short) 1)).ensure(admin);
        }
        return new TestKafka(broker);
    }

    KafkaAccess access() {
        return access(broker);
    }

    private static KafkaAccess access(EmbeddedBroker broker) {
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
        return revisions.values().stream()
                .map(value -> new String(value, UTF_8))
                .toList();
    }

    /** The events that stand in the headers of the incidents' records, in order, as {@code type id}. */
    List<String> events() {
        return revisions.records().stream()
                .map(record -> header(record, "ce_type") + " " + header(record, "ce_id"))
                .toList();
    }

    private static String header(ConsumerRecord<byte[], byte @Nullable []> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? "none" : new String(header.value(), UTF_8);
    }

    /** What readers of committed records see of the hops, as {@code partition/hop}. */
    List<String> hops() {
        return hops.values().stream()
                .flatMap(value -> MalformedRecords.readable(HopSummaryCodec.decode(value)).stream())
                .map(hop -> hop.partition() + "/" + hop.hop())
                .toList();
    }

    /** The newest state of each cell that readers of committed records see, as {@code place/network/access state}. */
    List<String> cells() {
        var newest = new TreeMap<String, String>();
        for (var record : cells.records()) {
            var name = new String(record.key(), UTF_8);
            if (record.value() == null) {
                newest.remove(name);
            } else if (!name.equals(Topics.CELLS_MARK)) {
                newest.put(name, new JsonObject(new String(record.value(), UTF_8)).getString("state"));
            }
        }
        return newest.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .toList();
    }

    /** How many hops readers of committed records see. */
    int hopCount() {
        return hops.values().size();
    }

    /** Members of the detector's group that have partitions. */
    long sharers() throws Exception {
        try (var admin = Admin.create(access().admin("test"))) {
            var groups = admin.describeConsumerGroups(List.of(StreamsSettings.APPLICATION))
                    .all()
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return groups.values().stream()
                    .flatMap(group -> group.members().stream())
                    .filter(member -> !member.assignment().topicPartitions().isEmpty())
                    .count();
        } catch (ExecutionException e) {
            // No such group yet.
            return 0;
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
        revisions.close();
        hops.close();
        cells.close();
        broker.close();
    }
}
