package kz.dabyl.detector.stream;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import kz.dabyl.runtime.health.Health;
import kz.dabyl.runtime.kafka.KafkaAccess;

/** A detector in a small JVM of its own, which works until it is killed. */
final class DetectorProcess {

    private DetectorProcess() {}

    static Process start(KafkaAccess kafka, Path directory) throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DetectorProcess.class.getName(),
                        kafka.bootstrapServers(),
                        directory.toString()))
                .inheritIO()
                .start();
    }

    public static void main(String[] args) throws InterruptedException {
        var kafka = new KafkaAccess(args[0], "child");
        try (var detector =
                Detector.start(kafka, DetectorConfig.in(Path.of(args[1])), new SimpleMeterRegistry(), new Health())) {
            synchronized (detector) {
                detector.wait();
            }
        }
    }
}
