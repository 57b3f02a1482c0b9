package kz.dabyl.bench.backtest;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import kz.dabyl.detector.tuning.history.Distillery;
import kz.dabyl.detector.tuning.history.History;
import kz.dabyl.detector.tuning.history.HistoryRun;
import kz.dabyl.detector.tuning.history.Leniency;
import kz.dabyl.detector.tuning.history.Span;
import kz.dabyl.detector.tuning.history.Trial;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.Thresholds;
import kz.dabyl.model.Times;

/**
 * Question: how long does it take to try thresholds on a quarter of summaries of 1,000 cells, and to distil that quarter once?
 * Arguments: the file of the history, days (90), cells (1,000), and {@code lapse} to pass over the quiet time between cuts, of
 * which a history keeps next to nothing. A file that exists is gone on with, so that a long run can be ended and begun again.
 */
public final class BacktestBench {

    private static final long START = Times.parse("2026-01-01T00:00:00Z").orElseThrow();
    private static final long DAY_HOPS = 86_400_000 / HopSummary.HOP_MILLIS;
    private static final long HOPS_A_WORD = 4_320;
    private static final int USUAL_DAYS = 90;
    private static final int USUAL_CELLS = 1_000;
    private static final double NANOS = 1e9;
    private static final double[] CURVE = {0.1, 0.3, 1, 3, 10};

    private BacktestBench() {}

    public static void main(String[] arguments) throws IOException {
        var file = Path.of(arguments[0]);
        var days = arguments.length > 1 ? Integer.parseInt(arguments[1]) : USUAL_DAYS;
        var cells = arguments.length > 2 ? Integer.parseInt(arguments[2]) : USUAL_CELLS;
        var out = new PrintStream(System.out, true);
        var lapse = arguments.length > 3 && arguments[3].equals("lapse");
        distil(file, days * DAY_HOPS, new Deployment(cells, 1), lapse, out);
        try (var history = History.open(file)) {
            out.printf(
                    Locale.ROOT,
                    "%d windows, %d hops kept (%.2f %%), %.1f MB%n",
                    history.size(),
                    history.keptHops(),
                    100.0 * history.keptHops() / (days * DAY_HOPS),
                    Files.size(file) / 1e6);
            for (var threads = 2; threads > 0; threads--) {
                run(history, 1, threads, out);
                run(history, 1, threads, out);
                run(history, CURVE.length, threads, out);
            }
        }
    }

    private static void distil(Path file, long hops, Deployment deployment, boolean lapse, PrintStream out)
            throws IOException {
        var first = HopSummary.hopOf(START);
        var folding = 0L;
        var done = 0L;
        try (var distillery = Distillery.open(file, Leniency.covering(List.of(), List.of()))) {
            for (var hop = 0L; hop + deployment.passed() < hops; hop++) {
                if (lapse) {
                    deployment.passOver(first + hop - 1);
                }
                var summary = deployment.next(first + hop);
                if (hop < distillery.position()) {
                    continue;
                }
                var start = System.nanoTime();
                distillery.accept(summary, hop + 1);
                folding += System.nanoTime() - start;
                done++;
                if (hop % HOPS_A_WORD == HOPS_A_WORD - 1) {
                    tell(done, folding, hop + deployment.passed() + 1, out);
                }
            }
        }
        tell(done, folding, hops, out);
    }

    private static void tell(long done, long nanos, long upTo, PrintStream out) {
        if (done > 0) {
            out.printf(
                    Locale.ROOT,
                    "distilled up to day %.1f: %d hops in %.1f s, %.0f hops/s%n",
                    (double) upTo / DAY_HOPS,
                    done,
                    nanos / NANOS,
                    done * NANOS / nanos);
        }
    }

    private static void run(History history, int configurations, int threads, PrintStream out) throws IOException {
        var trials = new ArrayList<Trial>();
        for (var i = 0; i < configurations; i++) {
            trials.add(trial(CURVE[(i + 2) % CURVE.length]));
        }
        var start = System.nanoTime();
        var cpu = cpuNanos();
        var outcomes = HistoryRun.of(history, trials, Optional.empty(), Span.ALL, threads, bytes -> {});
        out.printf(
                Locale.ROOT,
                "%d configurations on %d threads: %.2f s, %.2f s of CPU time, load %.0f, %d incidents by the first, %d cut short%n",
                configurations,
                threads,
                (System.nanoTime() - start) / NANOS,
                (cpuNanos() - cpu) / NANOS,
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                outcomes.get(0).incidents().size(),
                outcomes.stream().filter(o -> !o.complete()).count());
    }

    /** CPU time of the process, that of compiler and collector included. */
    static long cpuNanos() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean process
                ? process.getProcessCpuTime()
                : 0;
    }

    private static Trial trial(double falseAlarms) {
        return new Trial("false_alarms_per_month=" + falseAlarms, Thresholds.DEFAULT.withFalseAlarms(falseAlarms));
    }
}
