package kz.dabyl.collector.log;

import java.util.Optional;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.Metric;

/**
 * How many brokers a producer is connected to, by its own count: the earliest that it lets anybody know of a broker that is
 * gone, since records wait for its return. Thread-safe.
 */
final class Connections {

    private final Optional<Metric> count;

    private Connections(Optional<Metric> count) {
        this.count = count;
    }

    static Connections of(Producer<?, ?> producer) {
        return new Connections(producer.metrics().entrySet().stream()
                .filter(metric -> metric.getKey().name().equals("connection-count")
                        && metric.getKey().group().equals("producer-metrics"))
                .<Metric>map(metric -> metric.getValue())
                .findFirst());
    }

    /** Whether there is none at all; an attempt to make one counts as one until it fails. */
    boolean none() {
        return count.isPresent()
                && count.get().metricValue() instanceof Number connections
                && connections.doubleValue() == 0;
    }
}
