package kz.dabyl.detector.stream;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import kz.dabyl.runtime.kafka.KafkaAccess;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends what instances have left open that the group has given up. Left alone, such a transaction would hold up those who
 * take over, and readers of committed records, until it times out: another 10 to 20 s by Kafka's defaults.
 *
 * <p>An instance that only seemed dead loses nothing by it that it had not lost with its partitions: the group would refuse
 * its commit. Members are never touched, however slow they are. Blocking; not thread-safe.
 */
final class OrphanedTransactions {

    private static final Logger LOG = LoggerFactory.getLogger(OrphanedTransactions.class);
    private static final Duration WAIT = Duration.ofSeconds(2);

    private final KafkaAccess kafka;
    private final String application;

    OrphanedTransactions(KafkaAccess kafka, String application) {
        this.kafka = kafka;
        this.application = application;
    }

    /** Looks once; false if it could not see or end all, and should look again. */
    boolean end() throws InterruptedException {
        var settings = new HashMap<>(kafka.admin("detector-orphans"));
        settings.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, (int) WAIT.toMillis());
        settings.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) WAIT.toMillis());
        settings.put(AdminClientConfig.METRIC_REPORTER_CLASSES_CONFIG, "");
        settings.put(AdminClientConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        var admin = Admin.create(settings);
        try {
            return end(admin);
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("transactions of dead instances cannot be looked for: {}", e.toString());
            return false;
        } finally {
            admin.close(Duration.ZERO);
        }
    }

    private boolean end(Admin admin) throws InterruptedException, ExecutionException, TimeoutException {
        // Before the group is asked: whoever begins a transaction after that is a member.
        var seen = new HashSet<String>();
        var all = open(admin, seen);
        var orphans = orphans(application, seen, members(admin));
        if (!orphans.isEmpty()) {
            LOG.info("ending what dead instances left open: {}", orphans);
            admin.fenceProducers(orphans).all().get(WAIT.toMillis(), TimeUnit.MILLISECONDS);
        }
        return all;
    }

    /** Those of {@code open} that belong to no member of the group. */
    static Set<String> orphans(String application, Collection<String> open, Collection<String> members) {
        var owned = members.stream()
                .map(member -> NamedTransactions.id(application, member))
                .collect(Collectors.toSet());
        return open.stream()
                .filter(id -> id.startsWith(NamedTransactions.id(application, "")) && !owned.contains(id))
                .collect(Collectors.toSet());
    }

    /** Adds what is open at every broker that answers; false if one did not: it may be the dead one. */
    private static boolean open(Admin admin, Set<String> seen)
            throws InterruptedException, ExecutionException, TimeoutException {
        var options = new ListTransactionsOptions().filterStates(List.of(TransactionState.ONGOING));
        var brokers = admin.listTransactions(options).byBrokerId().get(WAIT.toMillis(), TimeUnit.MILLISECONDS);
        var all = true;
        for (var broker : brokers.entrySet()) {
            try {
                broker.getValue()
                        .get(WAIT.toMillis(), TimeUnit.MILLISECONDS)
                        .forEach(listing -> seen.add(listing.transactionalId()));
            } catch (ExecutionException | TimeoutException e) {
                LOG.debug("broker {} does not tell its transactions: {}", broker.getKey(), e.toString());
                all = false;
            }
        }
        return all;
    }

    private Set<String> members(Admin admin) throws InterruptedException, ExecutionException, TimeoutException {
        var group =
                admin.describeConsumerGroups(List.of(application)).all().get(WAIT.toMillis(), TimeUnit.MILLISECONDS);
        return group.values().stream()
                .flatMap(description -> description.members().stream())
                .flatMap(member -> member.groupInstanceId().stream())
                .collect(Collectors.toSet());
    }
}
