package kz.dabyl.detector.stream;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One of the two folds as the topology runs it: takes records, and can be written down and brought back. Deterministic in
 * what it takes: two that took the same records are in the same state. Not thread-safe.
 */
interface StoredFold {

    /** Where a fold's outputs go. */
    interface Output {

        /** @param headers of the record, by name */
        void put(String key, byte[] value, Map<String, String> headers);

        /**
         * Takes what has changed in a view of the fold's state, which a stretch that is folded again does not owe anybody.
         *
         * @param value null if it is gone
         */
        default void show(String key, byte @Nullable [] value) {}

        /** Takes a state that is to be kept, so that others can go on from it. */
        default void keep(String key, byte[] state) {}
    }

    /** Makes folds of one kind. */
    interface Kind {

        /** One that has taken nothing. */
        StoredFold fresh(int partition);

        /**
         * One that goes on where the one that gave {@code blocks} was.
         *
         * @throws IllegalStateException if the blocks are damaged or of a later version
         */
        StoredFold stored(int partition, List<byte[]> blocks);
    }

    /** Takes a record whose outputs were published before. */
    void retake(byte[] record);

    /** Takes the next record, at its offset. Returns whether the state should now be written down. */
    boolean take(long offset, byte[] record, Output output);

    /** The state, to be written down. */
    List<byte[]> blocks();

    /** Another instance goes on with it, or nobody. */
    void release();
}
