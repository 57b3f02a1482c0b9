package kz.dabyl.collector;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import kz.dabyl.model.Topics;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
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
 */
final class KafkaLog implements RecordLog {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaLog.class);
    private static final Duration FAREWELL = Duration.ofMillis(1_500);

    /** A producer that fails for so long may be what is wrong: it can be stuck in ways that it does not tell. */
    private static final Duration GIVEN_UP_AFTER = Duration.ofSeconds(30);

    private final Supplier<Producer<byte[], byte[]>> producers;
    private final Availability availability = new Availability(System::nanoTime);
    private final int partitions;
    private Producer<byte[], byte[]> producer;
    private long replaced = System.nanoTime();
    private volatile boolean broken;

    private KafkaLog(Supplier<Producer<byte[], byte[]>> producers, Producer<byte[], byte[]> first, int partitions) {
        this.producers = producers;
        this.producer = first;
        this.partitions = partitions;
    }

    /**
     * Opens the log and waits until the producer knows it, since from then on no append may wait for that. Blocking.
     *
     * @throws TimeoutException if the topic is not found within {@code limit}
     */
    static KafkaLog open(Supplier<Producer<byte[], byte[]>> producers, Duration limit) {
        var producer = producers.get();
        try {
            return new KafkaLog(producers, producer, countPartitions(producer, limit));
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
        try {
            // The callback is told all that the future would be.
            var unused = producer.send(
                    new ProducerRecord<>(Topics.REPORTS, partition, null, value),
                    (metadata, failure) -> settle(failure, settled));
        } catch (KafkaException | IllegalStateException e) {
            // What send() throws instead of handing it to the callback is beyond this producer.
            broken = true;
            settle(e, settled);
        }
    }

    private boolean givenUp() {
        return availability.failingFor().compareTo(GIVEN_UP_AFTER) > 0
                && System.nanoTime() - replaced > GIVEN_UP_AFTER.toNanos();
    }

    private void settle(@Nullable Exception failure, Consumer<@Nullable Exception> settled) {
        if (failure == null) {
            availability.acknowledged();
        } else if (failure instanceof RecordTooLargeException || failure instanceof RecordBatchTooLargeException) {
            availability.refused();
            LOG.error("a record is too large for the log: {}", failure.toString());
        } else {
            if (availability.fault().isEmpty()) {
                LOG.warn("the log does not take records: {}", failure.toString());
            }
            if (fatal(failure)) {
                broken = true;
            }
            availability.failed(failure);
        }
        settled.accept(failure);
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
        replaced = System.nanoTime();
        broken = false;
    }

    @Override
    public boolean available() {
        return availability.available();
    }

    @Override
    public Optional<String> fault() {
        return availability.fault();
    }

    @Override
    public void close(Duration limit) {
        producer.close(limit);
    }
}
