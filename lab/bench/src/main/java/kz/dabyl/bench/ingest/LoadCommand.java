package kz.dabyl.bench.ingest;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The generator's process: puts load on one server and prints what it measured as one line of JSON. */
@Command(name = "ingest-load", hidden = true, description = "Part of ingest.")
public final class LoadCommand implements Callable<Integer> {

    /** So far back the first reports of a probe were measured: time for as many as it promises, and no day more. */
    private static final Duration KEPT = Duration.ofDays(6);

    /** More than the reports of one run span. */
    private static final Duration A_RUN = Duration.ofHours(12);

    private static final double NANOS_PER_MILLI = 1e6;

    private final PrintStream result;

    @Option(names = "--port", required = true)
    private int port;

    @Option(names = "--connections", required = true)
    private int connections;

    @Option(names = "--batch", required = true)
    private int batch;

    @Option(names = "--tokens", required = true, description = "A file with a line 'token probe' for each connection.")
    private Path tokens = Path.of("");

    @Option(names = "--run", required = true, description = "Tells the reports of this run from those of others.")
    private int run;

    @Option(names = "--warm-up", required = true)
    private double warmUpSeconds;

    @Option(names = "--seconds", required = true)
    private double seconds;

    @Option(names = "--rate", required = true, description = "Requests a second, 0 for as many as can be.")
    private double rate;

    /** @param result takes the line */
    public LoadCommand(PrintStream result) {
        this.result = result;
    }

    @Override
    public Integer call() throws IOException {
        var load = new Load(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), templates());
        try {
            var own = new OwnTime();
            var measured = load.run(warmUpSeconds, seconds, rate, own);
            say(json(measured).put("cpu_seconds", own.spent).encode());
        } finally {
            load.close();
        }
        return 0;
    }

    private void say(String line) {
        result.println(line);
        result.flush();
    }

    /** Tells the parent when to look at the time of the others, and looks at its own. */
    private final class OwnTime implements Load.Watch {

        private double spent;

        @Override
        public void begins() {
            spent = -KafkaLoopCommand.cpuSeconds();
            say(Stage.BEGINS);
        }

        @Override
        public void ends() {
            spent += KafkaLoopCommand.cpuSeconds();
            say(Stage.ENDS);
        }
    }

    private List<RequestTemplate> templates() throws IOException {
        var lines = Files.readAllLines(tokens);
        var begin = batch == 1 ? Instant.now().minus(KEPT).plus(A_RUN.multipliedBy(run)) : Instant.now();
        var templates = new ArrayList<RequestTemplate>();
        for (var i = 0; i < connections; i++) {
            var parts = lines.get(i % lines.size()).split(" ", -1);
            templates.add(RequestTemplate.of(fields(parts[0]), probes(parts, i), run, begin));
        }
        return templates;
    }

    private String fields(String token) {
        return "POST /v1/reports HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nAuthorization: Bearer " + token
                + "\r\nContent-Type: application/json\r\n";
    }

    /** The probe that the token is of, or as many as a gateway speaks for. */
    private List<String> probes(String[] token, int connection) {
        return token.length == 2
                ? List.of(token[1])
                : IntStream.range(0, batch)
                        .mapToObj(i -> "g-" + batch + "-" + connection + "-" + i)
                        .toList();
    }

    private static JsonObject json(Load.Result measured) {
        var times = measured.times();
        return new JsonObject()
                .put("reports", measured.reports())
                .put("requests", measured.requests())
                .put("seconds", measured.seconds())
                .put("accepted", measured.accepted())
                .put("refused", measured.refused())
                .put("p50_ms", times.getValueAtPercentile(50) / NANOS_PER_MILLI)
                .put("p99_ms", times.getValueAtPercentile(99) / NANOS_PER_MILLI)
                .put("p999_ms", times.getValueAtPercentile(99.9) / NANOS_PER_MILLI);
    }
}
