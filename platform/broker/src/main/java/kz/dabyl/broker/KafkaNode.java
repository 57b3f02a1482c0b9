package kz.dabyl.broker;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.FaultHandlerFactory;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server;
import kafka.server.SharedServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.server.fault.LoggingFaultHandler;
import org.slf4j.LoggerFactory;

/**
 * Kafka's controller and broker put together as {@link KafkaRaftServer} does it, but with fault handlers and sockets of
 * our own, for which that class has no room.
 *
 * <p>To be started and stopped on threads of one {@link BrokerThreads}. Not thread-safe: stop after the start ended.
 */
final class KafkaNode {

    /** How long the broker may take to hand over what it leads. There is nobody to hand it to. */
    private static final Duration FAREWELL = Duration.ofSeconds(3);

    private final ControllerServer controller;
    private final BrokerServer broker;

    KafkaNode(Properties properties, LoopbackSockets sockets, Faults faults) {
        var config = KafkaConfig.fromProps(properties, false);
        var directories =
                KafkaRaftServer.initializeLogDirs(config, LoggerFactory.getLogger(KafkaNode.class), "embedded ");
        var identity = directories._1();
        FaultHandlerFactory handlers =
                (part, fatal, action) -> fatal ? faults.handler(part, action) : new LoggingFaultHandler(part, action);
        var shared = new SharedServer(
                config,
                identity,
                Time.SYSTEM,
                Server.initializeMetrics(
                        config, Time.SYSTEM, identity.clusterId().orElseThrow()),
                CompletableFuture.completedFuture(
                        Map.of(BrokerProperties.NODE_ID, sockets.socketAddress(BrokerProperties.QUORUM))),
                List.of(),
                handlers,
                sockets);
        broker = new BrokerServer(shared);
        controller = new ControllerServer(shared, KafkaRaftServer.configSchema(), directories._2());
    }

    /** Returns when the broker takes requests. The broker finds its quorum through the controller: that comes first. */
    void startup() {
        controller.startup();
        broker.startup();
    }

    /** The broker leaves while the controller can still say goodbye to it. */
    void shutdown() {
        try {
            broker.shutdown(FAREWELL);
        } finally {
            controller.shutdown();
        }
    }
}
