package kz.dabyl.detector.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A task's lives, over a log of which record n is the text {@code n}. */
class FoldProcessorTest {

    private static final String STORE = "store";
    private static final int PARTITION = 1;
    private static final SourceTopic LOG = new SourceTopic("log", Uuid.randomUuid(), 2, 1);

    private final MockProcessorContext<byte[], byte[]> context =
            new MockProcessorContext<>(new Properties(), new TaskId(0, PARTITION), new File("unused"));
    private final KeyValueStore<Integer, byte[]> store = Stores.keyValueStoreBuilder(
                    Stores.inMemoryKeyValueStore(STORE), Serdes.Integer(), Serdes.ByteArray())
            .withLoggingDisabled()
            .build();
    private final RecordedReplay replay = new RecordedReplay();
    private final List<Transcript> folds = new ArrayList<>();

    /** Remembers all it took; is to be written down after every tenth record. */
    private static final class Transcript implements StoredFold {

        private final List<String> taken = new ArrayList<>();
        private boolean released;

        @Override
        public void retake(byte[] record) {
            taken.add(new String(record, UTF_8));
        }

        @Override
        public boolean take(long offset, byte[] record, Output output) {
            retake(record);
            output.put("out", record, Map.of("kind", "copy"));
            return taken.size() % 10 == 0;
        }

        @Override
        public List<byte[]> blocks() {
            return taken.stream().map(text -> text.getBytes(UTF_8)).toList();
        }

        @Override
        public void release() {
            released = true;
        }
    }

    /** Replays from the log, and notes what was asked for. */
    private static final class RecordedReplay implements Replay {

        private final List<String> asked = new ArrayList<>();

        @Override
        public void read(TopicPartition partition, long from, long until, Consumer<byte[]> each) {
            asked.add(partition + " " + from + " " + until);
            for (var offset = from; offset < until; offset++) {
                each.accept(String.valueOf(offset).getBytes(UTF_8));
            }
        }
    }

    private final StoredFold.Kind kind = new StoredFold.Kind() {
        @Override
        public StoredFold fresh(int partition) {
            folds.add(new Transcript());
            return last();
        }

        @Override
        public StoredFold stored(int partition, List<byte[]> blocks) {
            fresh(partition);
            blocks.forEach(last()::retake);
            return last();
        }
    };

    @BeforeEach
    void openStore() {
        store.init(context.getStateStoreContext(), store);
        context.addStateStore(store);
    }

    @Test
    void startsAtTheBeginningWithoutAReplay() {
        process(started(LOG), 0, 5);

        assertThat(last().taken).isEqualTo(numbers(0, 5));
        assertThat(forwarded()).isEqualTo(numbers(0, 5));
        assertThat(replay.asked).isEmpty();
    }

    @Test
    void takesAgainWhatCameAfterTheCheckpointAndPublishesNoneOfIt() {
        process(started(LOG), 0, 25);
        context.resetForwards();

        process(started(LOG), 25, 27);

        assertThat(replay.asked).containsExactly("log-1 20 25");
        assertThat(last().taken).isEqualTo(numbers(0, 27));
        assertThat(forwarded()).containsExactly("25", "26");
    }

    @Test
    void needsNoReplayRightAfterACheckpoint() {
        process(started(LOG), 0, 20);

        process(started(LOG), 20, 21);

        assertThat(replay.asked).isEmpty();
        assertThat(last().taken).isEqualTo(numbers(0, 21));
    }

    @Test
    void beginsAnewWhenTheSameProcessorIsRevived() {
        var processor = started(LOG);
        process(processor, 0, 25);
        processor.close();
        processor.init(context);

        process(processor, 23, 26);

        assertThat(replay.asked).containsExactly("log-1 20 23");
        assertThat(last().taken).isEqualTo(numbers(0, 26));
    }

    @Test
    void replaysFromTheBeginningWhenThereIsNoCheckpoint() {
        process(started(LOG), 7, 9);

        assertThat(replay.asked).containsExactly("log-1 0 7");
        assertThat(last().taken).isEqualTo(numbers(0, 9));
        assertThat(forwarded()).containsExactly("7", "8");
    }

    @Test
    void stepsOverOffsetsThatBearNoRecords() {
        var processor = started(LOG);
        process(processor, 0, 3);
        process(processor, 5, 7);

        assertThat(last().taken).containsExactly("0", "1", "2", "5", "6");
        assertThat(replay.asked).isEmpty();
    }

    @Test
    void passesOverWhatItTookBeforeTheOffsetsOfTheGroupWereLost() {
        process(started(LOG), 0, 20);
        context.resetForwards();

        process(started(LOG), 15, 22);

        assertThat(last().taken).isEqualTo(numbers(0, 22));
        assertThat(forwarded()).containsExactly("20", "21");
    }

    @Test
    void startsAnewWhenTheTopicWasMadeAgain() {
        process(started(LOG), 0, 20);

        process(started(new SourceTopic("log", Uuid.randomUuid(), 2, 1)), 0, 2);

        assertThat(last().taken).containsExactly("0", "1");
    }

    @Test
    void refusesATopicWhosePartitionsWereIncreased() {
        process(started(LOG), 0, 20);

        assertThatThrownBy(() -> started(new SourceTopic("log", LOG.id(), 3, 1)))
                .hasMessage("log has 3 partitions, but had 2: they are fixed, for probes keep their partition");
    }

    @Test
    void refusesAPartitionThatAppearsWhileItRuns() {
        assertThatThrownBy(() -> started(new SourceTopic("log", LOG.id(), 1, 1)))
                .hasMessage("log-1 is new: log had 1 partitions when the detector started, and they are fixed");
    }

    @Test
    void handsOnARecordWithoutAValueAsAnEmptyOne() {
        var processor = started(LOG);

        process(processor, 0, null);

        assertThat(last().taken).containsExactly("");
    }

    @Test
    void handsOnTheHeadersOfWhatTheFoldPutsOut() {
        process(started(LOG), 0, 1);

        var headers = context.forwarded().get(0).record().headers();

        assertThat(headers).singleElement().satisfies(header -> {
            assertThat(header.key()).isEqualTo("kind");
            assertThat(header.value()).asString(UTF_8).isEqualTo("copy");
        });
    }

    @Test
    void releasesItsFoldOnce() {
        var processor = started(LOG);

        processor.close();
        processor.close();

        assertThat(last().released).isTrue();
    }

    private FoldProcessor started(SourceTopic topic) {
        var processor =
                new FoldProcessor(kind, STORE, topic, replay, new FoldProcessor.Sinks("results", "views", "views"));
        processor.init(context);
        return processor;
    }

    private void process(FoldProcessor processor, long from, long until) {
        for (var offset = from; offset < until; offset++) {
            process(processor, offset, String.valueOf(offset).getBytes(UTF_8));
        }
    }

    private void process(FoldProcessor processor, long offset, byte @Nullable [] value) {
        context.setRecordMetadata(LOG.name(), PARTITION, offset);
        processor.process(new Record<>(new byte[0], value, 0));
    }

    private List<String> forwarded() {
        return context.forwarded().stream()
                .map(forward -> new String(forward.record().value(), UTF_8))
                .toList();
    }

    private Transcript last() {
        return folds.get(folds.size() - 1);
    }

    private static List<String> numbers(int from, int until) {
        return java.util.stream.IntStream.range(from, until)
                .mapToObj(String::valueOf)
                .toList();
    }
}
