package kz.dabyl.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import kz.dabyl.detector.core.Detection;
import kz.dabyl.detector.core.IncidentFold;
import kz.dabyl.detector.core.probes.ProbeFold;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.Thresholds;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code dabyl bench speed}: what a report costs the detector, step by step. Counts the CPU time of the one thread that does it
 * all, which other work on the machine lengthens far less than it lengthens the time by the clock. Garbage is collected by
 * another thread: what that takes stands beside it, by the clock.
 */
@Command(
        name = "speed",
        description =
                "Prints what a report of a scenario costs: to unpack, to read, in each fold, in both, and from the"
                        + " gzipped recording on; CPU time and garbage of one thread, best and median of the rounds.")
final class SpeedCommand implements Callable<Integer> {

    private static final int BUFFER_BYTES = 1 << 16;
    private static final double NANOS_PER_MICRO = 1e3;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double MICROS_PER_MILLI = 1e3;

    private final PrintStream result;

    @Option(
            names = "--scenario",
            defaultValue = "almaty-afternoon",
            description = "One that ships, or national: a thousand cells; or newcomers: a quarter of them, as they are"
                    + " live (${DEFAULT-VALUE}).")
    private String scenario = "";

    @Option(
            names = "--rounds",
            defaultValue = "12",
            description =
                    "Times each is measured, in turn; the first ones warm the JVM up (default: ${DEFAULT-VALUE}).")
    private int rounds;

    /** @param result takes the table */
    SpeedCommand(PrintStream result) {
        this.result = result;
    }

    private interface Work {

        void run() throws IOException;
    }

    /** Something that is measured, and what it took in each round so far. */
    private record Step(String name, Work work, List<Double> nanos, List<Long> bytes, List<Long> collected) {

        Step(String name, Work work) {
            this(name, work, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }
    }

    @Override
    public Integer call() throws IOException {
        // As a recording gives it: the scanner makes names that come again the same instances.
        var recording = Recordings.gzipped(Recordings.entries(scenario, Integer.MAX_VALUE), "");
        var log = new ArrayList<LogEntry>();
        Recordings.read(recording, log::add);
        var reports = log.stream().filter(LogEntry.Received.class::isInstance).count();
        var steps = steps(recording, log);
        for (var round = 0; round < rounds; round++) {
            for (var step : steps) {
                measure(step);
            }
        }
        result.printf(Locale.ROOT, "%s, %,d reports, %d rounds%n%n", scenario, reports, rounds);
        result.println(
                "| step | µs a report, best | median | reports/s a core, best | bytes a report | µs of collecting them |");
        result.println("| --- | --- | --- | --- | --- | --- |");
        steps.forEach(step -> print(step, reports));
        return 0;
    }

    private static List<Step> steps(byte[] recording, List<LogEntry> log) {
        var hops = new ArrayList<HopSummary>();
        fold(log, hops::add);
        return List.of(
                new Step("unpack", () -> unpack(recording)),
                new Step("unpack and read", () -> Recordings.read(recording, entry -> {})),
                new Step("first fold", () -> fold(log, hop -> {})),
                new Step("second fold", () -> judge(hops)),
                new Step("both folds, log in memory", () -> log.forEach(detection()::accept)),
                new Step("from the gzipped recording on", () -> Recordings.read(recording, detection()::accept)));
    }

    private static Detection detection() {
        return new Detection(Thresholds.DEFAULT, List.of(), revision -> {});
    }

    private static void unpack(byte[] recording) throws IOException {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(recording), BUFFER_BYTES)) {
            var buffer = new byte[BUFFER_BYTES];
            var read = 0;
            while (read >= 0) {
                read = in.read(buffer);
            }
        }
    }

    private static void fold(List<LogEntry> entries, Consumer<HopSummary> closed) {
        var fold = new ProbeFold(0, 1);
        entries.forEach(entry -> fold.accept(entry, closed));
    }

    private static void judge(List<HopSummary> hops) {
        var fold = new IncidentFold(Thresholds.DEFAULT, List.of());
        hops.forEach(hop -> fold.accept(hop, revision -> {}));
    }

    private static void measure(Step step) throws IOException {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        var bytes = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        var collected = collected();
        var nanos = threads.getCurrentThreadCpuTime();
        step.work.run();
        step.nanos.add((double) (threads.getCurrentThreadCpuTime() - nanos));
        step.bytes.add(threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - bytes);
        step.collected.add(collected() - collected);
    }

    /** Milliseconds that were taken to collect garbage, by another thread than the one that is measured. */
    private static long collected() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .sum();
    }

    private void print(Step step, long reports) {
        var nanos = step.nanos.stream().mapToDouble(n -> n / reports).sorted().toArray();
        var bytes = step.bytes.stream().mapToLong(b -> b / reports).sorted().toArray();
        result.printf(
                Locale.ROOT,
                "| %s | %.2f | %.2f | %,.0f | %,d | %.2f |%n",
                step.name,
                nanos[0] / NANOS_PER_MICRO,
                nanos[nanos.length / 2] / NANOS_PER_MICRO,
                NANOS_PER_SECOND / nanos[0],
                Arrays.stream(bytes).min().orElseThrow(),
                step.collected.stream().mapToLong(ms -> ms).average().orElseThrow() * MICROS_PER_MILLI / reports);
    }
}
