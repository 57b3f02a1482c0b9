package kz.dabyl.e2e;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.jspecify.annotations.Nullable;

/** A Kafka broker as a process of its own, which comes back at the address that it had, as one of a cluster does. */
final class Broker implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(90);

    private final Path folder;
    private final int port = freePort();
    private final int quorum = freePort();
    private @Nullable Process process;

    private Broker(Path folder) throws IOException {
        this.folder = folder;
    }

    /** Starts one on a new folder and waits until it takes requests. */
    static Broker start(Path folder) throws Exception {
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(1)
                .addDirectory(folder.toString())
                .setMetadataLogDirectory(folder.toString())
                .setControllerListenerName("CONTROLLER")
                .run();
        var broker = new Broker(folder);
        broker.start();
        return broker;
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    /** Starts it again. */
    void start() throws IOException {
        process = Program.java(
                        Broker.class.getName(), folder.toString(), Integer.toString(port), Integer.toString(quorum))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(folder.resolveSibling("broker.log").toFile())
                .start();
        try (var admin = Admin.create(Map.of("bootstrap.servers", address()))) {
            await().atMost(START_LIMIT)
                    .ignoreExceptions()
                    .until(() -> !admin.describeCluster()
                            .nodes()
                            .get(5, TimeUnit.SECONDS)
                            .isEmpty());
        }
    }

    /** Asks it to end, and waits. */
    void stop() throws InterruptedException {
        running().destroy();
        running().waitFor();
    }

    /** What {@code kill -9} does. */
    void kill() throws InterruptedException {
        running().destroyForcibly().waitFor();
    }

    /** It stands still and keeps its connections open: what {@code kill -STOP} does. */
    void hang() throws Exception {
        signal("STOP");
    }

    void goOn() throws Exception {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        var kill =
                new ProcessBuilder("kill", "-" + name, Long.toString(running().pid())).start();
        if (kill.waitFor() != 0) {
            throw new IOException("kill -" + name + " failed");
        }
    }

    private Process running() {
        return Objects.requireNonNull(process, "not started");
    }

    @Override
    public void close() {
        running().destroyForcibly();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            return socket.getLocalPort();
        }
    }

    /** The process: a folder, the port for clients and the one for the quorum. */
    public static void main(String[] arguments) {
        var clients = "PLAINTEXT://127.0.0.1:" + arguments[1];
        var properties = new Properties();
        properties.putAll(Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", "1"),
                Map.entry("controller.quorum.voters", "1@127.0.0.1:" + arguments[2]),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                Map.entry("listeners", clients + ",CONTROLLER://127.0.0.1:" + arguments[2]),
                Map.entry("advertised.listeners", clients),
                Map.entry("log.dirs", arguments[0]),
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("broker.session.timeout.ms", "2000"),
                Map.entry("broker.heartbeat.interval.ms", "300")));
        var server = new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
        server.startup();
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "shutdown"));
        server.awaitShutdown();
    }
}
