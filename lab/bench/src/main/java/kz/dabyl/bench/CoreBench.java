package kz.dabyl.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import kz.dabyl.detector.core.IncidentFold;
import kz.dabyl.detector.core.IncidentFoldCodec;
import kz.dabyl.detector.core.probes.ProbeFold;
import kz.dabyl.detector.core.probes.ProbeFoldCodec;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.Incident;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.Thresholds;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Question: how many reports a second do both folds take on one core, once the log is in memory as a recording gives it;
 * and how many from the gzipped recording on, with one thread for all?
 *
 * <p>A report costs what the first fold does with it and its share of what the second does with a hop, which depends on how
 * many cells there are and not on the reports. So the answer comes for two densities: an afternoon of one city (91 reports a
 * hop over a hundred cells, and a cut of an hour), and a deployment over a country (1,670 over a thousand, and a cut of a
 * few minutes). Both begin after a quarter of an hour, when probes are no longer new.
 *
 * <p>The compiler needs more than half a minute for all that a cut asks of the second fold: after four iterations the rate was
 * still rising, hence eight before any counts.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OperationsPerInvocation(CoreBench.REPORTS)
@Warmup(iterations = 8, time = 4)
@Measurement(iterations = 5, time = 4)
@Fork(
        value = 1,
        jvmArgsAppend = {
            "-Xmx2500m",
            "-XX:+UseSerialGC",
            "-XX:+IgnoreUnrecognizedVMOptions",
            "-XX:+UseTransparentHugePages"
        })
public class CoreBench {

    static final int REPORTS = 230_000;

    private static final long SETTLING_MILLIS = 15 * 60_000;

    @Param({"almaty-afternoon", Recordings.NATIONAL})
    private String scenario = "";

    private byte[] recording = {};
    private final List<LogEntry> log = new ArrayList<>();
    private List<byte[]> probesBefore = List.of();
    private List<byte[]> incidentsBefore = List.of();

    private ProbeFold probes = new ProbeFold(0, 1);
    private IncidentFold incidents = new IncidentFold(Thresholds.DEFAULT, List.of());

    @Setup
    public void record() throws IOException {
        var entries = Recordings.entries(scenario, Integer.MAX_VALUE);
        var end = time(entries.get(1)) + SETTLING_MILLIS;
        var from = 0;
        var judging = judging(incident -> {});
        while (!(entries.get(from) instanceof LogEntry.Tick tick) || tick.time() < end) {
            probes.accept(entries.get(from), judging);
            from++;
        }
        probesBefore = ProbeFoldCodec.encode(probes);
        incidentsBefore = IncidentFoldCodec.blocks(incidents);
        recording = Recordings.gzipped(measured(entries.subList(from, entries.size())), "");
        Recordings.read(recording, log::add);
    }

    private static long time(LogEntry entry) {
        return entry instanceof LogEntry.Tick tick ? tick.time() : 0;
    }

    private static List<LogEntry> measured(List<LogEntry> entries) {
        var reports = 0;
        var to = 0;
        while (reports < REPORTS) {
            reports += entries.get(to) instanceof LogEntry.Received ? 1 : 0;
            to++;
        }
        return List.copyOf(entries.subList(0, to));
    }

    /** Every invocation goes on from the same point. */
    @Setup(Level.Invocation)
    public void resume() {
        probes = ProbeFoldCodec.decode(0, 1, probesBefore);
        incidents = IncidentFoldCodec.decode(incidentsBefore);
    }

    /** Made once for a log, as {@code Detection} does. */
    private Consumer<HopSummary> judging(Consumer<Incident> published) {
        return hop -> incidents.accept(hop, published);
    }

    @Benchmark
    public void core(Blackhole hole) {
        var judging = judging(hole::consume);
        for (var entry : log) {
            probes.accept(entry, judging);
        }
    }

    @Benchmark
    public void fromGzip(Blackhole hole) throws IOException {
        var judging = judging(hole::consume);
        Recordings.read(recording, entry -> probes.accept(entry, judging));
    }
}
