package kz.dabyl.broker;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/**
 * The settings of the one node, in Kafka's own keys. Whatever belongs to a single topic (retention, timestamps, largest
 * record) is left to the topic.
 */
final class BrokerProperties {

    static final int NODE_ID = 1;
    static final String CLIENTS = "PLAINTEXT";
    static final String QUORUM = "CONTROLLER";

    private static final int MIB = 1024 * 1024;

    /** Nobody to replicate to, to elect or to wait for. */
    private static final Map<String, Object> ONE_NODE = Map.ofEntries(
            Map.entry("default.replication.factor", 1),
            Map.entry("min.insync.replicas", 1),
            Map.entry("offsets.topic.replication.factor", 1),
            Map.entry("transaction.state.log.replication.factor", 1),
            Map.entry("transaction.state.log.min.isr", 1),
            Map.entry("share.coordinator.state.topic.replication.factor", 1),
            Map.entry("share.coordinator.state.topic.min.isr", 1),
            Map.entry("group.initial.rebalance.delay.ms", 0),
            Map.entry("auto.leader.rebalance.enable", false),
            // After a kill the controller takes the broker for alive until its session ends: 9 s by default.
            Map.entry("broker.session.timeout.ms", 2_000),
            Map.entry("broker.heartbeat.interval.ms", 300),
            // Otherwise an idle node writes and flushes a record each half second, for followers that are not there.
            Map.entry("metadata.max.idle.interval.ms", 0));

    /** Threads and buffers for one service and a few dozen partitions. */
    private static final Map<String, Object> SMALL = Map.ofEntries(
            Map.entry("offsets.topic.num.partitions", 4),
            Map.entry("transaction.state.log.num.partitions", 4),
            Map.entry("share.coordinator.state.topic.num.partitions", 1),
            Map.entry("num.network.threads", 2),
            Map.entry("num.io.threads", 2),
            Map.entry("background.threads", 2),
            Map.entry("group.coordinator.threads", 1),
            Map.entry("group.coordinator.background.threads", 1),
            Map.entry("share.coordinator.threads", 1),
            Map.entry("log.cleaner.dedupe.buffer.size", 4 * MIB),
            // What a kill leaves unflushed is read again at the next start: smaller segments, quicker starts.
            Map.entry("log.segment.bytes", 128 * MIB),
            Map.entry("log.index.size.max.bytes", MIB),
            // The service has its own meters; without JMX the broker starts quicker.
            Map.entry("metric.reporters", ""));

    private static final Map<String, Object> SAFE = Map.of(
            "controlled.shutdown.enable", true,
            // A misspelt topic is an error, not a new topic.
            "auto.create.topics.enable", false,
            // A service that stood still for weeks must find its place in the log again (default: 7 days).
            "offsets.retention.minutes", 365 * 24 * 60);

    private BrokerProperties() {}

    static Properties of(BrokerConfig config, Path logs, LoopbackSockets sockets) {
        var properties = new Properties();
        put(properties, addresses(logs, sockets));
        put(properties, ONE_NODE);
        put(properties, SMALL);
        put(properties, SAFE);
        put(properties, Map.of("num.partitions", config.defaultPartitions()));
        if (config.durable()) {
            put(properties, Map.of("log.flush.interval.messages", 1));
        }
        return properties;
    }

    private static Map<String, Object> addresses(Path logs, LoopbackSockets sockets) {
        var clients = CLIENTS + "://" + sockets.address(CLIENTS);
        var quorum = sockets.address(QUORUM);
        return Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                NODE_ID,
                // Static voters live in the configuration, not in the log: the port may change between starts.
                "controller.quorum.voters",
                NODE_ID + "@" + quorum,
                "controller.listener.names",
                QUORUM,
                "inter.broker.listener.name",
                CLIENTS,
                "listener.security.protocol.map",
                CLIENTS + ":PLAINTEXT," + QUORUM + ":PLAINTEXT",
                "listeners",
                clients + "," + QUORUM + "://" + quorum,
                "advertised.listeners",
                clients,
                "log.dirs",
                logs.toString());
    }

    private static void put(Properties properties, Map<String, Object> settings) {
        settings.forEach((key, value) -> properties.setProperty(key, value.toString()));
    }
}
