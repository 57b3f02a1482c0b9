package kz.dabyl.detector.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CheckpointTest {

    private static final Uuid TOPIC = Uuid.randomUuid();

    private final Random random = new Random(1);
    private final KeyValueStore<Integer, byte[]> store = Stores.keyValueStoreBuilder(
                    Stores.inMemoryKeyValueStore("store"), Serdes.Integer(), Serdes.ByteArray())
            .withLoggingDisabled()
            .build();

    @BeforeEach
    void openStore() {
        var context = new MockProcessorContext<>(new Properties(), new TaskId(0, 0), new File("unused"));
        store.init(context.getStateStoreContext(), store);
    }

    @Test
    void isNotThereInAnEmptyStore() {
        assertThat(Checkpoint.read(store)).isEmpty();
    }

    @Test
    void readsWhatWasWrittenWhateverTheSizeOfItsBlocks() {
        var blocks = blocks(0, 1, Checkpoint.CHUNK_BYTES - 1, Checkpoint.CHUNK_BYTES, 2 * Checkpoint.CHUNK_BYTES + 7);

        new Checkpoint(TOPIC, 4, 1L << 40, blocks).write(store);

        var read = Checkpoint.read(store).orElseThrow();
        assertThat(read.topic()).isEqualTo(TOPIC);
        assertThat(read.partitions()).isEqualTo(4);
        assertThat(read.offset()).isEqualTo(1L << 40);
        assertThat(read.blocks()).containsExactlyElementsOf(blocks);
    }

    @Test
    void leavesNothingOfALargerOneBehind() {
        new Checkpoint(TOPIC, 4, 1, blocks(10, 2 * Checkpoint.CHUNK_BYTES, 10)).write(store);

        new Checkpoint(TOPIC, 4, 2, blocks(5)).write(store);

        var keys = new ArrayList<Integer>();
        try (var all = store.all()) {
            all.forEachRemaining(entry -> keys.add(entry.key));
        }
        assertThat(keys).containsExactlyInAnyOrder(0, 1);
    }

    @Test
    void saysWhichPartIsMissing() {
        new Checkpoint(TOPIC, 4, 1, blocks(10, 20)).write(store);
        store.delete(2);

        assertThatThrownBy(() -> Checkpoint.read(store))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("chunk 2 of 20 bytes is missing");
    }

    @Test
    void refusesALaterVersion() {
        store.put(0, new byte[] {99});

        assertThatThrownBy(() -> Checkpoint.read(store))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("version 99");
    }

    private List<byte[]> blocks(int... sizes) {
        var blocks = new ArrayList<byte[]>();
        for (var size : sizes) {
            var block = new byte[size];
            random.nextBytes(block);
            blocks.add(block);
        }
        return blocks;
    }
}
