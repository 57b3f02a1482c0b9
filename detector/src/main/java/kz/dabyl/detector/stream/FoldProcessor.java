package kz.dabyl.detector.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one fold over one partition, exactly once, without a changelog row for every record.
 *
 * <p>Invariant: after the record at offset Y, the fold has taken every committed record of the partition up to Y, each
 * once. The fold lives in memory; now and then it is written down as a {@link Checkpoint} with the offset X it stands
 * for. Whatever ends a task (a rebalance, an exception, a crash), the next one begins with {@link #init}, on this instance
 * or another, and finds in the store the last checkpoint that was committed. The checkpoint, the outputs and the input's
 * offset are committed in one transaction, so X lies before the first record Y that the new task gets; what lies between
 * was taken by a task whose outputs are committed. The fold takes these records again, its outputs are dropped, and since
 * it is deterministic it is then what it was. An older checkpoint than the last would do as well, only more slowly.
 *
 * <p>Not thread-safe: Kafka Streams calls it from one thread at a time.
 */
final class FoldProcessor implements Processor<byte[], byte[], byte[], byte[]> {

    private static final Logger LOG = LoggerFactory.getLogger(FoldProcessor.class);

    private final StoredFold.Kind kind;
    private final String storeName;
    private final SourceTopic source;
    private final Replay replay;
    private final Sinks sinks;

    private @Nullable Task task;

    /**
     * Where outputs go, by the names of nodes of the topology.
     *
     * @param views where views go, of a fold that has any
     * @param states where states go that are kept, of a fold that keeps any
     */
    record Sinks(String results, String views, String states) {}

    /** Hands what comes of one record on, at that record's time. */
    private record Forwarding(ProcessorContext<byte[], byte[]> context, Sinks sinks, long time)
            implements StoredFold.Output {

        @Override
        public void put(String key, byte[] value, Map<String, String> headers) {
            var record = new Record<>(key.getBytes(UTF_8), value, time);
            headers.forEach((name, text) -> record.headers().add(name, text.getBytes(UTF_8)));
            context.forward(record, sinks.results);
        }

        @Override
        public void show(String key, byte @Nullable [] value) {
            context.forward(new Record<>(key.getBytes(UTF_8), value, time), sinks.views);
        }

        @Override
        public void keep(String key, byte[] state) {
            context.forward(new Record<>(key.getBytes(UTF_8), state, time), sinks.states);
        }
    }

    /** What belongs to one life of the task, all set anew by {@link #init}. */
    private static final class Task {

        private final ProcessorContext<byte[], byte[]> context;
        private final KeyValueStore<Integer, byte[]> store;
        private final TopicPartition partition;
        private final StoredFold fold;
        /** The last offset that the fold has taken. */
        private long taken;

        private boolean resumed;

        Task(
                ProcessorContext<byte[], byte[]> context,
                KeyValueStore<Integer, byte[]> store,
                TopicPartition partition,
                StoredFold fold,
                long taken) {
            this.context = context;
            this.store = store;
            this.partition = partition;
            this.fold = fold;
            this.taken = taken;
        }
    }

    FoldProcessor(StoredFold.Kind kind, String storeName, SourceTopic source, Replay replay, Sinks sinks) {
        this.kind = kind;
        this.storeName = storeName;
        this.source = source;
        this.replay = replay;
        this.sinks = sinks;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        var partition = new TopicPartition(source.name(), context.taskId().partition());
        if (partition.partition() >= source.partitions()) {
            throw new IllegalStateException(partition + " is new: " + source.name() + " had " + source.partitions()
                    + " partitions when the detector started, and they are fixed");
        }
        KeyValueStore<Integer, byte[]> store = context.getStateStore(storeName);
        var checkpoint = Checkpoint.read(store).filter(this::ofThisTopic);
        var fold = checkpoint.isPresent()
                ? kind.stored(partition.partition(), checkpoint.get().blocks())
                : kind.fresh(partition.partition());
        var taken = checkpoint.map(Checkpoint::offset).orElse(Replay.BEGINNING - 1);
        task = new Task(context, store, partition, fold, taken);
    }

    private boolean ofThisTopic(Checkpoint checkpoint) {
        if (!checkpoint.topic().equals(source.id())) {
            LOG.warn("{} is not the topic that {} was made from: starting anew", source.name(), storeName);
            return false;
        }
        if (checkpoint.partitions() != source.partitions()) {
            throw new IllegalStateException(source.name() + " has " + source.partitions() + " partitions, but had "
                    + checkpoint.partitions() + ": they are fixed, for probes keep their partition");
        }
        return true;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        var now = requireNonNull(task, "process before init");
        var offset = now.context.recordMetadata().orElseThrow().offset();
        if (!now.resumed) {
            resume(now, offset);
        }
        if (offset <= now.taken) {
            return;
        }
        now.taken = offset;
        var value = Optional.ofNullable(record.value()).orElse(new byte[0]);
        var due = now.fold.take(offset, value, new Forwarding(now.context, sinks, record.timestamp()));
        if (due) {
            new Checkpoint(source.id(), source.partitions(), offset, now.fold.blocks()).write(now.store);
        }
    }

    /** Brings the fold to where it was before the record at {@code offset}, the first of this task. */
    private void resume(Task now, long offset) {
        if (now.taken >= offset) {
            // Never by our own commits: the group's offsets were lost or moved back. What was taken is not taken again.
            LOG.warn("{}: passing over records {} to {}, which were folded before", now.partition, offset, now.taken);
        } else if (now.taken + 1 < offset) {
            replay.read(now.partition, now.taken + 1, offset, now.fold::retake);
        }
        now.resumed = true;
    }

    @Override
    public void close() {
        var last = task;
        if (last != null) {
            // No checkpoint here: Kafka Streams has committed for the last time before it closes its processors.
            last.fold.release();
            task = null;
        }
    }
}
