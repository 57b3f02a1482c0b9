package kz.dabyl.detector.stream;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a detector needs to know. What it judges by, thresholds and rallies, comes with the log.
 *
 * @param stateDirectory its own directory, made where it is missing: says who this instance is, nothing that the log does
 *     not hold. An instance that keeps it is back at work at once after a crash, one that lost it when its old session has ended
 * @param threads stream threads, each takes its share of the partitions
 * @param replicas copies of the internal topics; as many as reports have when empty
 */
public record DetectorConfig(Path stateDirectory, int threads, Optional<Short> replicas) {

    private static final int MOST_THREADS = 64;

    public DetectorConfig {
        if (threads < 1 || threads > MOST_THREADS) {
            throw new IllegalArgumentException("threads must be 1 to " + MOST_THREADS + ", was " + threads);
        }
        if (replicas.isPresent() && replicas.get() < 1) {
            throw new IllegalArgumentException("replicas must be at least 1, was " + replicas.get());
        }
    }

    /** One thread. */
    public static DetectorConfig in(Path stateDirectory) {
        return new DetectorConfig(stateDirectory, 1, Optional.empty());
    }
}
