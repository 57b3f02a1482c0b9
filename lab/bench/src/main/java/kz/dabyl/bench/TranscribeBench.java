package kz.dabyl.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import kz.dabyl.model.ReportTranscriber;
import kz.dabyl.model.WireReports;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Question: how long does a collector take to read a report of a body of a hundred? Answers in nanoseconds a report, for
 * the contract's example by many probes, for one probe that tells what it kept, and for many probes that differ in all that
 * a report says, in two orders of the fields.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(TranscribeBench.REPORTS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xmx384m", "-XX:+UseSerialGC"})
public class TranscribeBench {

    static final int REPORTS = 100;

    /** So many that none is known by heart. */
    private static final int BODIES = 64;

    private final ReportTranscriber transcriber = new ReportTranscriber();
    private final byte[][] bodies = new byte[BODIES][];
    private int turn;

    @Param({"EXAMPLE", "BACKLOG", "VARIED", "SORTED"})
    public SpeltReports.Kind kind = SpeltReports.Kind.EXAMPLE;

    @Setup
    public void spell() {
        var random = new Random(1);
        for (var body = 0; body < BODIES; body++) {
            var text = new StringBuilder();
            for (var i = 0; i < REPORTS; i++) {
                text.append(SpeltReports.report(kind, random, body * REPORTS + i));
            }
            var bytes = text.toString().getBytes(US_ASCII);
            bodies[body] = Arrays.copyOf(bytes, bytes.length + ReportTranscriber.SLACK);
        }
    }

    @Benchmark
    public WireReports transcribed() {
        var body = bodies[turn++ % BODIES];
        var reports = new WireReports(REPORTS, WireReports.USUAL_BYTES);
        var at = 0;
        while (body[at] == '{') {
            at = transcriber.transcribe(body, at, true, reports);
        }
        if (reports.size() != REPORTS) {
            throw new IllegalStateException("only " + reports.size() + " reports were taken");
        }
        return reports;
    }
}
