package kz.dabyl.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import kz.dabyl.detector.core.Detection;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.Thresholds;
import kz.dabyl.simulator.Scenarios;
import kz.dabyl.simulator.Simulation;

/**
 * Question: how many reports a second do both folds take on one core, once the log is in memory? Runs a shipped scenario
 * several times over and prints each run, since the first ones warm the JVM up.
 */
public final class DetectionBench {

    private static final int RUNS = 5;
    private static final double NANOS = 1e9;

    private DetectionBench() {}

    /** @param arguments name of a scenario, {@code almaty-afternoon} where none is given */
    public static void main(String[] arguments) {
        run(arguments.length == 0 ? "almaty-afternoon" : arguments[0], new PrintStream(System.out, true));
    }

    private static void run(String scenario, PrintStream out) {
        var log = new ArrayList<LogEntry>();
        Simulation.run(Scenarios.named(scenario), 1, log::add);
        var reports = log.stream().filter(LogEntry.Received.class::isInstance).count();
        for (var run = 1; run <= RUNS; run++) {
            var start = System.nanoTime();
            var revisions = new ArrayList<>();
            var detection = new Detection(Thresholds.DEFAULT, List.of(), revisions::add);
            log.forEach(detection::accept);
            var seconds = (System.nanoTime() - start) / NANOS;
            out.printf(
                    java.util.Locale.ROOT,
                    "run %d: %d reports in %.2f s, %.0f reports/s, %d revisions%n",
                    run,
                    reports,
                    seconds,
                    reports / seconds,
                    revisions.size());
        }
    }
}
