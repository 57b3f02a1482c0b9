package kz.dabyl.app.service;

import java.util.Optional;
import kz.dabyl.broker.BrokerConfig;
import kz.dabyl.broker.BrokerStartException;
import kz.dabyl.broker.EmbeddedBroker;
import kz.dabyl.runtime.health.Health;
import kz.dabyl.runtime.kafka.KafkaAccess;
import kz.dabyl.runtime.kafka.TopicLayout;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/** The log that a service lives on: a broker of its own, or a cluster. */
final class Log {

    private static final int REPORT_PARTITIONS = 8;
    private static final int OTHER_PARTITIONS = 4;

    private Log() {}

    /**
     * Starts the broker if there is to be one, and makes the topics. Blocking.
     *
     * @param parts gets the broker
     */
    static KafkaAccess open(ServiceOptions options, Health health, OpenParts parts)
            throws ServiceFailedException, InterruptedException {
        health.register("kafka", () -> Optional.of("is not reached yet"));
        try {
            var address = options.kafka().isPresent() ? options.kafka().get() : embedded(options, health, parts);
            var kafka = new KafkaAccess(address, "dabyl");
            try (var admin = Admin.create(kafka.admin("start"))) {
                new TopicLayout(REPORT_PARTITIONS, Optional.empty(), options.retention()).ensure(admin);
            }
            health.register("kafka", Optional::empty);
            return kafka;
        } catch (BrokerStartException e) {
            throw new ServiceFailedException(String.valueOf(e.getMessage()), e);
        } catch (KafkaException | IllegalStateException e) {
            // What Kafka's own message leaves out, such as a host that does not resolve, stands in its cause.
            var cause = e instanceof KafkaException && e.getCause() != null
                    ? ": " + e.getCause().getMessage()
                    : "";
            throw new ServiceFailedException("Kafka cannot be used: " + e.getMessage() + cause, e);
        }
    }

    private static String embedded(ServiceOptions options, Health health, OpenParts parts) {
        var broker = EmbeddedBroker.start(new BrokerConfig(options.data(), options.durable(), OTHER_PARTITIONS));
        parts.add("broker", broker);
        health.register("broker", broker::fault);
        return broker.bootstrapServers();
    }
}
