package kz.dabyl.runtime;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows a topic from its beginning on a thread of its own and hands every record to a listener, in order by partition.
 * This is how services keep views of the log in memory.
 *
 * <p>The listener runs on the tail's thread; it must not throw and hands over to whoever owns the view.
 */
public final class TopicTail implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TopicTail.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(5);

    /** Takes records. */
    public interface Listener {

        /** One record; its value is null where a key was deleted. */
        void onRecord(ConsumerRecord<@Nullable String, byte @Nullable []> record);
    }

    private final String topic;
    private final Listener listener;
    private final KafkaConsumer<@Nullable String, byte @Nullable []> consumer;
    private final Thread thread;
    private final AtomicBoolean closing = new AtomicBoolean();
    private final CountDownLatch caughtUp = new CountDownLatch(1);
    private volatile @Nullable String fault;

    private TopicTail(KafkaAccess kafka, String topic, Listener listener) {
        this.topic = topic;
        this.listener = listener;
        this.consumer = new KafkaConsumer<>(
                kafka.consumer("tail-" + topic), new StringDeserializer(), new ByteArrayDeserializer());
        this.thread = new Thread(this::run, "tail-" + topic);
        this.thread.setDaemon(true);
    }

    /** Starts to follow {@code topic}, which must exist. */
    public static TopicTail follow(KafkaAccess kafka, String topic, Listener listener) {
        var tail = new TopicTail(kafka, topic, listener);
        tail.thread.start();
        return tail;
    }

    /** Whether all that stood in the topic when the tail began has been handed over. */
    public boolean caughtUp() {
        return caughtUp.getCount() == 0;
    }

    /** Blocks until {@link #caughtUp}; false if {@code limit} passes first. Not for event loops. */
    public boolean awaitCaughtUp(Duration limit) throws InterruptedException {
        return caughtUp.await(limit.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS);
    }

    /** Why the view is not to be trusted, for readiness. */
    public Optional<String> fault() {
        if (fault == null && !caughtUp()) {
            return Optional.of("still reading topic " + topic);
        }
        return Optional.ofNullable(fault);
    }

    private void run() {
        while (!closing.get()) {
            try {
                follow();
            } catch (WakeupException | InterruptException e) {
                LOG.debug("tail of {} woken up", topic);
            } catch (KafkaException e) {
                fault = "topic " + topic + " cannot be read: " + e.getMessage();
                LOG.warn("topic {} cannot be read, trying again: {}", topic, e.toString());
            }
        }
        consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ofSeconds(1)));
    }

    private void follow() {
        if (consumer.assignment().isEmpty()) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
        }
        var ends = consumer.endOffsets(consumer.assignment());
        while (!closing.get()) {
            for (var record : consumer.poll(POLL)) {
                listener.onRecord(record);
            }
            fault = null;
            if (!caughtUp() && reached(ends)) {
                caughtUp.countDown();
            }
        }
    }

    private boolean reached(Map<TopicPartition, Long> ends) {
        var behind = ends.entrySet().stream()
                .filter(end -> consumer.position(end.getKey()) < end.getValue())
                .collect(Collectors.toList());
        return behind.isEmpty();
    }

    @Override
    public void close() {
        closing.set(true);
        consumer.wakeup();
        try {
            thread.join(CLOSE_WAIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
