package kz.dabyl.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * All that a service leaves behind, as bytes: what it said, its metrics, the records of every topic of its log (in its
 * segments they may be compressed), and every file of its data directory.
 */
final class Remains {

    private static final Duration POLL = Duration.ofMillis(200);

    private final Path data;
    private final Map<String, byte[]> said = new HashMap<>();

    private Remains(Path data) {
        this.data = data;
    }

    /** Looks while the service still runs, then ends it. The files are read when something is sought. */
    static Remains of(Path data, Service service, String metrics) throws Exception {
        var remains = new Remains(data);
        remains.said.put("/metrics", metrics.getBytes(UTF_8));
        remains.readTopics(Files.readString(data.resolve("kafka.address")).strip());
        service.terminate();
        remains.said.put("standard output", service.out().getBytes(UTF_8));
        remains.said.put("standard error", service.log().getBytes(UTF_8));
        return remains;
    }

    private void readTopics(String broker) throws Exception {
        var partitions = new ArrayList<TopicPartition>();
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker))) {
            var names = admin.listTopics(new ListTopicsOptions().listInternal(true))
                    .names()
                    .get(20, TimeUnit.SECONDS);
            admin.describeTopics(names)
                    .allTopicNames()
                    .get(20, TimeUnit.SECONDS)
                    .forEach((name, topic) -> topic.partitions()
                            .forEach(partition -> partitions.add(new TopicPartition(name, partition.partition()))));
        }
        Map<String, Object> settings = Map.of("bootstrap.servers", broker, "exclude.internal.topics", false);
        try (var consumer = new KafkaConsumer<byte @Nullable [], byte @Nullable []>(
                settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(partitions);
            var ends = consumer.endOffsets(partitions);
            consumer.seekToBeginning(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(this::keep);
            }
        }
    }

    private void keep(ConsumerRecord<byte @Nullable [], byte @Nullable []> record) {
        var place = "topic " + record.topic() + " " + record.partition() + " at " + record.offset();
        var key = record.key();
        var value = record.value();
        if (key != null) {
            said.put(place + ", key", key);
        }
        if (value != null) {
            said.put(place, value);
        }
        record.headers().forEach(header -> said.put(place + ", header " + header.key(), header.value()));
    }

    /** Where one of {@code needles} stands, but for the files that are named. */
    List<String> places(List<byte[]> needles, Set<String> exceptFiles) throws IOException {
        var sought =
                needles.stream().map(needle -> new String(needle, ISO_8859_1)).toList();
        var places = new ArrayList<String>();
        said.forEach((place, bytes) -> search(place, bytes, sought, places));
        try (var files = Files.walk(data)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                if (!exceptFiles.contains(data.relativize(file).toString())) {
                    search(file.toString(), Files.readAllBytes(file), sought, places);
                }
            }
        }
        return places;
    }

    private static void search(String place, byte[] bytes, List<String> sought, List<String> places) {
        var text = new String(bytes, ISO_8859_1);
        for (var needle : sought) {
            if (text.contains(needle)) {
                places.add(place);
            }
        }
    }
}
