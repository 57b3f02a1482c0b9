package kz.dabyl.detector.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import kz.dabyl.model.Topics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsumerReplayTest {

    private static final TopicPartition WHOLE = new TopicPartition(Topics.REPORTS, 0);
    private static final TopicPartition CUT = new TopicPartition(Topics.REPORTS, 1);

    @TempDir
    static Path data;

    private static TestKafka kafka;

    private final AtomicBoolean closing = new AtomicBoolean();

    @BeforeAll
    static void writeThirtyRecordsToTwoPartitions() throws Exception {
        kafka = TestKafka.start(data);
        for (var partition : List.of(WHOLE, CUT)) {
            kafka.write(IntStream.range(0, 30)
                    .mapToObj(i -> new ProducerRecord<byte[], byte[]>(
                            partition.topic(),
                            partition.partition(),
                            null,
                            String.valueOf(i).getBytes(UTF_8)))
                    .toList());
        }
        try (var admin = Admin.create(kafka.access().admin("test"))) {
            admin.deleteRecords(Map.of(CUT, RecordsToDelete.beforeOffset(20)))
                    .all()
                    .get();
        }
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    private ConsumerReplay replay() {
        return new ConsumerReplay(kafka.access(), closing::get);
    }

    @Test
    void readsFromOneOffsetToBeforeAnother() {
        assertThat(read(WHOLE, 5, 9)).containsExactly("5", "6", "7", "8");
    }

    @Test
    void takesWhatIsThereWhenTheBeginningHasBeenDeleted() {
        assertThat(read(CUT, 15, 23)).containsExactly("20", "21", "22");
    }

    @Test
    void readsNothingWhenAllOfItHasBeenDeleted() {
        assertThat(read(CUT, Replay.BEGINNING, 20)).isEmpty();
    }

    @Test
    void givesUpWhenTheDetectorIsStopping() {
        closing.set(true);

        assertThatThrownBy(() -> read(WHOLE, 0, 31))
                .isInstanceOf(KafkaException.class)
                .hasMessage("the detector is stopping");
    }

    private List<String> read(TopicPartition partition, long from, long until) {
        var values = new ArrayList<String>();
        replay().read(partition, from, until, value -> values.add(new String(value, UTF_8)));
        return values;
    }
}
