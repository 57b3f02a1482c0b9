package kz.dabyl.runtime.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kz.dabyl.model.Topics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;

/**
 * Our topics, with the partitions, retention and compaction that each needs. Blocking: called at start, never on an event
 * loop.
 *
 * @param reportPartitions partitions of {@link Topics#REPORTS}, fixed when the topic is made
 * @param replicas copies of each partition; when empty what the cluster needs, see {@link Replication}
 * @param retention how long reports and summaries are kept
 */
public record TopicLayout(int reportPartitions, Optional<Short> replicas, Retention retention) {

    /** Only closed segments are deleted, so this is how much longer than promised a report may lie about. */
    private static final Duration REPORTS_SEGMENT = Duration.ofHours(6);

    private static final Duration LEASES_KEPT = Duration.ofHours(1);
    private static final Duration LEASES_SEGMENT = Duration.ofMinutes(10);
    private static final Duration WAIT = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(200);

    /** Kept as long as usual. */
    public TopicLayout(int reportPartitions, Optional<Short> replicas) {
        this(reportPartitions, replicas, Retention.USUAL);
    }

    /**
     * Makes what is missing; an existing topic stays as it is but for a retention that was asked for, and one with fewer copies than a new one is warned of. Waits
     * for half a minute where the cluster has no broker that takes topics, as just after its start or under much load.
     *
     * @throws IllegalStateException if they cannot be made, saying why
     */
    public void ensure(Admin admin) throws InterruptedException {
        ensure(admin, WAIT);
    }

    void ensure(Admin admin, Duration patience) throws InterruptedException {
        var end = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                ensureNow(admin);
                return;
            } catch (IllegalStateException e) {
                if (!(e.getCause() instanceof InvalidReplicationFactorException) || System.nanoTime() > end) {
                    throw e;
                }
                Thread.sleep(PAUSE.toMillis());
            }
        }
    }

    private void ensureNow(Admin admin) throws InterruptedException {
        var replication = replicas.isPresent() ? new Replication(replicas, OptionalInt.empty()) : Replication.of(admin);
        make(admin, replication);
        retention.apply(admin);
        if (replicas.isEmpty()) {
            Replication.warnOfFewerCopies(admin, Topics.ALL);
        }
    }

    private void make(Admin admin, Replication replication) throws InterruptedException {
        var made = admin.createTopics(topics(replication)).values();
        for (var topic : made.entrySet()) {
            try {
                topic.getValue().get(WAIT.toSeconds(), TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw new IllegalStateException(
                            "topic " + topic.getKey() + " could not be made: " + e.getCause(), e.getCause());
                }
            } catch (TimeoutException e) {
                throw new IllegalStateException(
                        "topic " + topic.getKey() + " could not be made within " + WAIT.toSeconds() + " s", e);
            }
        }
    }

    private List<NewTopic> topics(Replication made) {
        return List.of(
                made.topic(Topics.REPORTS, reportPartitions, reports()),
                made.topic(Topics.CELL_SUMMARIES, 1, retained(retention.ofSummaries())),
                made.topic(Topics.DETECTOR_STATES, 1, retained(retention.ofSummaries())),
                made.topic(Topics.INCIDENT_REVISIONS, 1, retained(null)),
                made.topic(Topics.CELLS, 1, compacted()),
                made.topic(Topics.SUBSCRIPTIONS, 1, compacted()),
                made.topic(Topics.DELIVERIES, 1, compacted()),
                made.topic(Topics.LEASES, 1, leases()),
                made.topic(Topics.TRUST, 1, compacted()),
                made.topic(Topics.RULES, 1, retained(null)),
                made.topic(Topics.SHADOW, 1, compacted()),
                made.topic(Topics.CHECKPOINTS, 1, retained(null)),
                made.topic(Topics.LABELS, 1, compacted()));
    }

    private Map<String, String> reports() {
        var settings = retained(retention.ofReports());
        settings.put(TopicConfig.SEGMENT_MS_CONFIG, String.valueOf(REPORTS_SEGMENT.toMillis()));
        return settings;
    }

    private static Map<String, String> leases() {
        var settings = retained(LEASES_KEPT);
        settings.put(TopicConfig.SEGMENT_MS_CONFIG, String.valueOf(LEASES_SEGMENT.toMillis()));
        return settings;
    }

    private static Map<String, String> retained(@Nullable Duration kept) {
        var settings = common();
        settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
        settings.put(TopicConfig.RETENTION_MS_CONFIG, String.valueOf(kept == null ? -1 : kept.toMillis()));
        return settings;
    }

    private static Map<String, String> compacted() {
        var settings = common();
        settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
        return settings;
    }

    private static Map<String, String> common() {
        var settings = new HashMap<String, String>();
        // Record time is when the broker wrote it: no probe's clock can poison a batch or age it out of retention.
        settings.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
        settings.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, String.valueOf(KafkaAccess.MAX_RECORD_BYTES));
        return settings;
    }
}
