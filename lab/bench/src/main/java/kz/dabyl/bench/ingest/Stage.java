package kz.dabyl.bench.ingest;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the bench plays on: a broker, a collector and an empty server, each a process of its own. Not thread-safe. */
final class Stage implements AutoCloseable {

    static final int PROBES = 1_024;

    /** A child says so on a line when it begins to measure, and when it has. */
    static final String BEGINS = "begins";

    static final String ENDS = "ends";

    private static final String RELAY = "relay-of-the-bench";
    private static final String OPERATOR = "operator-of-the-bench";
    private static final String COLLECTOR = "collector";
    private static final int CREATED = 201;

    private final Path directory;
    private final List<ChildProcess> processes = new ArrayList<>();
    private final ChildProcess broker;
    private final ChildProcess collector;
    private final ChildProcess empty;
    private final String kafka;
    private final int collectorPort;
    private final int emptyPort;

    Stage(Path directory) throws IOException, InterruptedException {
        this.directory = directory;
        try {
            broker = start("broker", "kz.dabyl.bench.Main", "ingest-broker", "--data", directory + "/broker");
            kafka = broker.line();
            collector = start(
                    COLLECTOR,
                    "kz.dabyl.app.Main",
                    "run",
                    "--roles",
                    COLLECTOR,
                    "--kafka",
                    kafka,
                    "--http-host",
                    "127.0.0.1",
                    "--http-port",
                    "0",
                    "--data",
                    directory + "/collector");
            collectorPort = URI.create(collector.line("ready ")).getPort();
            empty = start("empty", "kz.dabyl.bench.Main", "ingest-empty-server");
            emptyPort = Integer.parseInt(empty.line());
            Files.writeString(relayTokens(), RELAY + "\n");
            Files.write(probeTokens(), enrolled());
        } catch (IOException | InterruptedException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private ChildProcess start(String name, String... arguments) throws IOException {
        var tokens = Map.of("DABYL_RELAY_TOKEN", RELAY, "DABYL_OPERATOR_TOKEN", OPERATOR);
        var options = new ArrayList<>(ChildProcess.SERVICE_OPTIONS);
        var more = System.getenv("DABYL_JAVA_OPTS");
        if (name.equals(COLLECTOR) && more != null) {
            options.addAll(List.of(more.strip().split(" +", -1)));
        }
        var child = ChildProcess.start(name, directory, options, tokens, List.of(arguments));
        processes.add(child);
        return child;
    }

    /** A line {@code token probe} for each probe, all let in by one invite. */
    private List<String> enrolled() throws IOException, InterruptedException {
        var client = HttpClient.newHttpClient();
        var invite = post(
                client, "/v1/invites", new JsonObject().put("label", "bench").put("max_probes", PROBES));
        var lines = new ArrayList<String>();
        for (var i = 0; i < PROBES; i++) {
            var probe = post(client, "/v1/probes", new JsonObject().put("invite", invite.getString("invite")));
            lines.add(probe.getString("token") + " " + probe.getString("probe"));
        }
        return lines;
    }

    private JsonObject post(HttpClient client, String path, JsonObject body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + collectorPort + path))
                .header("Authorization", "Bearer " + OPERATOR)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.encode()))
                .build();
        var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != CREATED) {
            throw new IOException(path + " answered " + answer.statusCode() + " " + answer.body());
        }
        return new JsonObject(answer.body());
    }

    Path directory() {
        return directory;
    }

    Path relayTokens() {
        return directory.resolve("relay");
    }

    Path probeTokens() {
        return directory.resolve("probes");
    }

    String kafka() {
        return kafka;
    }

    int collectorPort() {
        return collectorPort;
    }

    int emptyPort() {
        return emptyPort;
    }

    ChildProcess collector() {
        return collector;
    }

    ChildProcess empty() {
        return empty;
    }

    ChildProcess broker() {
        return broker;
    }

    @Override
    public void close() {
        for (var i = processes.size() - 1; i >= 0; i--) {
            processes.get(i).close();
        }
    }
}
