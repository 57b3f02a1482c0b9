package kz.dabyl.runtime.kafka;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many copies our topics get, and how many of them must have a record before it is acknowledged. Kafka's own defaults
 * are one and one, on a cluster of any size; what is answered {@code 202} must be on two brokers where there are three.
 *
 * @param copies the cluster's default when empty
 * @param leastInSync the cluster's default when empty
 */
public record Replication(Optional<Short> copies, OptionalInt leastInSync) {

    private static final Logger LOG = LoggerFactory.getLogger(Replication.class);

    /** So many copies outlive the loss of one broker, and still take nothing that only one of them has. */
    private static final int SAFE_COPIES = 3;

    private static final int SAFE_IN_SYNC = 2;
    private static final long WAIT_SECONDS = 30;

    /** What a cluster of so many brokers with such defaults needs. */
    static Replication of(int brokers, int defaultCopies, int defaultInSync) {
        var copies = Math.max(defaultCopies, Math.min(brokers, SAFE_COPIES));
        return new Replication(
                copies == defaultCopies ? Optional.empty() : Optional.of((short) copies),
                defaultInSync >= SAFE_IN_SYNC ? OptionalInt.empty() : leastInSync(copies));
    }

    /** How many of so many copies must have a record, where the cluster's default is not to be trusted. */
    public static OptionalInt leastInSync(int copies) {
        return copies >= SAFE_COPIES ? OptionalInt.of(SAFE_IN_SYNC) : OptionalInt.empty();
    }

    /**
     * Asks the cluster. Blocks.
     *
     * @throws IllegalStateException if it does not answer
     */
    static Replication of(Admin admin) throws InterruptedException {
        var brokers = settled(admin.describeCluster().nodes());
        if (brokers.isEmpty()) {
            throw new IllegalStateException(
                    "the cluster has no broker that is not fenced",
                    new InvalidReplicationFactorException("there is no broker"));
        }
        var any = new ConfigResource(
                ConfigResource.Type.BROKER, brokers.iterator().next().idString());
        var defaults = settled(admin.describeConfigs(List.of(any)).all());
        return of(
                brokers.size(),
                number(defaults, any, "default.replication.factor"),
                number(defaults, any, TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG));
    }

    /** Says which of {@code topics}, made in another time, have fewer copies than they would get today. Blocks. */
    static void warnOfFewerCopies(Admin admin, List<String> topics) throws InterruptedException {
        var wanted = Math.min(settled(admin.describeCluster().nodes()).size(), SAFE_COPIES);
        for (var described : admin.describeTopics(topics).topicNameValues().values()) {
            warnOfFewerCopies(described, wanted);
        }
    }

    private static void warnOfFewerCopies(KafkaFuture<TopicDescription> described, int wanted)
            throws InterruptedException {
        try {
            var topic = settled(described);
            var copies = topic.partitions().get(0).replicas().size();
            if (copies < wanted) {
                LOG.warn(
                        "topic {} has {} of {} copies: kafka-reassign-partitions.sh gives it more",
                        topic.name(),
                        copies,
                        wanted);
            }
        } catch (IllegalStateException e) {
            // One that was just made is not known to every broker yet; it has what it should.
            LOG.debug("a topic cannot be looked at: {}", e.toString());
        }
    }

    private static <T> T settled(KafkaFuture<T> answer) throws InterruptedException {
        try {
            return answer.get(WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the cluster cannot be looked at: " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("the cluster does not answer within " + WAIT_SECONDS + " s", e);
        }
    }

    private static int number(Map<ConfigResource, Config> configs, ConfigResource of, String name) {
        return Optional.ofNullable(configs.get(of))
                .map(config -> config.get(name))
                .map(entry -> Integer.parseInt(entry.value()))
                .orElse(1);
    }

    /** A topic of this replication. */
    NewTopic topic(String name, int partitions, Map<String, String> settings) {
        leastInSync.ifPresent(least -> settings.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, String.valueOf(least)));
        return new NewTopic(name, Optional.of(partitions), copies).configs(settings);
    }
}
