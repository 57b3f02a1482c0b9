package kz.dabyl.runtime.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Appends documents to topics, one at a time and acknowledged by the broker. For low rates. Thread-safe. */
public final class Appender implements AutoCloseable {

    private static final int METADATA_WAIT_MILLIS = 3_000;

    private final Vertx vertx;
    private final Producer<String, byte[]> producer;

    public Appender(Vertx vertx, KafkaAccess kafka, String name) {
        this.vertx = vertx;
        var settings = kafka.producer(name);
        // Sends wait on a worker, so the first one to a topic may take the time to get to know it.
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, METADATA_WAIT_MILLIS);
        this.producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    /** Appends {@code document}, or deletes the key when it is null; done when every in-sync replica has it. */
    public Future<Void> append(String topic, String key, @Nullable String document) {
        var promise = Promise.<Void>promise();
        var context = vertx.getOrCreateContext();
        var record = new ProducerRecord<String, byte[]>(topic, key, document == null ? null : document.getBytes(UTF_8));
        // On a worker: send() may wait for metadata.
        vertx.executeBlocking(() -> producer.send(
                        record, (metadata, failure) -> context.runOnContext(v -> settle(promise, failure))))
                .onFailure(promise::tryFail);
        return promise.future();
    }

    private static void settle(Promise<Void> promise, @Nullable Exception failure) {
        if (failure == null) {
            promise.tryComplete();
        } else {
            promise.tryFail(failure);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(3));
    }
}
