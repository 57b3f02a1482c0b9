package kz.dabyl.detector.stream;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import kz.dabyl.model.Decoded;
import kz.dabyl.model.Wire;
import kz.dabyl.model.WireInput;
import kz.dabyl.model.WireOutput;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * A fold's state and the offset it stands for, in a store of chunks: key 0 says what belongs together, the others hold
 * the blocks, cut so that no chunk outgrows a record of any cluster.
 *
 * <p>All of it is put while one record is processed. Kafka Streams commits that in one transaction, so that whoever
 * restores the store finds either this checkpoint or an earlier one, never parts of both.
 *
 * @param topic id of the topic that the offset belongs to
 * @param partitions how many partitions that topic had
 * @param offset the last record that is part of the state
 */
record Checkpoint(Uuid topic, int partitions, long offset, List<byte[]> blocks) {

    static final int CHUNK_BYTES = 512 * 1024;

    private static final int VERSION = 1;
    private static final int HEAD = 0;

    private record Head(Uuid topic, int partitions, long offset, List<Integer> sizes) {

        int chunks() {
            return sizes.stream().mapToInt(Checkpoint::chunks).sum();
        }
    }

    /**
     * What the store holds.
     *
     * @throws IllegalStateException if it is damaged or of a later version
     */
    static Optional<Checkpoint> read(KeyValueStore<Integer, byte[]> store) {
        return head(store).map(head -> {
            var blocks = new ArrayList<byte[]>();
            var key = HEAD;
            for (var size : head.sizes) {
                var block = new byte[size];
                for (var at = 0; at < size; at += CHUNK_BYTES) {
                    copy(store, ++key, block, at);
                }
                blocks.add(block);
            }
            return new Checkpoint(head.topic, head.partitions, head.offset, blocks);
        });
    }

    private static void copy(KeyValueStore<Integer, byte[]> store, int key, byte[] block, int at) {
        var chunk = store.get(key);
        var expected = Math.min(CHUNK_BYTES, block.length - at);
        if (chunk == null || chunk.length != expected) {
            throw new IllegalStateException("stored state cannot be read: chunk " + key + " of " + expected
                    + " bytes is " + (chunk == null ? "missing" : chunk.length + " bytes long"));
        }
        System.arraycopy(chunk, 0, block, at, chunk.length);
    }

    /** Puts this in place of what the store holds. */
    void write(KeyValueStore<Integer, byte[]> store) {
        var before = head(store).map(Head::chunks).orElse(0);
        var key = HEAD;
        for (var block : blocks) {
            for (var at = 0; at < block.length; at += CHUNK_BYTES) {
                store.put(++key, Arrays.copyOfRange(block, at, Math.min(block.length, at + CHUNK_BYTES)));
            }
        }
        for (var old = key + 1; old <= before; old++) {
            store.delete(old);
        }
        var sizes = blocks.stream().map(block -> block.length).toList();
        store.put(HEAD, encode(new Head(topic, partitions, offset, sizes)));
    }

    private static int chunks(int size) {
        return (size + CHUNK_BYTES - 1) / CHUNK_BYTES;
    }

    private static byte[] encode(Head head) {
        var out = new WireOutput();
        out.u8(VERSION);
        out.i64(head.topic.getMostSignificantBits());
        out.i64(head.topic.getLeastSignificantBits());
        out.varint(head.partitions);
        out.i64(head.offset);
        out.varint(head.sizes.size());
        head.sizes.forEach(out::varint);
        return out.toByteArray();
    }

    private static Optional<Head> head(KeyValueStore<Integer, byte[]> store) {
        var bytes = store.get(HEAD);
        if (bytes == null) {
            return Optional.empty();
        }
        var decoded = Wire.decode(bytes, VERSION, Checkpoint::head);
        if (decoded instanceof Decoded.Ok<Head> ok) {
            return Optional.of(ok.value());
        }
        throw new IllegalStateException("stored state cannot be read: " + decoded);
    }

    private static Head head(WireInput in) {
        var topic = new Uuid(in.i64(), in.i64());
        var partitions = in.varint32();
        var offset = in.i64();
        var sizes = new ArrayList<Integer>();
        for (var left = in.count(); left > 0; left--) {
            sizes.add(in.varint32());
        }
        return new Head(topic, partitions, offset, sizes);
    }
}
