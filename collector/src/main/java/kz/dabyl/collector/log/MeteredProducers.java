package kz.dabyl.collector.log;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.util.function.Supplier;
import kz.dabyl.runtime.kafka.KafkaAccess;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Makes producers, one after the other, and shows Kafka's own metrics of the one in use. Thread-safe. */
public final class MeteredProducers implements Supplier<Producer<byte[], byte[]>>, AutoCloseable {

    private static final long BUFFER_BYTES = 64L << 20;

    private final KafkaAccess kafka;
    private final MeterRegistry registry;
    private @Nullable KafkaClientMetrics metrics;

    public MeteredProducers(KafkaAccess kafka, MeterRegistry registry) {
        this.kafka = kafka;
        this.registry = registry;
    }

    @Override
    public synchronized Producer<byte[], byte[]> get() {
        var settings = kafka.producer("collector");
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
        // Just after a broker's start a first batch can be refused and the next taken: ticks would overtake reports.
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        close();
        metrics = new KafkaClientMetrics(producer);
        metrics.bindTo(registry);
        return producer;
    }

    @Override
    public synchronized void close() {
        if (metrics != null) {
            metrics.close();
        }
    }
}
