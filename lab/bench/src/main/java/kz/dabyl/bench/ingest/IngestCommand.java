package kz.dabyl.bench.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
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

    /** Connections by the largest batch that is sent over so many. */
    private static final NavigableMap<Integer, Integer> CONNECTIONS =
            new TreeMap<>(Map.of(1, 1_024, 10, 256, 100, 64, Integer.MAX_VALUE, 16));

    private static final List<String> LOAD_OPTIONS = List.of("-Xmx512m", "-XX:+UseSerialGC");

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

    @Option(names = "--no-latency", description = "Leaves out the answer times at half of saturation.")
    private boolean noLatency;

    private int run;

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
            var table = new IngestTable();
            for (var round = 0; round < rounds; round++) {
                for (var batch : batches) {
                    table.empty(load(stage, true, batch, 0));
                    table.collector(counted(stage, log, batch, 0));
                }
                table.loop(kafkaLoop(stage, log));
                table.tool(performanceTool(stage, log));
                run++;
            }
            if (!noLatency) {
                for (var batch : batches) {
                    var half = table.saturation(batch) / 2 / batch;
                    table.emptyAtHalf(load(stage, true, batch, half));
                    table.collectorAtHalf(counted(stage, log, batch, half));
                }
            }
            result.write(table.markdown().getBytes(UTF_8));
            result.flush();
        }
        return 0;
    }

    /** A measurement of the collector, after which the log must hold what was acknowledged. */
    private Measurement counted(Stage stage, ReportsInLog log, int batch, double rate) throws IOException {
        var measured = load(stage, false, batch, rate);
        var found = log.countNew();
        if (found != acknowledged) {
            throw new IOException("acknowledged were " + acknowledged + " reports, the log holds " + found);
        }
        return measured;
    }

    private long acknowledged;

    private Measurement load(Stage stage, boolean ofEmpty, int batch, double rate) throws IOException {
        var arguments = new ArrayList<>(List.of("kz.dabyl.bench.Main", "ingest-load"));
        Map.of(
                        "--port", String.valueOf(stage.port(ofEmpty)),
                        "--connections",
                                String.valueOf(CONNECTIONS.ceilingEntry(batch).getValue()),
                        "--batch", String.valueOf(batch),
                        "--tokens", (batch == 1 ? stage.probeTokens() : stage.relayTokens()).toString(),
                        "--run", String.valueOf(run),
                        "--warm-up", String.valueOf(warmUp),
                        "--seconds", String.valueOf(seconds),
                        "--rate", String.valueOf(rate))
                .forEach((option, value) -> arguments.addAll(List.of(option, value)));
        var before = Cpu.of(stage, ofEmpty);
        var generator = ChildProcess.start("load", stage.directory(), LOAD_OPTIONS, Map.of(), arguments);
        var answer = new JsonObject(generator.line());
        var spent = Cpu.of(stage, ofEmpty).since(before);
        var own = answer.getDouble("cpu_seconds");
        generator.close();
        var scale = ofEmpty ? batch : 1;
        var all = answer.getLong("accepted") * scale;
        acknowledged = all;
        var measurement = new Measurement(
                batch,
                answer.getLong("reports") * scale / answer.getDouble("seconds"),
                answer.getDouble("p50_ms"),
                answer.getDouble("p99_ms"),
                answer.getDouble("p999_ms"),
                spent.server() * 1e6 / all,
                spent.broker() * 1e6 / all,
                own * 1e6 / all,
                (spent.machine() - spent.server() - spent.broker() - own) / (warmUp + seconds));
        progress.printf(
                "%s, %d a request%s: %.0f reports/s, p99 %.1f ms, refused %d%n",
                ofEmpty ? "empty server" : "collector",
                batch,
                rate == 0 ? "" : " at half",
                measurement.rate(),
                measurement.p99(),
                answer.getLong("refused"));
        return measurement;
    }

    /** Seconds of processor time at one moment, or between two. */
    private record Cpu(double server, double broker, double machine) {

        static Cpu of(Stage stage, boolean ofEmpty) {
            return new Cpu(
                    stage.server(ofEmpty).cpuSeconds(),
                    ofEmpty ? 0 : stage.broker().cpuSeconds(),
                    ChildProcess.machineCpuSeconds());
        }

        Cpu since(Cpu before) {
            return new Cpu(server - before.server, broker - before.broker, machine - before.machine);
        }
    }

    private double kafkaLoop(Stage stage, ReportsInLog log) throws IOException {
        var topic = log.fresh("bench.loop");
        var arguments = List.of(
                "kz.dabyl.bench.Main",
                "ingest-kafka-loop",
                "--kafka",
                stage.kafka(),
                "--topic",
                topic,
                "--warm-up",
                String.valueOf(warmUp),
                "--seconds",
                String.valueOf(seconds));
        var answer = new JsonObject(
                Stage.lastLine(ChildProcess.start("loop", stage.directory(), LOAD_OPTIONS, Map.of(), arguments)));
        log.free(topic);
        var rate = answer.getLong("records") / answer.getDouble("seconds");
        progress.printf("bare loop, %d bytes a record: %.0f records/s%n", answer.getInteger("bytes"), rate);
        return rate;
    }

    private double performanceTool(Stage stage, ReportsInLog log) throws IOException {
        var topic = log.fresh("bench.tool");
        var arguments = List.of(
                "org.apache.kafka.tools.ProducerPerformance",
                "--topic",
                topic,
                "--num-records",
                String.valueOf((long) (400_000 * seconds)),
                "--record-size",
                String.valueOf(KafkaLoopCommand.encodedReport().length),
                "--throughput",
                "-1",
                "--producer-props",
                "bootstrap.servers=" + stage.kafka(),
                "acks=all",
                "linger.ms=1",
                "batch.size=131072");
        var tool = ChildProcess.start("tool", stage.directory(), LOAD_OPTIONS, Map.of(), arguments);
        var last = Optional.<String>empty();
        try (tool) {
            while (last.isEmpty() || !last.get().contains("99.9th")) {
                last = Optional.of(tool.line());
            }
        }
        log.free(topic);
        var words = last.orElseThrow().split(" ");
        var rate = Double.parseDouble(words[3]);
        progress.printf("Kafka's own tool: %.0f records/s%n", rate);
        return rate;
    }
}
