package kz.dabyl.broker;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartTest {

    @Test
    void findsItsDataAgainAtOtherPorts(@TempDir Path data) throws Exception {
        var first = EmbeddedBroker.start(BrokerConfig.in(data));
        var clients = new Clients(first.bootstrapServers());
        var topic = clients.createTopic("kept");
        clients.produce(topic, "before");
        try (var admin = clients.admin()) {
            admin.alterConsumerGroupOffsets("reader", Map.of(topic, new OffsetAndMetadata(1)))
                    .all()
                    .get();
        }
        first.close();
        var closed = EmbeddedBroker.runningAt(data);

        try (var squatter = squatterAt(first.bootstrapServers());
                var second = EmbeddedBroker.start(BrokerConfig.in(data))) {
            var again = new Clients(second.bootstrapServers());
            again.produce(topic, "after");

            assertThat(closed).isEmpty();
            assertThat(second.bootstrapServers()).doesNotEndWith(":" + squatter.getLocalPort());
            assertThat(EmbeddedBroker.runningAt(data)).contains(second.bootstrapServers());
            assertThat(again.values(topic)).containsExactly("before", "after");
            try (var admin = again.admin()) {
                assertThat(admin.listConsumerGroupOffsets("reader")
                                .partitionsToOffsetAndMetadata()
                                .get())
                        .containsEntry(topic, new OffsetAndMetadata(1));
            }
        }
    }

    @Test
    void flushesWhenDurableAndMayBeClosedTwice(@TempDir Path data) throws Exception {
        var broker = EmbeddedBroker.start(new BrokerConfig(data, true, 1));
        var clients = new Clients(broker.bootstrapServers());
        var topic = clients.createTopic("durable");
        clients.produce(topic, "on disk");
        var flush = effective(clients, topic, "flush.messages");

        broker.close();
        broker.close();

        assertThat(flush).isEqualTo("1");
        assertThat(EmbeddedBroker.runningAt(data)).isEmpty();
    }

    private static String effective(Clients clients, TopicPartition topic, String key) throws Exception {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.topic());
        try (var admin = clients.admin()) {
            var config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
            return requireNonNull(config, "no such topic").get(key).value();
        }
    }

    /** Takes the old port, so that the next start cannot happen to get it again. */
    private static ServerSocket squatterAt(String address) throws Exception {
        var port = Integer.parseInt(address.substring(address.indexOf(':') + 1));
        return new ServerSocket(port, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    }
}
