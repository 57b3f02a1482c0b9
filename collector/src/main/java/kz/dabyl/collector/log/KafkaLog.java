package kz.dabyl.collector.log;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import kz.dabyl.model.Topics;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Topic {@link Topics#REPORTS} through an idempotent producer, which keeps the order of each partition over retries. A
 * producer that cannot go on is replaced, once all that it sent is settled, so that nothing of it can land behind what its
 * successor sends.
 *
 * <p>Where ticks find out whether the log is back, a log without a connection is away at once, not only when the first
 * record times out. Kafka's client forgets the topic as soon as no broker is left, and then refuses records instead of
 * keeping them until it has found one again. So they are kept here: the first to be taken is one that waited, not the tick
 * after the broker's return.
 */
public final class KafkaLog implements RecordLog {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaLog.class);

    /** How long a record waits for the topic: as long as the producer would keep it. */
    private static final Duration KEPT = Duration.ofSeconds(3);

    private static final Duration FAREWELL = Duration.ofMillis(1_500);

    /** A producer that fails for so long may be what is wrong: it can be stuck in ways that it does not tell. */
    private static final Duration GIVEN_UP_AFTER = Duration.ofSeconds(30);

    private final Supplier<Producer<byte[], byte[]>> producers;
    private final Availability.Trials trials;
    private final Availability availability;
    private final LongSupplier nanoTime;
    private final int partitions;
    private final Set<UnderWay> underWay = ConcurrentHashMap.newKeySet();

    /** What waits for the topic, in its order. Belongs to the writer's thread. */
    private final Deque<Waiting> waiting = new ArrayDeque<>();

    private Producer<byte[], byte[]> producer;
    private volatile Connections connections;

    /** When this producer was last seen without a connection, of which more than itself may be to blame. */
    private long lonely;

    private volatile boolean broken;

    /** A record whose fate is not known yet. */
    private static final class UnderWay {

        private final Consumer<@Nullable Exception> settled;
        private final AtomicBoolean told = new AtomicBoolean();

        UnderWay(Consumer<@Nullable Exception> settled) {
            this.settled = settled;
        }

        /** The first word counts. */
        void settle(@Nullable Exception failure) {
            if (told.compareAndSet(false, true)) {
                settled.accept(failure);
            }
        }
    }

    private record Waiting(ProducerRecord<byte[], byte[]> entry, UnderWay record, long since) {}

    private KafkaLog(
            Supplier<Producer<byte[], byte[]>> producers,
            Producer<byte[], byte[]> first,
            int partitions,
            Availability.Trials trials,
            LongSupplier nanoTime) {
        this.producers = producers;
        this.producer = first;
        this.partitions = partitions;
        this.trials = trials;
        connections = Connections.of(first);
        this.nanoTime = nanoTime;
        lonely = nanoTime.getAsLong();
        availability = new Availability(nanoTime, trials);
    }

    /**
     * Opens the log and waits until the producer knows it, since from then on no append may wait for that. Blocking.
     *
     * @throws TimeoutException if the topic is not found within {@code limit}
     */
    public static KafkaLog open(
            Supplier<Producer<byte[], byte[]>> producers, Duration limit, Availability.Trials trials) {
        return open(producers, limit, trials, System::nanoTime);
    }

    /** The same by another clock. */
    public static KafkaLog open(
            Supplier<Producer<byte[], byte[]>> producers,
            Duration limit,
            Availability.Trials trials,
            LongSupplier nanoTime) {
        var producer = producers.get();
        try {
            return new KafkaLog(producers, producer, countPartitions(producer, limit), trials, nanoTime);
        } catch (RuntimeException e) {
            producer.close(Duration.ZERO);
            throw e;
        }
    }

    private static int countPartitions(Producer<byte[], byte[]> producer, Duration limit) {
        var deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            try {
                // Waits a few milliseconds at most, as the producer's settings say.
                return producer.partitionsFor(Topics.REPORTS).size();
            } catch (TimeoutException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
            }
        }
    }

    @Override
    public int partitions() {
        return partitions;
    }

    @Override
    public void append(int partition, byte[] value, Consumer<@Nullable Exception> settled) {
        if (broken || givenUp()) {
            replace();
        }
        availability.sent();
        var record = new UnderWay(settled);
        underWay.add(record);
        var entry = new ProducerRecord<byte[], byte[]>(Topics.REPORTS, partition, null, value);
        if (mustWait()) {
            waiting.add(new Waiting(entry, record, nanoTime.getAsLong()));
        } else {
            send(entry, record);
        }
    }

    /** Whether what was there before waits, or the producer would refuse it. */
    private boolean mustWait() {
        if (trials == Availability.Trials.ANY) {
            return false;
        }
        return !waiting.isEmpty() || ((unreachable() || availability.failing()) && !knowsTopic());
    }

    private boolean knowsTopic() {
        if (connections.none()) {
            return false;
        }
        try {
            // Waits a few milliseconds at most, as the producer's settings say.
            return !producer.partitionsFor(Topics.REPORTS).isEmpty();
        } catch (TimeoutException e) {
            return false;
        } catch (KafkaException e) {
            // Waiting does not help: whoever sends is told why.
            return true;
        }
    }

    private void send(ProducerRecord<byte[], byte[]> entry, UnderWay record) {
        try {
            // The callback is told all that the future would be.
            var unused = producer.send(entry, (metadata, failure) -> settle(failure, record));
        } catch (KafkaException | IllegalStateException e) {
            // What send() throws instead of handing it to the callback is beyond this producer.
            broken = true;
            settle(e, record);
        }
    }

    @Override
    public void look() {
        if (trials == Availability.Trials.ANY) {
            return;
        }
        if (unreachable()) {
            lonely = nanoTime.getAsLong();
        }
        if (!availability.reachable()) {
            // They may be written yet, but nobody knows when.
            underWay.removeIf(record -> {
                record.settle(new DisconnectException("the log is away"));
                return true;
            });
        }
        // Last, since it may take some milliseconds: they are told first.
        sendWaiting();
    }

    private void sendWaiting() {
        var now = nanoTime.getAsLong();
        while (!waiting.isEmpty() && now - waiting.element().since() > KEPT.toNanos()) {
            settle(
                    new TimeoutException("the topic is not known"),
                    waiting.remove().record());
        }
        if (!waiting.isEmpty() && knowsTopic()) {
            for (var next = waiting.poll(); next != null; next = waiting.poll()) {
                send(next.entry(), next.record());
            }
        }
    }

    private boolean unreachable() {
        if (!connections.none()) {
            return false;
        }
        if (availability.unreachable()) {
            LOG.warn("the log does not take records: there is no connection to it");
        }
        return true;
    }

    private boolean givenUp() {
        return availability.failingFor().compareTo(GIVEN_UP_AFTER) > 0
                && nanoTime.getAsLong() - lonely > GIVEN_UP_AFTER.toNanos();
    }

    private void settle(@Nullable Exception failure, UnderWay record) {
        if (failure == null) {
            availability.acknowledged();
        } else if (failure instanceof RecordTooLargeException || failure instanceof RecordBatchTooLargeException) {
            availability.refused();
            LOG.error("a record is too large for the log: {}", failure.toString());
        } else {
            if (!availability.failing()) {
                LOG.warn("the log does not take records: {}", failure.toString());
            }
            if (fatal(failure)) {
                broken = true;
            }
            availability.failed(failure);
        }
        underWay.remove(record);
        record.settle(failure);
    }

    private static boolean fatal(Exception failure) {
        return failure instanceof AuthorizationException
                || failure instanceof AuthenticationException
                || failure instanceof OutOfOrderSequenceException
                || failure instanceof ProducerFencedException
                || failure instanceof InvalidProducerEpochException
                || failure instanceof InvalidPidMappingException
                || failure instanceof UnsupportedVersionException;
    }

    private void replace() {
        LOG.warn("the producer cannot go on and is replaced");
        producer.close(FAREWELL);
        producer = producers.get();
        connections = Connections.of(producer);
        lonely = nanoTime.getAsLong();
        broken = false;
    }

    @Override
    public boolean available() {
        return availability.available() && (trials == Availability.Trials.ANY || !unreachable());
    }

    @Override
    public Optional<String> fault() {
        return availability.fault();
    }

    @Override
    public void close(Duration limit) {
        producer.close(limit);
        for (var left = waiting.poll(); left != null; left = waiting.poll()) {
            settle(new DisconnectException("the log is away"), left.record());
        }
    }
}
