package kz.dabyl.bench.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code dabyl bench ingest}: what a collector takes, beside the ceilings of the same machine in the same minutes. */
@Command(
        name = "ingest",
        description = {
            "Puts load on a collector with a real broker, each a process of its own, and prints what it takes beside an"
                    + " HTTP server that does nothing and a bare loop around Kafka's producer.",
            "Needs some 20 GB of disk in the temporary folder for a while."
        })
public final class IngestCommand implements Callable<Integer> {

    private final OutputStream result;
    private final PrintStream progress;

    @Option(
            names = "--batches",
            split = ",",
            defaultValue = "1,10,100,1000",
            description = "Reports a request (default: ${DEFAULT-VALUE}).")
    private List<Integer> batches = List.of();

    @Option(names = "--rounds", defaultValue = "3", description = "Times each is measured (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--seconds", defaultValue = "5", description = "Length of one measurement (${DEFAULT-VALUE}).")
    private double seconds;

    @Option(names = "--warm-up", defaultValue = "2", description = "Seconds before each (default: ${DEFAULT-VALUE}).")
    private double warmUp;

    @Option(
            names = "--settle",
            defaultValue = "15",
            description =
                    "Seconds of load for each size on each server before the first round, for the JVM to compile what"
                            + " they do (default: ${DEFAULT-VALUE}).")
    private double settle;

    @Option(names = "--no-latency", description = "Leaves out the answer times at half of saturation.")
    private boolean noLatency;

    /** @param progress takes what is said to people while it runs */
    public IngestCommand(OutputStream result, PrintStream progress) {
        this.result = result;
        this.progress = progress;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var directory = Files.createTempDirectory("dabyl-bench");
        progress.println("data and logs of the processes: " + directory);
        try (var stage = new Stage(directory);
                var log = new ReportsInLog(stage.kafka())) {
            var measuring = new Measuring(stage, log, new Measuring.Length(warmUp, seconds), progress);
            var table = new IngestTable();
            for (var batch : batches) {
                measuring.settle(batch, settle);
            }
            for (var round = 1; round <= rounds; round++) {
                saturate(measuring, round, table);
            }
            for (var round = 1; !noLatency && round <= rounds; round++) {
                atHalf(measuring, rounds + round, table);
            }
            result.write(table.markdown().getBytes(UTF_8));
            result.flush();
        }
        delete(directory);
        return 0;
    }

    /** What failed leaves it, with the logs that say why. */
    private static void delete(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private void atHalf(Measuring measuring, int run, IngestTable table) throws IOException {
        for (var batch : batches) {
            var half = table.saturation(batch) / 2 / batch;
            table.emptyAtHalf(measuring.empty(batch, half));
            table.emptyAtItsOwnHalf(measuring.empty(batch, table.ceiling(batch) / 2 / batch));
            table.collectorAtHalf(measuring.collector(batch, run, half));
        }
    }

    private void saturate(Measuring measuring, int round, IngestTable table) throws IOException {
        for (var batch : batches) {
            table.empty(measuring.empty(batch, 0));
            table.collector(measuring.collector(batch, round, 0));
        }
        table.loop(measuring.bareLoop());
        table.tool(measuring.performanceTool());
    }
}
