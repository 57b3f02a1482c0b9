package kz.dabyl.runtime.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kz.dabyl.model.Topics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/**
 * How long the log keeps what it may forget. What is not said is as usual in a new topic, and stays as it is in an old one.
 *
 * @param reports from which people could be traced
 * @param summaries of cells, and what a detector starts from
 */
public record Retention(Optional<Duration> reports, Optional<Duration> summaries) {

    /** As usual. */
    public static final Retention USUAL = new Retention(Optional.empty(), Optional.empty());

    private static final Duration REPORTS = Duration.ofDays(8);
    private static final Duration SUMMARIES = Duration.ofDays(366);
    private static final long WAIT_SECONDS = 30;

    Duration ofReports() {
        return reports.orElse(REPORTS);
    }

    Duration ofSummaries() {
        return summaries.orElse(SUMMARIES);
    }

    /**
     * Changes the topics that are there already. Blocking.
     *
     * @throws IllegalStateException if the cluster does not let us, saying why
     */
    void apply(Admin admin) throws InterruptedException {
        var wanted = new HashMap<String, Duration>();
        reports.ifPresent(kept -> wanted.put(Topics.REPORTS, kept));
        summaries.ifPresent(kept -> {
            wanted.put(Topics.CELL_SUMMARIES, kept);
            wanted.put(Topics.DETECTOR_STATES, kept);
        });
        if (wanted.isEmpty()) {
            return;
        }
        var changes = new HashMap<ConfigResource, Collection<AlterConfigOp>>();
        wanted.forEach((topic, kept) -> changes.put(
                new ConfigResource(ConfigResource.Type.TOPIC, topic),
                List.of(new AlterConfigOp(
                        new ConfigEntry(TopicConfig.RETENTION_MS_CONFIG, String.valueOf(kept.toMillis())),
                        AlterConfigOp.OpType.SET))));
        try {
            admin.incrementalAlterConfigs(changes).all().get(WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("how long topics are kept could not be set: " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException(
                    "how long topics are kept could not be set within " + WAIT_SECONDS + " s", e);
        }
    }
}
