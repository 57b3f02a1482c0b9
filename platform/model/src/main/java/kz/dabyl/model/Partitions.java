package kz.dabyl.model;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Which partition of the log a probe's reports go to. Fixed for the life of a topic. */
public final class Partitions {

    private static final int FNV_OFFSET = 0x811C9DC5;
    private static final int FNV_PRIME = 0x01000193;

    private Partitions() {}

    /** Partition, 0 to {@code partitions} - 1, by FNV-1a of the name with a final mix of its bits. */
    public static int of(String probe, int partitions) {
        return of(probe.getBytes(UTF_8), partitions);
    }

    /** Partition of the probe of that name in UTF-8. */
    public static int of(byte[] name, int partitions) {
        var hash = FNV_OFFSET;
        for (var letter : name) {
            hash = (hash ^ Byte.toUnsignedInt(letter)) * FNV_PRIME;
        }
        hash ^= hash >>> 16;
        return Math.floorMod(hash * 0x85EBCA6B, partitions);
    }
}
