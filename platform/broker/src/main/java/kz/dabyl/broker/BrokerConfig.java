package kz.dabyl.broker;

import java.nio.file.Path;

/**
 * What an embedded broker needs to know.
 *
 * @param directory the data directory of the service; the broker keeps its logs in {@code kafka} below it
 * @param durable flush every append to disk before it is acknowledged: it then outlives the loss of power too, at some
 *     tens of times the cost
 * @param defaultPartitions partitions of a topic that is created without saying how many
 */
public record BrokerConfig(Path directory, boolean durable, int defaultPartitions) {

    public BrokerConfig {
        directory = directory.toAbsolutePath().normalize();
        if (directory.toString().indexOf(',') >= 0) {
            throw new IllegalArgumentException(
                    "directory must not have a comma in its path, which Kafka takes for a list, was " + directory);
        }
        if (defaultPartitions < 1) {
            throw new IllegalArgumentException("default-partitions must be at least 1, was " + defaultPartitions);
        }
    }

    /** A broker on this directory with the defaults: acknowledged by the page cache, 4 partitions a topic. */
    public static BrokerConfig in(Path directory) {
        return new BrokerConfig(directory, false, 4);
    }
}
