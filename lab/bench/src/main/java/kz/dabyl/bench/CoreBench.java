package kz.dabyl.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import kz.dabyl.detector.core.Detection;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.RecordingReader;
import kz.dabyl.model.Thresholds;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Question: how many reports a second do both folds take on one core, once the log is in memory as a recording gives it;
 * and how many from the gzipped recording on, with one thread for all?
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OperationsPerInvocation(Recordings.REPORTS)
@Warmup(iterations = 4, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xmx1g", "-XX:+UseSerialGC"})
public class CoreBench {

    private byte[] recording = {};
    private final List<LogEntry> log = new ArrayList<>();

    @Setup
    public void record() throws IOException {
        recording = Recordings.gzipped(Recordings.entries(), "");
        try (var reader = new RecordingReader(new ByteArrayInputStream(recording))) {
            for (var entry = reader.next(); entry.isPresent(); entry = reader.next()) {
                log.add(entry.get());
            }
        }
    }

    @Benchmark
    public void core(Blackhole hole) {
        var detection = new Detection(Thresholds.DEFAULT, List.of(), hole::consume);
        log.forEach(detection::accept);
    }

    @Benchmark
    public void fromGzip(Blackhole hole) throws IOException {
        var detection = new Detection(Thresholds.DEFAULT, List.of(), hole::consume);
        try (var reader = new RecordingReader(new ByteArrayInputStream(recording))) {
            for (var entry = reader.next(); entry.isPresent(); entry = reader.next()) {
                detection.accept(entry.get());
            }
        }
    }
}
