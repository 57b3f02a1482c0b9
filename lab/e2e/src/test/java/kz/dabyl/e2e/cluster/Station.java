package kz.dabyl.e2e.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import kz.dabyl.e2e.Logs;
import kz.dabyl.e2e.Program;

/** A Dabyl process of one role, and what it answers. The member is not thread-safe, asking is. */
final class Station extends Member {

    static final String OPERATOR = "op_cluster";
    static final String RELAY = "relay_cluster";

    private static final List<String> SHARED_KEYS = List.of("webhook-key", "probe-key", "targets-key");

    private final URI base;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    private Station(String name, List<String> command, Path log, URI base) {
        super(name, command, Map.of("DABYL_OPERATOR_TOKEN", OPERATOR, "DABYL_RELAY_TOKEN", RELAY), log);
        this.base = base;
    }

    /** Not started. All stations of a deployment have the same keys, as its operator sees to. */
    static Station at(Ground ground, int place, String name, String role, String kafka, Path folder)
            throws IOException {
        var data = Files.createDirectory(folder.resolve(name));
        for (var key : SHARED_KEYS) {
            var file = Files.writeString(data.resolve(key), "Q2x1c3RlciB0ZXN0IGtleSBvZiBmb3J0eSBieXRlcyAtLQ==\n");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
        var port = Integer.toString(ground.freePort(place));
        var host = ground.host(place);
        var arguments = List.of(
                "run",
                "--http-host",
                host,
                "--http-port",
                port,
                "--data",
                data.toString(),
                "--kafka",
                kafka,
                "--roles",
                role,
                "--time",
                "log",
                "--allow-private-webhooks");
        return new Station(
                name,
                Member.java(ground.enter(place), Program.archived(), "kz.dabyl.app.Main", arguments),
                folder.resolve(name + ".log"),
                URI.create("http://" + host + ":" + port));
    }

    /** Waits until it says that it can work. */
    void awaitReady() {
        awaitUntil(() -> get("/health/ready").statusCode() == 200);
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path, OPERATOR).GET());
    }

    HttpResponse<String> post(String path, String token, String type, String body)
            throws IOException, InterruptedException {
        return send(request(path, token).header("Content-Type", type).POST(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path, String token) {
        return HttpRequest.newBuilder(base.resolve(path))
                .timeout(Duration.ofSeconds(10))
                .header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    /** Whether it answers a question that only the active one of its role answers. */
    boolean answers(String path) {
        try {
            return get(path).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    List<JsonNode> items(String path) throws IOException, InterruptedException {
        return Logs.items(get(path).body());
    }
}
