package kz.dabyl.detector.stream;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kz.dabyl.runtime.kafka.KafkaAccess;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Uuid;

/**
 * A topic that a fold reads, as it is on this cluster.
 *
 * @param id given when the topic was made: offsets mean nothing in another topic of the same name
 * @param partitions how many, fixed when the topic was made
 * @param copies of each partition
 */
record SourceTopic(String name, Uuid id, int partitions, int copies) {

    private static final Duration WAIT = Duration.ofSeconds(3);

    /**
     * Asks the cluster for {@code names}, in this order. Blocks.
     *
     * @throws IllegalStateException if the cluster cannot be reached or has no such topic
     */
    static List<SourceTopic> describe(KafkaAccess kafka, List<String> names) throws InterruptedException {
        var settings = new HashMap<>(kafka.admin("detector-start"));
        settings.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, (int) WAIT.toMillis());
        settings.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) WAIT.toMillis());
        settings.put(AdminClientConfig.METRIC_REPORTER_CLASSES_CONFIG, "");
        settings.put(AdminClientConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        var admin = Admin.create(settings);
        try {
            var found = describe(admin, names);
            return names.stream().map(found::get).toList();
        } finally {
            admin.close(Duration.ZERO);
        }
    }

    private static Map<String, SourceTopic> describe(Admin admin, List<String> names) throws InterruptedException {
        try {
            var topics = new HashMap<String, SourceTopic>();
            admin.describeTopics(names)
                    .allTopicNames()
                    .get(WAIT.toMillis(), TimeUnit.MILLISECONDS)
                    .forEach((name, topic) -> topics.put(
                            name,
                            new SourceTopic(
                                    name,
                                    topic.topicId(),
                                    topic.partitions().size(),
                                    topic.partitions().get(0).replicas().size())));
            return topics;
        } catch (ExecutionException e) {
            throw new IllegalStateException("topics cannot be looked up: " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("Kafka does not answer", e);
        }
    }
}
