package kz.dabyl.collector;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.jspecify.annotations.Nullable;

/** A broker that comes back at the address that it had, as one of a cluster does. */
final class RestartableBroker implements AutoCloseable {

    private final Properties properties = new Properties();
    private final int port = freePort();
    private @Nullable KafkaRaftServer server;

    RestartableBroker(Path directory) throws Exception {
        var quorum = freePort();
        set("process.roles", "broker,controller");
        set("node.id", "1");
        set("controller.quorum.voters", "1@127.0.0.1:" + quorum);
        set("controller.listener.names", "CONTROLLER");
        set("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        set("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + quorum);
        set("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        set("log.dirs", directory.toString());
        set("offsets.topic.replication.factor", "1");
        set("broker.session.timeout.ms", "2000");
        set("broker.heartbeat.interval.ms", "300");
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(1)
                .addDirectory(directory.toString())
                .setMetadataLogDirectory(directory.toString())
                .setControllerListenerName("CONTROLLER")
                .run();
        start();
    }

    private void set(String key, String value) {
        properties.setProperty(key, value);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            return socket.getLocalPort();
        }
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    void start() {
        server = new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
        server.startup();
    }

    void stop() {
        requireNonNull(server, "not started").shutdown();
        server.awaitShutdown();
        server = null;
    }

    @Override
    public void close() {
        if (server != null) {
            stop();
        }
    }
}
