package kz.dabyl.collector;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import kz.dabyl.runtime.Credentials;
import kz.dabyl.runtime.KafkaAccess;
import kz.dabyl.runtime.Routes;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running collector: takes reports over HTTP, and answers once they are in the log. Thread-safe. */
public final class Collector {

    private static final Logger LOG = LoggerFactory.getLogger(Collector.class);
    private static final Duration KAFKA_WAIT = Duration.ofSeconds(30);
    private static final Duration DRAIN = Duration.ofSeconds(3);
    private static final Duration FLUSH_GAP = Duration.ofMillis(1);
    private static final long BUFFER_BYTES = 64L << 20;

    private final Vertx vertx;
    private final LogWriter writer;
    private final TrustLog trust;
    private final Routes routes;

    private Collector(Surroundings world, CollectorConfig config, Credentials credentials) throws InterruptedException {
        vertx = world.vertx();
        var book = new TrustBook();
        var log = KafkaLog.open(producers(world.kafka()), KAFKA_WAIT);
        writer = LogWriter.start(log, new Ledger(config, log, world.clock()), FLUSH_GAP);
        trust = new TrustLog(vertx, world.kafka(), book);
        if (!trust.awaitCaughtUp(KAFKA_WAIT)) {
            LOG.warn("revocations are still being read: {}", trust.fault().orElse("slow"));
        }
        world.health().register("kafka log", writer::fault);
        world.health().register("trust", trust::fault);
        var tokens = new ProbeTokens(credentials.probeKey());
        var gate = new Gate(credentials, tokens, book::revoked);
        routes = new CollectorRoutes(
                config.timeMode(),
                new ReportRoute.Services(
                        gate,
                        config.limits(),
                        new Admission(config.limits().inFlightBytes()),
                        writer::write,
                        new CollectorMeters(world.meters())),
                new TrustRoutes.Services(gate, tokens, book, trust::put, world.clock()),
                writer::write,
                new AtomicInteger());
    }

    /**
     * Starts a collector. The topics must exist; waits up to half a minute for Kafka, and fails then.
     */
    public static Future<Collector> start(Surroundings world, CollectorConfig config, Credentials credentials) {
        return world.vertx()
                .executeBlocking(() -> new Collector(world, config, credentials), false)
                .onSuccess(v -> LOG.info("collector {} started, time by {}", config.collectorId(), config.timeMode()));
    }

    private static Supplier<Producer<byte[], byte[]>> producers(KafkaAccess kafka) {
        var settings = kafka.producer("collector");
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
        return () -> new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** What it serves, to be mounted where no body handler comes before. */
    public Routes routes() {
        return routes;
    }

    /** Refuses new reports, waits at most three seconds until those under way are in the log, and ends. */
    public Future<Void> close() {
        return vertx.executeBlocking(
                () -> {
                    writer.close(DRAIN);
                    trust.close();
                    return null;
                },
                false);
    }
}
