package kz.dabyl.broker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Kafka's own clients, talking to the broker under test through one topic partition. */
final class Clients {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String bootstrap;

    Clients(String bootstrap) {
        this.bootstrap = bootstrap;
    }

    Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", bootstrap));
    }

    TopicPartition createTopic(String name) throws Exception {
        try (var admin = admin()) {
            admin.createTopics(List.of(new NewTopic(name, 1, (short) 1)))
                    .all()
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
        return new TopicPartition(name, 0);
    }

    KafkaProducer<String, String> producer(Map<String, Object> more) {
        var settings = new HashMap<String, Object>(Map.of("bootstrap.servers", bootstrap, "acks", "all"));
        settings.putAll(more);
        return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    }

    /** Returns when all are acknowledged. */
    void produce(TopicPartition to, String... values) throws Exception {
        try (var producer = producer(Map.of())) {
            for (var value : values) {
                producer.send(record(to, value)).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
        }
    }

    static ProducerRecord<String, String> record(TopicPartition to, String value) {
        return new ProducerRecord<>(to.topic(), to.partition(), null, value);
    }

    KafkaConsumer<String, String> consumer(Map<String, Object> more) {
        var settings = new HashMap<String, Object>(
                Map.of("bootstrap.servers", bootstrap, "auto.offset.reset", "earliest", "enable.auto.commit", false));
        settings.putAll(more);
        return new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
    }

    /** A group as a transaction names it that moves the group's offsets. */
    ConsumerGroupMetadata group(String name) {
        try (var consumer = consumer(Map.of("group.id", name))) {
            return consumer.groupMetadata();
        }
    }

    /** Every committed value of the partition as of now. */
    List<String> values(TopicPartition from) {
        try (var consumer = consumer(Map.of("isolation.level", "read_committed"))) {
            consumer.assign(List.of(from));
            consumer.seekToBeginning(List.of(from));
            var end = consumer.endOffsets(List.of(from), PATIENCE).getOrDefault(from, 0L);
            var values = new ArrayList<String>();
            while (consumer.position(from) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
            }
            return values;
        }
    }
}
