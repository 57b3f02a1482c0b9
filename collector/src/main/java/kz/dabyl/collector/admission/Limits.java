package kz.dabyl.collector.admission;

import java.time.Duration;

/**
 * How much a collector takes on.
 *
 * @param bodyBytes the largest body, decompressed
 * @param inFlightBytes bodies that may be in memory at once, from their first byte to their answer
 * @param idle how long a body may stand still, and how long it may take however slow it is; ten times that is the end of all
 * @param minBytesPerSecond a body may take longer than {@code idle} while it comes at this pace
 * @param rememberedProbes probes whose acknowledged reports and allowance are kept in mind
 */
public record Limits(int bodyBytes, long inFlightBytes, Duration idle, int minBytesPerSecond, int rememberedProbes) {

    public static final Limits DEFAULT = new Limits(
            8 << 20,
            Math.max(16 << 20, Math.min(64 << 20, Runtime.getRuntime().maxMemory() / 16)),
            Duration.ofSeconds(30),
            2048,
            200_000);

    /** The most that the largest body takes encoded: what cannot be made smaller Snappy makes a sixth larger at worst, gzip less. */
    int encodedBytes() {
        return bodyBytes + bodyBytes / 6 + 1024;
    }

    public Limits {
        if (bodyBytes < 1 || inFlightBytes < bodyBytes || minBytesPerSecond < 1 || rememberedProbes < 1) {
            throw new IllegalArgumentException("limits must be positive and hold at least one body");
        }
        if (idle.isNegative() || idle.isZero()) {
            throw new IllegalArgumentException("idle must be positive, was " + idle);
        }
    }
}
