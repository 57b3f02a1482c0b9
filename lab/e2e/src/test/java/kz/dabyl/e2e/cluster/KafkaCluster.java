package kz.dabyl.e2e.cluster;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kz.dabyl.e2e.Program;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * Three Kafka processes that are brokers and controllers. Their settings are Kafka's own but for what makes them small, and
 * {@code min.insync.replicas}, which Kafka's own topics have from nowhere else: how many copies ours get is for us to say.
 */
final class KafkaCluster implements AutoCloseable {

    static final int SIZE = 3;

    private static final long ANSWER_SECONDS = 10;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final List<Member> brokers = new ArrayList<>();
    private final List<String> addresses;
    private final Admin admin;

    private KafkaCluster(List<String> addresses) {
        this.addresses = addresses;
        admin = Admin.create(Map.of(
                "bootstrap.servers", addresses(),
                "request.timeout.ms", 5_000,
                "default.api.timeout.ms", 9_000));
    }

    /** Takes the first places of {@code ground}, and waits until they are one cluster. */
    static KafkaCluster start(Path folder, Ground ground) throws Exception {
        var clients = new ArrayList<String>();
        var quorum = new ArrayList<String>();
        for (var place = 0; place < SIZE; place++) {
            clients.add(ground.host(place) + ":" + ground.freePort(place));
            quorum.add(ground.host(place) + ":" + ground.freePort(place));
        }
        var cluster = new KafkaCluster(clients);
        var id = Uuid.randomUuid().toString();
        var voters = IntStream.range(0, SIZE)
                .mapToObj(place -> (place + 1) + "@" + quorum.get(place))
                .collect(Collectors.joining(","));
        for (var place = 0; place < SIZE; place++) {
            var data = Files.createDirectory(folder.resolve("kafka-" + (place + 1)));
            format(data, id, place + 1);
            var arguments = List.of(
                    Integer.toString(place + 1), clients.get(place), quorum.get(place), voters, data.toString());
            var broker = new Member(
                    "broker " + (place + 1),
                    Member.java(ground.enter(place), Program.built(), KafkaCluster.class.getName(), arguments),
                    Map.of(),
                    folder.resolve("kafka-" + (place + 1) + ".log"));
            cluster.brokers.add(broker);
            broker.begin();
        }
        for (var broker : cluster.brokers) {
            broker.awaitUntil(() -> cluster.alive() == SIZE);
        }
        return cluster;
    }

    private static void format(Path data, String cluster, int node) throws Exception {
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setClusterId(cluster)
                .setNodeId(node)
                .addDirectory(data.toString())
                .setMetadataLogDirectory(data.toString())
                .setControllerListenerName("CONTROLLER")
                .run();
    }

    String addresses() {
        return String.join(",", addresses);
    }

    private int alive() throws Exception {
        return admin.describeCluster()
                .nodes()
                .get(ANSWER_SECONDS, TimeUnit.SECONDS)
                .size();
    }

    void kill(int place) throws InterruptedException {
        brokers.get(place).kill();
    }

    void startAgain(int place) throws IOException {
        brokers.get(place).begin();
    }

    /** The place of the broker that leads a partition. */
    int leader(String topic, int partition) throws Exception {
        return topics().stream()
                        .filter(description -> description.name().equals(topic))
                        .findFirst()
                        .orElseThrow()
                        .partitions()
                        .get(partition)
                        .leader()
                        .id()
                - 1;
    }

    /** Waits until every copy of every partition is as far as its leader. */
    void awaitInSync() {
        await("all copies are in sync")
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> topics().stream()
                        .flatMap(topic -> topic.partitions().stream())
                        .allMatch(partition ->
                                partition.isr().size() == partition.replicas().size()));
    }

    /** All topics, Kafka's own too, that have fewer than three copies, or take a record that only one of them has. */
    List<String> unsafeTopics() throws Exception {
        var unsafe = new ArrayList<String>();
        for (var topic : topics()) {
            var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
            var least = admin.describeConfigs(Set.of(resource))
                    .all()
                    .get(ANSWER_SECONDS, TimeUnit.SECONDS)
                    .values()
                    .iterator()
                    .next()
                    .get("min.insync.replicas")
                    .value();
            if (Integer.parseInt(least) < 2
                    || topic.partitions().stream()
                            .anyMatch(partition -> partition.replicas().size() < SIZE)) {
                unsafe.add(topic.name());
            }
        }
        return unsafe;
    }

    List<TopicDescription> topics() throws Exception {
        var names = admin.listTopics(new ListTopicsOptions().listInternal(true))
                .names()
                .get(ANSWER_SECONDS, TimeUnit.SECONDS);
        return List.copyOf(admin.describeTopics(names)
                .allTopicNames()
                .get(ANSWER_SECONDS, TimeUnit.SECONDS)
                .values());
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
        brokers.forEach(Member::close);
    }

    /** The process: node, its addresses for clients and for the quorum, voters, folder. */
    public static void main(String[] arguments) {
        var clients = "PLAINTEXT://" + arguments[1];
        var properties = new Properties();
        properties.putAll(Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", arguments[0]),
                Map.entry("controller.quorum.voters", arguments[3]),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                Map.entry("listeners", clients + ",CONTROLLER://" + arguments[2]),
                Map.entry("advertised.listeners", clients),
                Map.entry("log.dirs", arguments[4]),
                Map.entry("min.insync.replicas", "2"),
                Map.entry("auto.create.topics.enable", "false"),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                Map.entry("offsets.topic.num.partitions", "4"),
                Map.entry("transaction.state.log.num.partitions", "4"),
                Map.entry("log.cleaner.dedupe.buffer.size", "4194304")));
        var server = new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
        server.startup();
        server.awaitShutdown();
    }
}
