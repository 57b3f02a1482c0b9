package kz.dabyl.bench.ingest;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Single measurements on a stage, one after the other. Not thread-safe. */
final class Measuring {

    /** Connections by the largest batch that is sent over so many. */
    private static final NavigableMap<Integer, Integer> CONNECTIONS =
            new TreeMap<>(Map.of(1, 1_024, 10, 256, 100, 64, Integer.MAX_VALUE, 16));

    private static final String MAIN = "kz.dabyl.bench.Main";
    private static final List<String> LOAD_OPTIONS = List.of("-Xmx512m", "-XX:+UseSerialGC");
    private static final double MICROS = 1e6;

    /** Records that the performance tool writes for each second that is to be measured. */
    private static final double TOOL_RECORDS = 400_000;

    private final Stage stage;
    private final ReportsInLog log;
    private final Length length;
    private final PrintStream progress;

    /** How long each takes. */
    record Length(double warmUpSeconds, double seconds) {}

    /** @param progress takes what is said to people */
    Measuring(Stage stage, ReportsInLog log, Length length, PrintStream progress) {
        this.stage = stage;
        this.log = log;
        this.length = length;
        this.progress = progress;
    }

    /** @param requestsPerSecond 0 for as many as can be */
    Measurement empty(int batch, double requestsPerSecond) throws IOException {
        var load = load(stage.empty(), stage.emptyPort(), batch, 0, requestsPerSecond, length);
        var measured = load.measurement(batch, batch);
        say("empty server", measured, load.answer());
        return measured;
    }

    /**
     * Measures the collector, after which the log must hold what was acknowledged.
     *
     * @param run from 0: reports of one run are none of another
     * @throws IOException if the log holds more or less
     */
    Measurement collector(int batch, int run, double requestsPerSecond) throws IOException {
        return collector(batch, run, requestsPerSecond, length);
    }

    private Measurement collector(int batch, int run, double requestsPerSecond, Length length) throws IOException {
        var load = load(stage.collector(), stage.collectorPort(), batch, run, requestsPerSecond, length);
        var measured = load.measurement(batch, 1);
        say("collector", measured, load.answer());
        var found = log.countNew();
        if (found != load.answer().getLong("accepted")) {
            throw new IOException(
                    "acknowledged were " + load.answer().getLong("accepted") + " reports, the log holds " + found);
        }
        return measured;
    }

    /** Puts load on both servers until the JVM has compiled what they do; nothing of it counts. */
    void settle(int batch, double seconds) throws IOException {
        if (seconds > 0) {
            var once = new Length(0, seconds);
            load(stage.empty(), stage.emptyPort(), batch, 0, 0, once);
            var unused = collector(batch, 0, 0, once);
        }
    }

    private Loaded load(ChildProcess server, int port, int batch, int run, double requestsPerSecond, Length length)
            throws IOException {
        var arguments = new ArrayList<>(List.of(MAIN, "ingest-load"));
        Map.of(
                        "--port", String.valueOf(port),
                        "--connections",
                                String.valueOf(CONNECTIONS.ceilingEntry(batch).getValue()),
                        "--batch", String.valueOf(batch),
                        "--tokens", (batch == 1 ? stage.probeTokens() : stage.relayTokens()).toString(),
                        "--run", String.valueOf(run),
                        "--warm-up", String.valueOf(length.warmUpSeconds()),
                        "--seconds", String.valueOf(length.seconds()),
                        "--rate", String.valueOf(requestsPerSecond))
                .forEach((option, value) -> arguments.addAll(List.of(option, value)));
        return loaded(child("load", arguments), server);
    }

    /** What a child measures, and the time that others spent from its {@link Stage#BEGINS} to its {@link Stage#ENDS}. */
    private Loaded loaded(ChildProcess child, ChildProcess server) throws IOException {
        try (child) {
            child.line(Stage.BEGINS);
            var begun = Cpu.of(server, stage.broker());
            child.line(Stage.ENDS);
            var spent = Cpu.of(server, stage.broker()).since(begun);
            return new Loaded(new JsonObject(child.line()), spent);
        }
    }

    /**
     * What a child answered.
     *
     * @param spent by others while it measured
     */
    private record Loaded(JsonObject answer, Cpu spent) {

        /** @param scale reports for each that an answer tells of */
        Measurement measurement(int batch, int scale) {
            var reports = (double) answer.getLong("reports") * scale;
            var seconds = answer.getDouble("seconds");
            var own = answer.getDouble("cpu_seconds");
            return new Measurement(
                    batch,
                    reports / seconds,
                    answer.getDouble("p50_ms"),
                    answer.getDouble("p99_ms"),
                    answer.getDouble("p999_ms"),
                    spent.server() * MICROS / reports,
                    spent.broker() * MICROS / reports,
                    own * MICROS / reports,
                    (spent.machine() - spent.server() - spent.broker() - own) / seconds);
        }
    }

    private void say(String server, Measurement measured, JsonObject answer) {
        progress.printf(
                "%s, %d a request: %.0f reports/s, p99 %.1f ms, refused %d, other work %.1f cores%n",
                server,
                measured.batch(),
                measured.rate(),
                measured.p99(),
                answer.getLong("refused"),
                measured.otherCores());
    }

    /** A bare loop around Kafka's producer, one report a record. */
    BareLoop bareLoop() throws IOException {
        var topic = log.fresh("bench.loop");
        var arguments = new ArrayList<>(List.of(MAIN, "ingest-kafka-loop"));
        Map.of(
                        "--kafka", stage.kafka(),
                        "--topic", topic,
                        "--warm-up", String.valueOf(length.warmUpSeconds()),
                        "--seconds", String.valueOf(length.seconds()))
                .forEach((option, value) -> arguments.addAll(List.of(option, value)));
        var loaded = loaded(child("loop", arguments), stage.broker());
        log.free(topic);
        var records = loaded.answer().getLong("records");
        var rate = records / loaded.answer().getDouble("seconds");
        progress.printf(
                "bare loop, %d bytes a record: %.0f records/s%n",
                loaded.answer().getInteger("bytes"), rate);
        return new BareLoop(
                rate,
                loaded.answer().getDouble("cpu_seconds") * MICROS / records,
                loaded.spent().broker() * MICROS / records);
    }

    /** @param rate records a second; processor time of producer and broker is microseconds a record */
    record BareLoop(double rate, double producerMicros, double brokerMicros) {}

    /** Records a second by the tool that comes with Kafka, of the same size. */
    double performanceTool() throws IOException {
        var topic = log.fresh("bench.tool");
        var arguments = List.of(
                "org.apache.kafka.tools.ProducerPerformance",
                "--topic",
                topic,
                "--num-records",
                String.valueOf((long) (TOOL_RECORDS * length.seconds())),
                "--record-size",
                String.valueOf(KafkaLoopCommand.encodedReport().length),
                "--throughput",
                "-1",
                "--producer-props",
                "bootstrap.servers=" + stage.kafka(),
                "acks=all",
                "linger.ms=1",
                "batch.size=131072");
        var words = summary(arguments).split(" ", -1);
        log.free(topic);
        var rate = Double.parseDouble(words[3]);
        progress.printf("Kafka's own tool: %.0f records/s%n", rate);
        return rate;
    }

    /** The tool's last line: {@code N records sent, R records/sec (…), …, T ms 99.9th.} */
    private String summary(List<String> arguments) throws IOException {
        try (var tool = child("tool", arguments)) {
            var line = tool.line();
            while (!line.contains("99.9th")) {
                line = tool.line();
            }
            return line;
        }
    }

    private ChildProcess child(String name, List<String> arguments) throws IOException {
        return ChildProcess.start(name, stage.directory(), LOAD_OPTIONS, Map.of(), arguments);
    }

    /** Seconds of processor time at one moment, or between two. */
    private record Cpu(double server, double broker, double machine) {

        static Cpu of(ChildProcess server, ChildProcess broker) {
            return new Cpu(server.cpuSeconds(), broker.cpuSeconds(), ChildProcess.machineCpuSeconds());
        }

        Cpu since(Cpu before) {
            return new Cpu(server - before.server, broker - before.broker, machine - before.machine);
        }
    }
}
