package kz.dabyl.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Properties;
import kafka.server.KafkaConfig;
import org.junit.jupiter.api.Test;

class BrokerPropertiesTest {

    private static final Path DATA = Path.of("/srv/dabyl");

    @Test
    void flushEveryAppendOnlyWhenDurable() throws Exception {
        assertThat(properties(new BrokerConfig(DATA, true, 4))).containsEntry("log.flush.interval.messages", "1");
        assertThat(properties(new BrokerConfig(DATA, false, 4))).doesNotContainKey("log.flush.interval.messages");
    }

    @Test
    void listenAtLoopbackOnly() throws Exception {
        var listeners = properties(BrokerConfig.in(DATA)).getProperty("listeners");

        assertThat(Arrays.asList(listeners.split(","))).hasSize(2).allMatch(l -> l.contains("://127.0.0.1:"));
    }

    /** Kafka ignores a key that it does not know, so a misspelt one would go unnoticed. */
    @Test
    void useOnlyKeysThatKafkaKnows() throws Exception {
        assertThat(KafkaConfig.configDef().names())
                .containsAll(properties(new BrokerConfig(DATA, true, 4)).stringPropertyNames());
    }

    @Test
    void refuseAPathThatKafkaWouldTakeForSeveral() {
        assertThatThrownBy(() -> BrokerConfig.in(Path.of("/srv/a,b")))
                .hasMessage("directory must not have a comma in its path, which Kafka takes for a list, was /srv/a,b");
    }

    @Test
    void giveATopicTheDefaultPartitions() throws Exception {
        assertThat(properties(new BrokerConfig(DATA, false, 6))).containsEntry("num.partitions", "6");
        assertThatThrownBy(() -> new BrokerConfig(DATA, false, 0))
                .hasMessage("default-partitions must be at least 1, was 0");
    }

    private static Properties properties(BrokerConfig config) throws Exception {
        try (var sockets = LoopbackSockets.open(BrokerProperties.CLIENTS, BrokerProperties.QUORUM)) {
            return BrokerProperties.of(config, DATA.resolve("kafka"), sockets);
        }
    }
}
