package kz.dabyl.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
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
 * Question: how many reports a second does one core read from a gzipped recording of an afternoon in Almaty? Answers in
 * reports a second: for unpacking alone, for the usual spelling, and for a spelling that only the general parser takes.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OperationsPerInvocation(RecordingBench.REPORTS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xmx1g", "-XX:+UseSerialGC"})
public class RecordingBench {

    static final int REPORTS = 100_000;

    private byte[] usual = {};
    private byte[] unusual = {};

    @Setup
    public void record() throws IOException {
        var entries = Recordings.entries("almaty-afternoon", REPORTS);
        usual = Recordings.gzipped(entries, "");
        // The scanner takes no recording that begins with an empty line: all of it goes through Jackson.
        unusual = Recordings.gzipped(entries, "\n");
    }

    @Benchmark
    public long unpacked() throws IOException {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(usual), 1 << 16)) {
            var buffer = new byte[1 << 16];
            var total = 0L;
            for (var read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                total += read;
            }
            return total;
        }
    }

    @Benchmark
    public void scanned(Blackhole hole) throws IOException {
        Recordings.read(usual, hole::consume);
    }

    @Benchmark
    public void parsed(Blackhole hole) throws IOException {
        Recordings.read(unusual, hole::consume);
    }
}
