package kz.dabyl.runtime.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * How to reach the log: the embedded broker or a cluster, the same way.
 *
 * @param bootstrapServers {@code host:port,…}
 * @param clientId prefix of the clients' names in Kafka's logs and metrics
 */
public record KafkaAccess(String bootstrapServers, String clientId) {

    /** The largest record that we write: a hop of a large deployment, or a flush of kept reports. */
    public static final int MAX_RECORD_BYTES = 16 << 20;

    /**
     * Settings of a producer that acknowledges only what every in-sync replica has, and that never blocks an event loop
     * when the broker is away.
     */
    public Map<String, Object> producer(String name) {
        var settings = common(name);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 1);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 1_500);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 3_000);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_RECORD_BYTES);
        settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 100);
        // Short, so that a broker that is back is found at once.
        settings.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 25);
        settings.put(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG, 100);
        // A topic without traffic must stay known: forgotten after 5 minutes, its next record would wait for metadata
        // longer than it is allowed to and fail.
        settings.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, Duration.ofDays(7).toMillis());
        return settings;
    }

    /** Settings of a consumer without a group, which sees only what transactions have committed. */
    public Map<String, Object> consumer(String name) {
        var settings = common(name);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return settings;
    }

    public Map<String, Object> admin(String name) {
        return common(name);
    }

    private Map<String, Object> common(String name) {
        var settings = new HashMap<String, Object>();
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId + "-" + name);
        return settings;
    }
}
