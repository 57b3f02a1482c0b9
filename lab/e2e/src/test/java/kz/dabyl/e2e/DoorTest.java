package kz.dabyl.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The door that {@code deploy/} puts before the roles, by a real nginx: the file as it is, but for the names of containers,
 * which only their network knows, and the word {@code resolve}, which older versions do not.
 */
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DoorTest {

    private static final Path CONFIGURATION = Path.of("../../deploy/nginx.conf");
    private static final Path NGINX = Path.of("/usr/sbin/nginx");

    private final Map<String, Service> roles = new LinkedHashMap<>();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private Broker broker;
    private Tool door;
    private URI base;

    @BeforeAll
    void open(@TempDir Path folder) throws Exception {
        assumeTrue(Files.isExecutable(NGINX), "skipped: there is no nginx in /usr/sbin");
        broker = Broker.start(Files.createDirectory(folder.resolve("kafka")));
        for (var role : new String[] {"collector", "detector", "alerts"}) {
            for (var number = 1; number <= 2; number++) {
                start(folder, role, number);
            }
        }
        var port = freePort();
        base = URI.create("http://127.0.0.1:" + port);
        var file = Files.writeString(folder.resolve("nginx.conf"), configuration(port, folder));
        door = Tool.start(folder, NGINX, "-c", file.toString(), "-g", "daemon off;");
        await().atMost(Duration.ofSeconds(20))
                .ignoreExceptions()
                .until(() -> get("/health/live").statusCode() == 200);
    }

    private void start(Path folder, String role, int number) throws IOException {
        var name = role + "-" + number;
        roles.put(
                name,
                Service.start(
                        folder.resolve(name),
                        Map.of("DABYL_COLLECTOR_ID", "c" + number),
                        "--kafka",
                        broker.address(),
                        "--roles",
                        role,
                        "--allow-private-webhooks"));
    }

    private String configuration(int port, Path folder) throws IOException {
        var text = Files.readString(CONFIGURATION)
                .replaceAll("(?m)^ *resolver .*;$", "")
                .replace(" resolve;", ";")
                .replace("listen 8080", "listen 127.0.0.1:" + port)
                .replace("/tmp/", folder + "/");
        for (var role : roles.entrySet()) {
            text = text.replace(role.getKey() + ":8080", role.getValue().base().getAuthority());
        }
        assertThat(text).doesNotContain(":8080");
        return text;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @AfterAll
    void close() {
        if (door != null) {
            door.close();
        }
        roles.values().forEach(Service::close);
        if (broker != null) {
            broker.close();
        }
    }

    @Test
    void leadsEachPathToTheRoleThatAnswersIt() throws Exception {
        assertThat(get("/v1/cells").statusCode()).isEqualTo(200);
        assertThat(get("/v1/status").statusCode()).isEqualTo(200);
        assertThat(get("/v1/backtests").statusCode()).isEqualTo(200);
        assertThat(get("/v1/thresholds").statusCode()).isEqualTo(200);
        assertThat(get("/v1/invites").statusCode()).isNotEqualTo(404);
        assertThat(get("/v1/incidents").statusCode()).isEqualTo(200);
        assertThat(get("/v1/subscriptions").statusCode()).isEqualTo(200);
        assertThat(get("/").body()).contains("<svg");
        assertThat(get("/console").statusCode()).isEqualTo(200);
        assertThat(get("/probe").statusCode()).isEqualTo(200);
    }

    @Test
    void hasDetectorsTellOfTheShadowThatCollectorsChange() throws Exception {
        var change = http.send(
                request("/v1/shadow")
                        .header("Content-Type", "application/json")
                        .header("X-Dabyl-Reason", "tried at the door")
                        .PUT(BodyPublishers.ofString("{\"false_alarms_per_month\":2}"))
                        .build(),
                BodyHandlers.ofString());

        assertThat(change.statusCode()).as(change.body()).isLessThan(300);
        await().atMost(Duration.ofSeconds(30)).until(() -> get("/v1/shadow").statusCode() == 200);
    }

    @Test
    void showsNobodyMetrics() throws Exception {
        assertThat(get("/metrics").statusCode()).isEqualTo(404);
        assertThat(get("/metrics/").statusCode()).isEqualTo(404);
    }

    @Test
    void subscribesWithWhicheverProcessDelivers() throws Exception {
        for (var i = 0; i < 4; i++) {
            var answer = post(
                    "/v1/subscriptions",
                    Service.OPERATOR,
                    "{\"channel\":\"webhook\",\"url\":\"http://127.0.0.1:9/" + i + "\"}");

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        }
    }

    @Test
    void lastsThoughACollectorDies() throws Exception {
        assertThat(report(0).statusCode()).isEqualTo(202);

        Objects.requireNonNull(roles.get("collector-1")).kill();

        for (var seq = 1; seq <= 10; seq++) {
            assertThat(report(seq).statusCode()).isEqualTo(202);
        }
    }

    @Test
    void letsAStreamBeginAtOnce() throws Exception {
        var answer = http.sendAsync(request("/v1/stream").build(), BodyHandlers.ofInputStream());

        assertThat(answer.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        try (var stream = answer.get().body()) {
            assertThat(stream.read()).isNotNegative();
        }
    }

    private HttpResponse<String> report(long seq) throws IOException, InterruptedException {
        return post(
                "/v1/reports",
                Service.RELAY,
                Logs.report("door", seq, Instant.now().toString()));
    }

    private HttpResponse<String> post(String path, String token, String body) throws IOException, InterruptedException {
        return http.send(
                request(path)
                        .setHeader("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(body.getBytes(UTF_8)))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(request(path).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path))
                .header("Authorization", "Bearer " + Service.OPERATOR)
                .timeout(Duration.ofSeconds(30));
    }
}
