package kz.dabyl.collector;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import kz.dabyl.runtime.Credentials;
import kz.dabyl.runtime.Routes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running collector: takes reports over HTTP, and answers once they are in the log. Thread-safe. */
public final class Collector {

    private static final Logger LOG = LoggerFactory.getLogger(Collector.class);
    private static final Duration KAFKA_WAIT = Duration.ofSeconds(30);
    private static final Duration LAST_STAMP_WAIT = Duration.ofSeconds(10);
    private static final Duration DRAIN = Duration.ofSeconds(3);
    private static final Duration FLUSH_GAP = Duration.ofMillis(1);

    private final Vertx vertx;
    private final MeteredProducers producers;
    private final LogWriter writer;
    private final TrustLog trust;
    private final Routes routes;

    private Collector(Surroundings world, CollectorConfig config, Credentials credentials) throws InterruptedException {
        vertx = world.vertx();
        world.health().register("kafka log", () -> Optional.of("not reached yet"));
        world.health().register("trust", () -> Optional.of("not read yet"));
        producers = new MeteredProducers(world.kafka(), world.meters());
        var book = new TrustBook();
        var log = KafkaLog.open(producers, KAFKA_WAIT);
        writer = LogWriter.start(log, ledger(world, config, log), FLUSH_GAP);
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

    private static Ledger ledger(Surroundings world, CollectorConfig config, RecordLog log) {
        var ledger = new Ledger(config, log, world.clock());
        if (config.timeMode() == TimeMode.WALL) {
            LastStamp.of(world.kafka(), config.collectorId(), LAST_STAMP_WAIT).ifPresent(stamp -> {
                var behind = Duration.ofMillis(stamp - world.clock().millis());
                if (behind.compareTo(Duration.ofSeconds(1)) > 0) {
                    LOG.warn(
                            "the clock is {} behind what collector {} wrote: its time stands still so long",
                            behind,
                            config.collectorId());
                }
                ledger.resumeAfter(stamp);
            });
        }
        return ledger;
    }

    /**
     * Starts a collector. The topics must exist; waits up to half a minute for Kafka, and fails then.
     */
    public static Future<Collector> start(Surroundings world, CollectorConfig config, Credentials credentials) {
        return world.vertx()
                .executeBlocking(() -> new Collector(world, config, credentials), false)
                .onSuccess(v -> LOG.info("collector {} started, time by {}", config.collectorId(), config.timeMode()));
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
                    producers.close();
                    return null;
                },
                false);
    }
}
