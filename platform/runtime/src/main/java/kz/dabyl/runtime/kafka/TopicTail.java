package kz.dabyl.runtime.kafka;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
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
 * <p>The listener runs on the tail's thread and hands over to whoever owns the view. It must not throw: the record is
 * lost to the view then, which {@link #fault()} says from then on.
 */
public final class TopicTail implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TopicTail.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration RETRY = Duration.ofMillis(300);
    private static final Duration CONSUMER_CLOSE_WAIT = Duration.ofSeconds(1);
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
    private final Queue<Question> questions = new ConcurrentLinkedQueue<>();
    private final CountDownLatch caughtUp = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable String fault;
    private volatile @Nullable String lasting;

    /** Somebody waits until what stands in the topic at the first look has been handed over. Ends: the tail's thread only. */
    private static final class Question {
        private final CountDownLatch answered = new CountDownLatch(1);
        private @Nullable Map<TopicPartition, Long> ends;
    }

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
        return caughtUp.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Blocks until all that stands in the topic now has been handed over; false if {@code limit} passes first. */
    public boolean awaitPresent(Duration limit) throws InterruptedException {
        var question = new Question();
        questions.add(question);
        return question.answered.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Why the view is not to be trusted, for readiness. */
    public Optional<String> fault() {
        if (lasting != null) {
            return Optional.ofNullable(lasting);
        }
        if (fault == null && !caughtUp()) {
            return Optional.of("still reading topic " + topic);
        }
        return Optional.ofNullable(fault);
    }

    private void run() {
        try {
            while (!closing.get()) {
                followUntilItFails();
            }
        } catch (InterruptedException | InterruptException e) {
            lasting = "the reader of topic " + topic + " was interrupted";
            LOG.error("the reader of topic {} was interrupted and ends", topic);
        } finally {
            consumer.close(CloseOptions.timeout(CONSUMER_CLOSE_WAIT));
        }
    }

    private void followUntilItFails() throws InterruptedException {
        try {
            follow();
        } catch (WakeupException e) {
            LOG.debug("tail of {} woken up", topic);
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            if (fault == null) {
                LOG.warn("topic {} cannot be read, trying on: {}", topic, e.toString());
            }
            fault = "topic " + topic + " cannot be read: " + e.getClass().getSimpleName();
            closed.await(RETRY.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void follow() {
        if (consumer.assignment().isEmpty()) {
            assign();
        }
        var ends = consumer.endOffsets(consumer.assignment());
        while (!closing.get()) {
            for (var record : consumer.poll(POLL)) {
                handOver(record);
            }
            fault = null;
            if (!caughtUp() && reached(ends)) {
                caughtUp.countDown();
            }
            questions.removeIf(this::answer);
        }
    }

    private boolean answer(Question question) {
        var ends = question.ends == null ? consumer.endOffsets(consumer.assignment()) : question.ends;
        question.ends = ends;
        if (!reached(ends)) {
            return false;
        }
        question.answered.countDown();
        return true;
    }

    private void assign() {
        var partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new UnknownTopicOrPartitionException("there is no topic " + topic);
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    private void handOver(ConsumerRecord<@Nullable String, byte @Nullable []> record) {
        try {
            listener.onRecord(record);
        } catch (RuntimeException e) {
            lasting = "a record of topic " + topic + " could not be taken into the view";
            LOG.error("record {} of topic {} could not be taken into the view", record.offset(), topic, e);
        }
    }

    private boolean reached(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    @Override
    public void close() {
        closing.set(true);
        closed.countDown();
        consumer.wakeup();
        try {
            thread.join(CLOSE_WAIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
