package kz.dabyl.alerts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import kz.dabyl.alerts.delivery.LoadedDocuments;
import kz.dabyl.model.Topics;
import kz.dabyl.runtime.kafka.KafkaAccess;
import kz.dabyl.runtime.kafka.TopicTail;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Follows what the process that delivers writes down, so that this one could go on from there at once. Thread-safe. */
final class Understudy implements AutoCloseable {

    /** The newest documents of a compacted topic. */
    private static final class Documents implements TopicTail.Listener {

        private final Map<String, String> newest = new ConcurrentHashMap<>();

        @Override
        public void onRecord(ConsumerRecord<@Nullable String, byte @Nullable []> record) {
            var key = record.key();
            var value = record.value();
            if (key != null && value == null) {
                newest.remove(key);
            } else if (key != null && value != null) {
                newest.put(key, new String(value, UTF_8));
            }
        }
    }

    private final Documents subscriptions = new Documents();
    private final Documents deliveries = new Documents();
    private final TopicTail subscriptionTail;
    private final TopicTail deliveryTail;

    Understudy(KafkaAccess kafka) {
        subscriptionTail = TopicTail.follow(kafka, Topics.SUBSCRIPTIONS, subscriptions);
        deliveryTail = TopicTail.follow(kafka, Topics.DELIVERIES, deliveries);
    }

    /**
     * All that stands in the log now. Blocking.
     *
     * @throws IllegalStateException if it cannot be read within {@code limit}
     */
    LoadedDocuments present(Duration limit) throws InterruptedException {
        if (!subscriptionTail.awaitPresent(limit) || !deliveryTail.awaitPresent(limit)) {
            throw new IllegalStateException("subscriptions and deliveries could not be read within " + limit.toSeconds()
                    + " s: " + fault().orElse("they are long"));
        }
        return LoadedDocuments.of(subscriptions.newest, deliveries.newest);
    }

    /** Why it could not go on. */
    Optional<String> fault() {
        return subscriptionTail.fault().or(deliveryTail::fault);
    }

    @Override
    public void close() {
        subscriptionTail.close();
        deliveryTail.close();
    }
}
