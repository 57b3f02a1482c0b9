package kz.dabyl.model;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Which partition of the log a probe's reports go to. Fixed for the life of a topic. */
public final class Partitions {

    private static final int FNV_OFFSET = 0x811C9DC5;
    private static final int FNV_PRIME = 0x01000193;

    private Partitions() {}

    /** Partition, 0 to {@code partitions} - 1, by FNV-1a of the name with a final mix of its bits. */
    public static int of(String probe, int partitions) {
        var name = probe.getBytes(UTF_8);
        return of(name, 0, name.length, partitions);
    }

    /** Partition of the probe whose name stands from {@code from} to before {@code to}, in UTF-8. */
    static int of(byte[] bytes, int from, int to, int partitions) {
        var hash = FNV_OFFSET;
        for (var i = from; i < to; i++) {
            hash = (hash ^ Byte.toUnsignedInt(bytes[i])) * FNV_PRIME;
        }
        hash ^= hash >>> 16;
        return Math.floorMod(hash * 0x85EBCA6B, partitions);
    }
}
