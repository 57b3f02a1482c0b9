package kz.dabyl.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What one running broker on a new directory does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmbeddedBrokerTest {

    private final Path temp;
    private final Path data;
    private final EmbeddedBroker broker;
    private final Clients clients;

    EmbeddedBrokerTest(@TempDir Path temp) {
        this.temp = temp;
        data = temp.resolve("data");
        broker = EmbeddedBroker.start(BrokerConfig.in(data));
        clients = new Clients(broker.bootstrapServers());
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    @Test
    void givesBackWhatItAcknowledged() throws Exception {
        var topic = clients.createTopic("acknowledged");

        clients.produce(topic, "one", "two");

        assertThat(clients.values(topic)).containsExactly("one", "two");
        assertThat(broker.fault()).isEmpty();
    }

    @Test
    void showsATransactionOnceItIsCommittedAndNeverOneThatIsAborted() throws Exception {
        var source = clients.createTopic("source");
        var topic = clients.createTopic("transactions");
        try (var producer = clients.producer(Map.of("transactional.id", "fold-one"));
                var admin = clients.admin()) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(Clients.record(topic, "aborted")).get();
            producer.abortTransaction();
            producer.beginTransaction();
            producer.send(Clients.record(topic, "committed")).get();
            producer.sendOffsetsToTransaction(Map.of(source, new OffsetAndMetadata(7)), clients.group("fold-one"));

            var before = clients.values(topic);
            producer.commitTransaction();
            var after = clients.values(topic);
            var offsets = admin.listConsumerGroupOffsets("fold-one")
                    .partitionsToOffsetAndMetadata()
                    .get();

            assertThat(before).isEmpty();
            assertThat(after).containsExactly("committed");
            assertThat(offsets).containsEntry(source, new OffsetAndMetadata(7));
        }
    }

    @Test
    void keepsItsInternalTopicsSmall() throws Exception {
        var topic = clients.createTopic("internal");
        try (var producer = clients.producer(Map.of("transactional.id", "internal"));
                var admin = clients.admin()) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.sendOffsetsToTransaction(Map.of(topic, new OffsetAndMetadata(0)), clients.group("internal"));
            producer.commitTransaction();

            var topics = admin.describeTopics(List.of("__consumer_offsets", "__transaction_state"))
                    .allTopicNames()
                    .get();

            assertThat(topics.values()).allSatisfy(description -> {
                assertThat(description.partitions()).hasSize(4);
                assertThat(description.partitions())
                        .allSatisfy(p -> assertThat(p.replicas()).hasSize(1));
            });
        }
    }

    @Test
    void makesNoTopicOutOfAMisspeltName() {
        assertThatThrownBy(() -> {
                    try (var producer = clients.producer(Map.of("max.block.ms", 2_000))) {
                        producer.send(Clients.record(new TopicPartition("reprots", 0), "x"))
                                .get();
                    }
                })
                .hasRootCauseInstanceOf(UnknownTopicOrPartitionException.class);
    }

    @Test
    void refusesToShareItsDirectory() {
        assertThatThrownBy(() -> EmbeddedBroker.start(BrokerConfig.in(data)))
                .isInstanceOf(BrokerStartException.class)
                .hasMessage(data + " is in use by this process: stop it first, or choose another data directory");
    }

    @Test
    void isFoundThroughItsDirectory() {
        assertThat(EmbeddedBroker.runningAt(data)).contains(broker.bootstrapServers());
    }

    @Test
    void isNotTakenForTheBrokerOfAnotherDirectoryWhosePortItGot() throws Exception {
        var other = Files.createDirectories(temp.resolve("other"));
        LogDirectory.formatIfNew(other.resolve("kafka"));
        AddressNote.write(other, broker.bootstrapServers());

        assertThat(EmbeddedBroker.runningAt(other)).isEmpty();
    }

    @Test
    void hidesTheLogsFromOtherUsers() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("kafka"))))
                .isEqualTo("rwx------");
    }

    @Test
    void marksTheDirectoryWithTheVersionOfItsFormat() {
        assertThat(data.resolve("format.version")).hasContent("1");
    }
}
