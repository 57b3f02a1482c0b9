package kz.dabyl.app.command;

import static kz.dabyl.app.recording.Entries.received;
import static kz.dabyl.app.recording.Entries.tick;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kz.dabyl.app.recording.RecordingRules;
import kz.dabyl.broker.BrokerConfig;
import kz.dabyl.broker.EmbeddedBroker;
import kz.dabyl.model.LogCodec;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.Partitions;
import kz.dabyl.model.RecordingReader;
import kz.dabyl.model.Topics;
import kz.dabyl.runtime.kafka.KafkaAccess;
import kz.dabyl.runtime.kafka.TopicLayout;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordCommandTest {

    private static final int PARTITIONS = 4;
    private static final long NINE = 1_619_254_800_000L;

    @TempDir
    private static Path data;

    /** Ten seconds of twenty probes at one collector. */
    private static final List<LogEntry> LOG = log();

    private static List<LogEntry> log() {
        var entries = new ArrayList<LogEntry>();
        for (var second = 0L; second < 10; second++) {
            for (var probe = 0L; probe < 20; probe++) {
                entries.add(received("c1", NINE + second * 1000 + probe * 7, "p-" + probe, second));
            }
            entries.add(tick("c1", NINE + second * 1000 + 1000));
        }
        return entries;
    }

    @BeforeAll
    static void fillsALog() throws InterruptedException {
        try (var broker = EmbeddedBroker.start(BrokerConfig.in(data))) {
            var kafka = new KafkaAccess(broker.bootstrapServers(), "test");
            try (var admin = Admin.create(kafka.admin("admin"))) {
                new TopicLayout(PARTITIONS, Optional.empty()).ensure(admin);
            }
            append(kafka, LOG);
        }
    }

    @Test
    void recordsALogWithoutAServiceAndWithOneRunning() throws IOException {
        var alone = Run.of("record --raw --data " + data);
        Run beside;
        try (var broker = EmbeddedBroker.start(BrokerConfig.in(data))) {
            beside = Run.of("record --raw --data " + data);
            assertThat(EmbeddedBroker.runningAt(data)).contains(broker.bootstrapServers());
        }

        assertThat(alone.exitCode()).isZero();
        assertThat(alone.err()).isEmpty();
        assertThat(entries(alone)).containsExactlyElementsOf(LOG);
        assertThat(beside.out()).isEqualTo(alone.out());
        assertThat(EmbeddedBroker.runningAt(data)).isEmpty();
    }

    @Test
    void recordsAStretchOfTimeUnderNamesOfItsOwn() throws IOException {
        var run = Run.of("record --from 2021-04-24T09:00:03Z --to 2021-04-24T09:00:05Z --data " + data);

        var entries = entries(run);
        RecordingRules.check(entries);
        assertThat(entries)
                .hasSize(2 * 20 + 3)
                .startsWith(tick("c1", NINE + 3000))
                .endsWith(tick("c1", NINE + 5000));
        assertThat(run.out()).contains("\"probe\":\"p-").doesNotContain("\"probe\":\"p-1\"");
        assertThat(Files.getPosixFilePermissions(data.resolve("record-key")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void saysWhereThereIsNoLog() {
        var run = Run.of("record --data " + data.resolve("elsewhere"));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).isEqualTo("dabyl: --data: there is no log in " + data.resolve("elsewhere") + "\n");
        assertThat(data.resolve("elsewhere")).doesNotExist();
    }

    @Test
    void refusesATimeThatIsNone() {
        var run = Run.of("record --from yesterday --data " + data);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--from").contains("'yesterday'").hasLineCount(1);
    }

    @Test
    void refusesAStretchThatEndsBeforeItBegins() {
        var run = Run.of("record --from 2021-04-24T09:00:03Z --to 2021-04-24T09:00:03Z --data " + data);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).isEqualTo("dabyl: --to must be later than --from\n");
    }

    private static void append(KafkaAccess kafka, List<LogEntry> entries) {
        var settings = kafka.producer("writer");
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (var entry : entries) {
                if (entry instanceof LogEntry.Received received) {
                    send(
                            producer,
                            Partitions.of(received.report().probe(), PARTITIONS),
                            LogCodec.encode(received.collector(), received.received(), List.of(received.report())));
                } else if (entry instanceof LogEntry.Tick tick) {
                    for (var partition = 0; partition < PARTITIONS; partition++) {
                        send(producer, partition, LogCodec.encode(tick));
                    }
                }
            }
        }
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, int partition, byte[] value) {
        var unused = producer.send(new ProducerRecord<>(Topics.REPORTS, partition, null, value));
    }

    private static List<LogEntry> entries(Run run) throws IOException {
        var entries = new ArrayList<LogEntry>();
        try (var reader = new RecordingReader(new ByteArrayInputStream(run.out().getBytes(StandardCharsets.UTF_8)))) {
            for (var entry = reader.next(); entry.isPresent(); entry = reader.next()) {
                entries.add(entry.get());
            }
        }
        return entries;
    }
}
