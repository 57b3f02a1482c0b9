package kz.dabyl.detector.stream;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import kz.dabyl.model.Topics;
import kz.dabyl.runtime.access.Credentials;
import kz.dabyl.runtime.health.Health;
import kz.dabyl.runtime.http.Routes;
import kz.dabyl.runtime.kafka.InstanceId;
import kz.dabyl.runtime.kafka.KafkaAccess;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The detector: reads reports, publishes incidents, each exactly once, and goes on by itself after whatever goes wrong.
 *
 * <p>A thread of its own waits for Kafka, runs the topology, and begins anew, later each time, when that has failed.
 * Instances share the partitions; one of them runs the second fold, and only that one knows the state of cells.
 *
 * <p>Thread-safe.
 */
public final class Detector implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Detector.class);
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(5);
    private static final long FIRST_PAUSE_MILLIS = 250;
    private static final long LONGEST_PAUSE_MILLIS = 10_000;
    private static final long STEADY_NANOS = 60_000_000_000L;

    private final KafkaAccess kafka;
    private final DetectorConfig config;
    private final InstanceId instance;
    private final DetectorStatus status = new DetectorStatus();
    private final DetectorViews views = new DetectorViews();
    private final CellHistory history = new CellHistory();
    private final DetectorMeters meters;
    private final MalformedRecords malformed;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread supervisor;

    private Detector(KafkaAccess kafka, DetectorConfig config, InstanceId instance, MeterRegistry registry) {
        this.kafka = kafka;
        this.config = config;
        this.instance = instance;
        this.meters = new DetectorMeters(registry, views, status);
        views.onJudged(history::take);
        this.malformed = new MalformedRecords(registry);
        this.supervisor = new Thread(this::supervise, "detector");
    }

    /**
     * Starts a detector. Returns at once, whether Kafka can be reached or not: {@code health} tells when it works, under
     * the name {@code detector}. The topics must be made by others.
     *
     * @throws UncheckedIOException if the state directory cannot be used
     */
    public static Detector start(KafkaAccess kafka, DetectorConfig config, MeterRegistry registry, Health health) {
        try {
            var instance = InstanceId.take(config.stateDirectory());
            var detector = new Detector(kafka, config, instance, registry);
            health.register("detector", detector.status::fault);
            detector.supervisor.start();
            return detector;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use " + config.stateDirectory() + " as state directory", e);
        }
    }

    /** {@code GET /v1/cells}, served where the second fold runs; 503 elsewhere. */
    public Routes routes() {
        return new CellsRoute(views);
    }

    /** {@code GET /v1/status} and {@code GET /v1/cells/history}, for operators, where the second fold runs. */
    public Routes operatorRoutes(Credentials credentials) {
        var status = new StatusRoute(views, meters::lag, credentials);
        var lines = new CellHistoryRoute(views, history, credentials);
        return (vertx, router) -> {
            status.mount(vertx, router);
            lines.mount(vertx, router);
        };
    }

    /** What the folds that run here let see. */
    DetectorViews views() {
        return views;
    }

    private void supervise() {
        var pause = FIRST_PAUSE_MILLIS;
        while (!isClosing()) {
            var began = System.nanoTime();
            try {
                run();
            } catch (InterruptedException e) {
                break;
            } catch (RuntimeException e) {
                status.failed(e);
                LOG.warn("the detector cannot run: {}", e.toString());
            }
            pause = System.nanoTime() - began > STEADY_NANOS ? FIRST_PAUSE_MILLIS : pause;
            if (awaitClosing(pause)) {
                break;
            }
            meters.restarts().increment();
            pause = Math.min(LONGEST_PAUSE_MILLIS, pause * 2);
        }
        instance.close();
    }

    /** Runs the topology until it fails or the detector is closed. */
    private void run() throws InterruptedException {
        status.waiting("waiting for Kafka at " + kafka.bootstrapServers());
        var topics = SourceTopic.describe(kafka, List.of(Topics.REPORTS, Topics.CELL_SUMMARIES));
        status.waiting("starting");
        var settings = StreamsSettings.of(kafka, config, instance, topics.get(0).copies());
        var clients = new NamedTransactions(StreamsSettings.APPLICATION, instance);
        var streams = new KafkaStreams(topology(topics.get(0), topics.get(1)), settings, clients);
        try (var run = new StreamsRun(streams, new OrphanedTransactions(kafka, StreamsSettings.APPLICATION))) {
            run.start(status);
            run.awaitEnd(closing);
        }
    }

    private Topology topology(SourceTopic reports, SourceTopic summaries) {
        if (summaries.partitions() != 1) {
            throw new IllegalStateException(
                    summaries.name() + " must have one partition, but has " + summaries.partitions());
        }
        return DetectorTopology.of(
                reports,
                new StoredProbeFold.Workshop(reports.partitions(), views, malformed, meters.duplicates()),
                summaries,
                new StoredIncidentFold.Workshop(views, malformed),
                new ConsumerReplay(kafka, this::isClosing));
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    private boolean awaitClosing(long millis) {
        try {
            return closing.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }

    /**
     * Stops within some 5 s; what is published is committed, the partitions go to other instances at once. Blocks. Does
     * nothing the second time.
     */
    @Override
    public void close() {
        closing.countDown();
        try {
            supervisor.join(CLOSE_WAIT.toMillis());
            if (supervisor.isAlive()) {
                LOG.warn("the detector did not stop within {} s", CLOSE_WAIT.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
