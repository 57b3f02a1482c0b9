package kz.dabyl.detector.stream;

import java.util.Properties;
import kz.dabyl.runtime.kafka.InstanceId;
import kz.dabyl.runtime.kafka.KafkaAccess;
import kz.dabyl.runtime.kafka.Replication;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/** The settings of Kafka Streams, in its own keys. */
final class StreamsSettings {

    /** Names the group, the transactions and the changelogs: never to be changed. */
    static final String APPLICATION = "dabyl-detector";

    private static final int COMMIT_MILLIS = 200;

    /** A dead instance's partitions move to others after this: the shortest that a broker takes by default. */
    private static final int SESSION_MILLIS = 6_000;

    /** How late an instance may learn that the partitions are dealt out anew. */
    private static final int HEARTBEAT_MILLIS = 1_000;

    /** Long enough to fold days of reports again, should the changelogs ever be lost: that takes one call of process. */
    private static final int LONGEST_CALL_MILLIS = 30 * 60_000;

    /** Records are flushes of up to some thousand reports: a few fill a thread, many would fill the memory. */
    private static final int RECORDS_AT_ONCE = 200;

    private StreamsSettings() {}

    /** @param copies of the internal topics, where the configuration says nothing of them */
    static Properties of(KafkaAccess kafka, DetectorConfig config, InstanceId instance, int copies) {
        var settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION);
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
        settings.put(StreamsConfig.CLIENT_ID_CONFIG, kafka.clientId() + "-detector");
        settings.put(
                StreamsConfig.STATE_DIR_CONFIG,
                config.stateDirectory().toAbsolutePath().toString());
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_MILLIS);
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, config.threads());
        settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
        settings.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, RECORDS_AT_ONCE);
        replication(settings, config.replicas().map(Short::intValue).orElse(copies));
        // No JMX: the service has its own meters, and starts quicker.
        settings.put(StreamsConfig.METRIC_REPORTER_CLASSES_CONFIG, "");
        settings.put(StreamsConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        // Of a thread that we do not have, but it warns about it at each start.
        settings.put("processing.exception.handler.global.enabled", true);
        consumer(settings, instance);
        producer(settings);
        return settings;
    }

    /** Blocks must be no easier to lose than the reports that they stand for, and on a cluster another instance keeps them warm. */
    private static void replication(Properties settings, int copies) {
        settings.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, copies);
        settings.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, copies > 1 ? 1 : 0);
        Replication.leastInSync(copies)
                .ifPresent(least ->
                        put(settings, StreamsConfig.TOPIC_PREFIX, TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, least));
    }

    private static void consumer(Properties settings, InstanceId instance) {
        put(settings, StreamsConfig.MAIN_CONSUMER_PREFIX, ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, instance.toString());
        put(settings, StreamsConfig.MAIN_CONSUMER_PREFIX, ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MILLIS);
        put(
                settings,
                StreamsConfig.MAIN_CONSUMER_PREFIX,
                ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
                HEARTBEAT_MILLIS);
        put(
                settings,
                StreamsConfig.MAIN_CONSUMER_PREFIX,
                ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG,
                LONGEST_CALL_MILLIS);
        // Of fetch sizes the defaults do: a consumer takes a larger record than they allow, if only one at a time.
        put(settings, StreamsConfig.MAIN_CONSUMER_PREFIX, ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RECORDS_AT_ONCE);
    }

    private static void producer(Properties settings) {
        put(
                settings,
                StreamsConfig.PRODUCER_PREFIX,
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                KafkaAccess.MAX_RECORD_BYTES);
        // Summaries are kept for a year.
        put(settings, StreamsConfig.PRODUCER_PREFIX, ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        // With more, a batch that overtakes one refused for a transaction that still completes is out of sequence for
        // good.
        put(settings, StreamsConfig.PRODUCER_PREFIX, ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    }

    private static void put(Properties settings, String prefix, String key, Object value) {
        settings.put(prefix + key, value);
    }
}
