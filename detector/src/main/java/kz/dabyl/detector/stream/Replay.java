package kz.dabyl.detector.stream;

import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;

/** Reads records a second time. */
interface Replay {

    /** The first offset that a partition can have. */
    long BEGINNING = 0;

    /**
     * Hands the committed records from offset {@code from} to before {@code until} to {@code each}, in order, as far as
     * they have not been deleted. Blocks.
     */
    void read(TopicPartition partition, long from, long until, Consumer<byte[]> each);
}
