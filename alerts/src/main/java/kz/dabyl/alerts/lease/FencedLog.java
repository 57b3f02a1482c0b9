package kz.dabyl.alerts.lease;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import kz.dabyl.alerts.delivery.DocumentLog;
import kz.dabyl.model.Topics;
import kz.dabyl.runtime.kafka.KafkaAccess;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The documents of deliveries, written by one process at a time: all writers bear one transactional id, so that whoever
 * begins ends what its predecessor left open, and shuts it out for good. Every transaction bears a beat, and one is made each
 * second: that it was committed proves that nobody else has begun.
 *
 * <p>{@link #append} and {@link #ours} are thread-safe; one thread makes the log, writes it and closes it.
 */
final class FencedLog implements DocumentLog, AutoCloseable {

    /** For how long a beat that was committed proves anything. Less than others wait, {@link Vigil#SILENCE}. */
    static final Duration VALID = Duration.ofSeconds(5);

    static final String KEY = "alerts";

    private static final Logger LOG = LoggerFactory.getLogger(FencedLog.class);
    private static final String TRANSACTIONAL_ID = "dabyl-alerts";
    private static final long BEAT_NANOS = 1_000_000_000;
    private static final long LOOK_MILLIS = 50;
    private static final int LONGEST_CALL_MILLIS = 4_000;
    private static final int TRANSACTION_MILLIS = 10_000;
    private static final int MOST_DOCUMENTS = 500;

    private record Entry(ProducerRecord<String, byte[]> record, Promise<Void> promise, Context context) {

        void settle(@Nullable Throwable failure) {
            context.runOnContext(v -> {
                if (failure == null) {
                    promise.tryComplete();
                } else {
                    promise.tryFail(failure);
                }
            });
        }
    }

    private final Vertx vertx;
    private final Producer<String, byte[]> producer;
    private final String holder;
    private final BlockingQueue<Entry> queue = new LinkedBlockingQueue<>();
    private volatile long proven;
    private volatile boolean over;

    private FencedLog(Vertx vertx, Producer<String, byte[]> producer, String holder) {
        this.vertx = vertx;
        this.producer = producer;
        this.holder = holder;
        this.proven = System.nanoTime();
    }

    /**
     * Shuts out whoever wrote before, and says so by a first beat. Blocks for some seconds at most.
     *
     * @throws KafkaException if Kafka does not answer, or another one was quicker
     */
    static FencedLog begin(Vertx vertx, KafkaAccess kafka, String holder) {
        var producer = new KafkaProducer<>(settings(kafka), new StringSerializer(), new ByteArraySerializer());
        var log = new FencedLog(vertx, producer, holder);
        try {
            producer.initTransactions();
            log.commit(List.of(), true);
            return log;
        } catch (RuntimeException e) {
            log.close();
            throw e;
        }
    }

    private static Map<String, Object> settings(KafkaAccess kafka) {
        var settings = kafka.producer("alerts-deliveries");
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, TRANSACTIONAL_ID);
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_MILLIS);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, LONGEST_CALL_MILLIS);
        return settings;
    }

    @Override
    public boolean ours() {
        return !over && System.nanoTime() - proven < VALID.toNanos();
    }

    @Override
    public Future<Void> append(String topic, String key, @Nullable String document) {
        var promise = Promise.<Void>promise();
        var record = new ProducerRecord<String, byte[]>(topic, key, document == null ? null : document.getBytes(UTF_8));
        var entry = new Entry(record, promise, vertx.getOrCreateContext());
        queue.add(entry);
        if (over && queue.remove(entry)) {
            promise.tryFail("another process delivers");
        }
        return promise.future();
    }

    /**
     * Writes what waits, or a beat if it is time for one.
     *
     * @throws KafkaException if the lease is lost, or might be
     */
    void write() throws InterruptedException {
        var entries = new ArrayList<Entry>();
        var first = queue.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        if (first != null) {
            entries.add(first);
            queue.drainTo(entries, MOST_DOCUMENTS - 1);
        } else if (System.nanoTime() - proven < BEAT_NANOS) {
            return;
        }
        try {
            write(entries);
        } catch (KafkaException e) {
            entries.forEach(entry -> entry.settle(e));
            throw e;
        }
    }

    private void write(List<Entry> entries) {
        if (!ours()) {
            throw new LeaseLapsedException("no beat was committed for " + VALID.toSeconds() + " s");
        }
        try {
            commit(entries, true);
            entries.forEach(entry -> entry.settle(null));
        } catch (RecordTooLargeException | RecordBatchTooLargeException e) {
            refused(entries, e);
        }
    }

    /** One document that the log will never take must not keep the others out. */
    private void refused(List<Entry> entries, KafkaException cause) {
        producer.abortTransaction();
        if (entries.size() == 1) {
            LOG.error("a document is too large for the log: {}", cause.toString());
            entries.get(0).settle(cause);
        } else {
            entries.forEach(entry -> write(List.of(entry)));
        }
    }

    private void commit(List<Entry> entries, boolean leading) {
        var began = System.nanoTime();
        producer.beginTransaction();
        var sent = new ArrayList<java.util.concurrent.Future<?>>();
        for (var entry : entries) {
            sent.add(producer.send(entry.record));
        }
        sent.add(producer.send(new ProducerRecord<>(Topics.LEASES, KEY, new Beat(holder, leading).encode())));
        try {
            producer.commitTransaction();
        } catch (KafkaException e) {
            throw causeOf(sent, e);
        }
        proven = began;
    }

    /** What a commit fails by is told by the records that were to be committed. */
    private static KafkaException causeOf(List<java.util.concurrent.Future<?>> sent, KafkaException e) {
        if (fatal(e)) {
            return e;
        }
        for (var record : sent) {
            if (record.isDone()) {
                try {
                    record.get();
                } catch (java.util.concurrent.ExecutionException failed) {
                    if (failed.getCause() instanceof ApiException cause) {
                        return cause;
                    }
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
        return e;
    }

    private static boolean fatal(KafkaException e) {
        return e instanceof ProducerFencedException
                || e instanceof InvalidProducerEpochException
                || e instanceof OutOfOrderSequenceException;
    }

    /** Says that another may begin. */
    void release() {
        commit(List.of(), false);
    }

    /** Nothing more is written; what waits fails. */
    @Override
    public void close() {
        over = true;
        var late = new ArrayList<Entry>();
        queue.drainTo(late);
        late.forEach(entry -> entry.settle(new LeaseLapsedException("another process delivers")));
        producer.close(Duration.ZERO);
    }
}
