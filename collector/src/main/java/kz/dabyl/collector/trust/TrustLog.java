package kz.dabyl.collector.trust;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import kz.dabyl.model.Topics;
import kz.dabyl.runtime.kafka.Appender;
import kz.dabyl.runtime.kafka.KafkaAccess;
import kz.dabyl.runtime.kafka.RecordDecoder;
import kz.dabyl.runtime.kafka.TopicTail;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Topic {@code dabyl.trust}: writes to it, and keeps a {@link TrustBook} of what it says. What was written here has been
 * read back when its future completes, so whoever wrote sees what came of it. Thread-safe.
 */
public final class TrustLog implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 5;

    private final Vertx vertx;
    private final TrustBook book;
    private final Revocations revocations;
    private final RecordDecoder<TrustRecord> decoder;
    private final Appender appender;
    private final TopicTail tail;

    /** Writers that wait for their records, by key and value. */
    private final Map<String, Promise<Void>> waiting = new ConcurrentHashMap<>();

    /** Is told of probes that are shut out. */
    public interface Revocations {

        /** @param written when the broker wrote it, epoch milliseconds */
        void shutOut(List<Principal.Probe> probes, long written);
    }

    public TrustLog(Vertx vertx, KafkaAccess kafka, MeterRegistry meters, TrustBook book, Revocations revocations) {
        this.vertx = vertx;
        this.book = book;
        this.revocations = revocations;
        decoder = new RecordDecoder<>(meters, Topics.TRUST, TrustRecord::read);
        appender = new Appender(vertx, kafka, "trust");
        tail = TopicTail.follow(kafka, Topics.TRUST, this::onRecord);
    }

    /** Blocks until the book holds what the topic held at the start; false if {@code limit} passes first. */
    public boolean awaitCaughtUp(Duration limit) throws InterruptedException {
        return tail.awaitCaughtUp(limit);
    }

    /** Whether the book holds what the topic held at the start. */
    public boolean caughtUp() {
        return tail.caughtUp();
    }

    public Optional<String> fault() {
        return tail.fault();
    }

    /** Writes a document under its key, or deletes the key where it is null. */
    public Future<Void> put(String key, @Nullable JsonObject document) {
        var text = document == null ? null : document.encode();
        var name = name(key, text);
        var context = vertx.getOrCreateContext();
        var result = Promise.<Void>promise();
        var seen = waiting.computeIfAbsent(name, any -> Promise.promise());
        seen.future().onComplete(read -> context.runOnContext(v -> result.tryComplete()));
        return appender.append(Topics.TRUST, key, text)
                .compose(v -> result.future().timeout(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .onComplete(v -> waiting.remove(name, seen));
    }

    private void onRecord(ConsumerRecord<@Nullable String, byte @Nullable []> record) {
        var shutOut = take(record);
        if (!shutOut.isEmpty()) {
            revocations.shutOut(shutOut, record.timestamp());
        }
        var value = record.value();
        var seen = waiting.remove(name(String.valueOf(record.key()), value == null ? null : new String(value, UTF_8)));
        if (seen != null) {
            seen.tryComplete();
        }
    }

    private List<Principal.Probe> take(ConsumerRecord<@Nullable String, byte @Nullable []> record) {
        var key = record.key();
        if (key == null) {
            return List.of();
        }
        if (record.value() == null) {
            book.forget(key);
            return List.of();
        }
        return decoder.decode(record).map(book::take).orElse(List.of());
    }

    private static String name(String key, @Nullable String text) {
        return key + '\n' + text;
    }

    @Override
    public void close() {
        tail.close();
        appender.close();
    }
}
