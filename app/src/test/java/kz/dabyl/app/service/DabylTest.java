package kz.dabyl.app.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import kz.dabyl.app.recording.EntrySource;
import kz.dabyl.app.recording.Replay;
import kz.dabyl.app.recording.ServiceClient;
import kz.dabyl.app.recording.Speed;
import kz.dabyl.app.recording.WallTime;
import kz.dabyl.detector.core.Detection;
import kz.dabyl.model.IncidentJson;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.Thresholds;
import kz.dabyl.simulator.Scenarios;
import kz.dabyl.simulator.Simulation;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DabylTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** What a page of ours loads, and nobody else: not described. */
    private static final Set<String> PARTS_OF_PAGES = Set.of("/probe/files/:version/:name", "/probe/sw.js");

    @TempDir
    private static Path data;

    private static @Nullable Dabyl started;

    @BeforeAll
    static void starts() throws IOException, InterruptedException {
        started = Dabyl.start(options(data).fedByRecordings());
    }

    @AfterAll
    static void ends() {
        service().close();
    }

    private static Dabyl service() {
        return Objects.requireNonNull(started, "starts before all tests");
    }

    private static ServiceOptions options(Path directory) {
        return ServiceOptions.of(new ServiceOptions.Http("127.0.0.1", 0, false), directory);
    }

    @Test
    void isReadyWhenItHasStarted() throws Exception {
        var ready = get("/health/ready");

        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(ready.body()).isEqualTo("{\"status\":\"up\"}");
    }

    @Test
    void describesExactlyWhatItServes() throws Exception {
        var vertx = Vertx.vertx();
        var served = new TreeSet<String>();
        try {
            var router = Router.router(vertx);
            service().rooms().forEach(room -> room.mount(vertx, router));
            for (var route : router.getRoutes()) {
                var methods = route.methods();
                if (methods != null && !PARTS_OF_PAGES.contains(route.getPath())) {
                    methods.forEach(
                            method -> served.add(method + " " + route.getPath().replaceAll(":([a-z]+)", "{$1}")));
                }
            }
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }

        assertThat(served).isEqualTo(described(path -> !isForDeliverer(path)));
    }

    /** They stand in a router of their own, which only the process that delivers has. */
    @Test
    void hasWhatItDescribesOfSubscriptionsAndDeliveriesForOperatorsOnly() throws Exception {
        var described = described(DabylTest::isForDeliverer);

        assertThat(described).hasSizeGreaterThan(10);
        for (var line : described) {
            var words = line.split(" ", 2);
            var request = HttpRequest.newBuilder(service().address().resolve(words[1].replace("{id}", "sub_none")))
                    .method(words[0], HttpRequest.BodyPublishers.ofString("{}"))
                    .header("content-type", "application/json")
                    .build();
            var answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(line).isEqualTo(401);
        }
    }

    private static Set<String> described(Predicate<String> wanted) throws IOException {
        var described = new TreeSet<String>();
        new YAMLMapper()
                .readTree(ServiceDocuments.openApi()).path("paths").properties().stream()
                        .filter(path -> wanted.test(path.getKey()))
                        .forEach(path -> path.getValue().fieldNames().forEachRemaining(method -> {
                            if (!method.equals("parameters")) {
                                described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey());
                            }
                        }));
        return described;
    }

    private static boolean isForDeliverer(String path) {
        return path.startsWith("/v1/subscriptions") || path.equals("/v1/deliveries");
    }

    @Test
    void publishesWhatTheDetectorFindsInTheSameRecording() throws Exception {
        var recording = new ArrayList<LogEntry>();
        Simulation.run(Scenarios.named("demo"), 1, recording::add);
        var expected = new ArrayList<JsonNode>();
        var detection = new Detection(
                Thresholds.DEFAULT, List.of(), incident -> expected.add(read(IncidentJson.text(incident))));
        recording.forEach(detection::accept);

        try (var slack = new SlackReceiver()) {
            slack.subscribeTo(service());
            var client = new ServiceClient(
                    service().address(), service().credentials().operatorToken(), WallTime.MACHINE);
            Replay.ofLines(client, Speed.MAX, WallTime.MACHINE).play(EntrySource.of(recording));

            var id = expected.get(0).path("id").asText();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(read(get("/v1/incidents/" + id + "/revisions")
                                            .body())
                                    .path("items"))
                            .containsExactlyElementsOf(expected));
            assertThat(get("/cap/" + id + ".xml").body()).contains("<status>Exercise</status>");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(slack.texts()).isNotEmpty());
            assertThat(slack.texts()).allSatisfy(text -> assertThat(text).startsWith("EXERCISE"));
            assertThat(get("/feed.atom?lang=kk").body()).contains("<id>urn:dabyl:incident:" + id + "</id>");
        }
    }

    @Test
    void barsAllButItsStyleFromThePageOfAMonth() throws Exception {
        var page = get("/v1/overview?month=2021-04&format=html");

        assertThat(page.headers().firstValue("content-security-policy"))
                .hasValueSatisfying(policy -> assertThat(policy)
                        .startsWith(SecurityHeaders.POLICY + "; style-src 'sha256-")
                        .doesNotContain("unsafe"));
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    @Test
    void measuresWithoutNamingProbesOrMethods() throws Exception {
        var unused = HTTP.send(
                HttpRequest.newBuilder(uri("/v1/incidents"))
                        .method("NONSENSE", HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        var metrics = get("/metrics").body();

        assertThat(metrics).contains("dabyl_reports_total", "vertx_http_server").doesNotContain("NONSENSE");
    }

    @Test
    void keepsItsSecretsToItself() throws IOException {
        for (var secret : List.of("operator-token", "relay-token", "probe-key", "webhook-key")) {
            assertThat(Files.getPosixFilePermissions(data.resolve(secret)))
                    .as(secret)
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
    }

    @Test
    void saysThatItsDirectoryIsInUse() {
        assertThatThrownBy(() -> Dabyl.start(options(data)).close())
                .isInstanceOf(ServiceFailedException.class)
                .hasMessageContaining(data.toString());
    }

    @Test
    void saysThatItsPortIsInUse(@TempDir Path other) {
        var taken = new ServiceOptions.Http("127.0.0.1", service().address().getPort(), false);

        assertThatThrownBy(() -> Dabyl.start(ServiceOptions.of(taken, other)).close())
                .isInstanceOf(ServiceFailedException.class)
                .hasMessageStartingWith("cannot listen on 127.0.0.1:" + taken.port());
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static URI uri(String path) {
        return service().address().resolve(path);
    }
}
