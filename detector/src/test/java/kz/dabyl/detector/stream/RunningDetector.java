package kz.dabyl.detector.stream;

import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import kz.dabyl.runtime.health.Health;
import kz.dabyl.runtime.kafka.KafkaAccess;

/** A detector with what it reports to. */
record RunningDetector(Detector detector, SimpleMeterRegistry registry, Health health) implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    static RunningDetector start(KafkaAccess kafka, Path directory) {
        var registry = new SimpleMeterRegistry();
        var health = new Health();
        return new RunningDetector(
                Detector.start(kafka, DetectorConfig.in(directory), registry, health), registry, health);
    }

    RunningDetector awaitRunning() {
        await().atMost(PATIENCE).until(this::isRunning);
        return this;
    }

    boolean isRunning() {
        return health.faults().isEmpty();
    }

    /** Returns when this instance has judged the hop that ends at {@code time}. */
    void awaitJudged(long time) {
        await().atMost(PATIENCE)
                .until(() -> detector.views().judged().stream().anyMatch(judged -> judged.until() >= time));
    }

    @Override
    public void close() {
        detector.close();
    }
}
