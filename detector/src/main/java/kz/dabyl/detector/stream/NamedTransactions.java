package kz.dabyl.detector.stream;

import java.util.HashMap;
import java.util.Map;
import kz.dabyl.runtime.kafka.InstanceId;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/**
 * Gives Kafka Streams plain clients, and its producers a transactional id that a restart does not change.
 *
 * <p>Kafka Streams would name transactions by a number drawn at each start, since it finds no store on disk. Then nobody
 * ends what a killed process left open, readers of committed records stand before it until it times out, and with them
 * the incidents. By its own name the next process ends it at once. Thread-safe.
 */
final class NamedTransactions implements KafkaClientSupplier {

    private final String prefix;

    /** @param instance whose name it is, unique among live instances */
    NamedTransactions(String application, InstanceId instance) {
        this.prefix = id(application, instance + "-");
    }

    /** The transactional id of a member of the group: Kafka Streams adds the thread's number to both names alike. */
    static String id(String application, String member) {
        return application + "-" + member;
    }

    @Override
    public Admin getAdmin(Map<String, Object> config) {
        return Admin.create(config);
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        var named = new HashMap<>(config);
        named.computeIfPresent(
                ProducerConfig.TRANSACTIONAL_ID_CONFIG, (key, id) -> prefix + threadOf(String.valueOf(id)));
        return new KafkaProducer<>(named, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** The thread's number, with which the id that Kafka Streams made ends. */
    static String threadOf(String transactionalId) {
        var thread = transactionalId.substring(transactionalId.lastIndexOf('-') + 1);
        if (thread.isEmpty() || !thread.chars().allMatch(Character::isDigit)) {
            throw new IllegalStateException("a transactional id should end with a thread's number: " + transactionalId);
        }
        return thread;
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
        return getConsumer(config);
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
        return getConsumer(config);
    }
}
