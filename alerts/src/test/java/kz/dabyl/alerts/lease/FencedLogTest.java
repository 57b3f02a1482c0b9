package kz.dabyl.alerts.lease;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kz.dabyl.alerts.fakes.Receiver;
import kz.dabyl.broker.BrokerConfig;
import kz.dabyl.broker.EmbeddedBroker;
import kz.dabyl.model.Topics;
import kz.dabyl.runtime.kafka.KafkaAccess;
import kz.dabyl.runtime.kafka.TopicLayout;
import kz.dabyl.runtime.kafka.TopicReader;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class FencedLogTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    @Timeout(180)
    void shutsOutAFormerWriterWhateverItStillWrites(@TempDir Path data) throws Exception {
        var vertx = Vertx.vertx();
        try (var broker = EmbeddedBroker.start(BrokerConfig.in(data))) {
            var kafka = new KafkaAccess(broker.bootstrapServers(), "test");
            try (var admin = Admin.create(kafka.admin("test"))) {
                new TopicLayout(1, Optional.empty()).ensure(admin);
            }
            try (var first = FencedLog.begin(vertx, kafka, "first")) {
                var kept = first.append(Topics.DELIVERIES, "a", "by the first");
                first.write();
                Receiver.await(kept);

                try (var second = FencedLog.begin(vertx, kafka, "second")) {
                    var late = first.append(Topics.DELIVERIES, "a", "by the first again");
                    assertThatThrownBy(first::write).isInstanceOf(KafkaException.class);
                    await().atMost(PATIENCE).until(late::failed);
                    var next = second.append(Topics.DELIVERIES, "a", "by the second");
                    second.write();
                    Receiver.await(next);
                }
            }

            assertThat(documents(kafka)).containsExactly("by the first", "by the second");
        } finally {
            Receiver.await(vertx.close());
        }
    }

    private static List<String> documents(KafkaAccess kafka) throws Exception {
        var documents = new ArrayList<String>();
        try (var reader = TopicReader.open(kafka, Topics.DELIVERIES, "test")) {
            reader.read(0, record -> documents.add(new String(record.value(), UTF_8)));
        }
        return documents;
    }
}
