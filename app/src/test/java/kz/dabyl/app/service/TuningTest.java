package kz.dabyl.app.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static kz.dabyl.app.service.Operator.read;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import kz.dabyl.app.recording.EntrySource;
import kz.dabyl.app.recording.Replay;
import kz.dabyl.app.recording.ServiceClient;
import kz.dabyl.app.recording.Speed;
import kz.dabyl.app.recording.WallTime;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.RecordingWriter;
import kz.dabyl.simulator.Scenarios;
import kz.dabyl.simulator.Simulation;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Thresholds are tried on a log in which others held, and run beside those all the time. */
class TuningTest {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String BLIND = "{\"min_probes\":500}";
    private static final String AIGUL = "op_aigul-0123456789abcdef";
    private static final List<LogEntry> RECORDING = new ArrayList<>();

    @TempDir
    private static Path data;

    private static @Nullable Dabyl started;

    @BeforeAll
    static void feedsALogBesideWhichBlindThresholdsRun() throws Exception {
        Files.writeString(data.resolve("operator-tokens"), "Aigul " + AIGUL + "\n");
        started = Dabyl.start(options());
        assertThat(send("PUT", "/v1/shadow", BLIND, "fewer alarms").statusCode())
                .isEqualTo(200);
        Simulation.run(Scenarios.named("demo"), 1, RECORDING::add);
        var client =
                new ServiceClient(service().address(), service().credentials().operatorToken(), WallTime.MACHINE);
        Replay.ofLines(client, Speed.MAX, WallTime.MACHINE).play(EntrySource.of(RECORDING));
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            var missed = read(get("/v1/shadow")).path("live_only");
            assertThat(missed).hasSameSizeAs(published());
            // Nothing is said of them any more.
            assertThat(missed.findValuesAsText("state")).containsOnly("closed");
        });
    }

    @AfterAll
    static void ends() {
        service().close();
    }

    private static Dabyl service() {
        return Objects.requireNonNull(started, "starts before all tests");
    }

    private static ServiceOptions options() {
        return ServiceOptions.of(new ServiceOptions.Http("127.0.0.1", 0, false), data)
                .fedByRecordings();
    }

    private static JsonNode published() throws Exception {
        var items = read(get("/v1/incidents")).path("items");
        assertThat(items).isNotEmpty();
        return items;
    }

    @Test
    void triesThresholdsOnTheLogByWhatIsLabelled() throws Exception {
        var incident = published().path(0).path("id").asText();
        send("PUT", "/v1/incidents/" + incident + "/label", "{\"verdict\":\"happened\"}", "");

        var taken = send("POST", "/v1/backtests", "{\"thresholds\":" + BLIND + ",\"curve\":[1]}", "");
        var events = get(location(taken) + "/events").body();

        assertThat(taken.statusCode()).isEqualTo(202);
        assertThat(events).contains("event: progress\ndata: {\"progress\":", "event: done\ndata: {\"id\":");
        var report = read(get(location(taken))).path("report");
        var tried = report.path("configurations").path(0);
        assertThat(report.path("against").asText()).isEqualTo("what was published");
        assertThat(tried.path("incidents").asInt()).isZero();
        assertThat(tried.path("lost").findValuesAsText("id")).contains(incident);
        assertThat(tried.path("episodes").path(0).path("incident").asText()).isEqualTo(incident);
        assertThat(tried.path("episodes").path(0).path("delay_s").isNull()).isTrue();
        assertThat(report.path("curve")).hasSize(1);
        assertThat(read(get("/v1/backtests")).path("items").findValuesAsText("id"))
                .contains(read(taken).path("id").asText());
    }

    @Test
    void findsOnTheLogWhatWasPublished() throws Exception {
        var taken = send("POST", "/v1/backtests", "{\"thresholds\":{},\"curve\":[]}", "");

        var tried = report(taken).path("configurations").path(0);

        assertThat(tried.path("kept").findValuesAsText("id"))
                .containsExactlyInAnyOrderElementsOf(published().findValuesAsText("id"));
        assertThat(tried.path("gained")).isEmpty();
        assertThat(tried.path("lost")).isEmpty();
    }

    @Test
    void triesThresholdsOnARecordingAndLeavesNothingOfIt() throws Exception {
        var query = "?thresholds=" + URLEncoder.encode("{}", UTF_8) + "&curve=0.1,0.3,1,3,10";
        var request = operator()
                .request("/v1/backtests" + query)
                .header("Content-Type", "application/x-ndjson")
                .header("Content-Encoding", "gzip")
                .POST(HttpRequest.BodyPublishers.ofByteArray(zipped()))
                .build();
        var taken = operator().send(request);

        var events = get(location(taken) + "/events").body();
        var report = read(get(location(taken))).path("report");

        assertThat(events).contains("event: progress\ndata: {\"progress\":", "event: done\ndata: {\"id\":");
        assertThat(report.path("against").asText()).isEqualTo("the thresholds in force");
        assertThat(report.path("configurations").path(0).path("incidents").asInt())
                .isEqualTo(published().size());
        assertThat(report.path("curve")).hasSize(5);
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(data.resolve("backtests")).isEmptyDirectory());
    }

    private static byte[] zipped() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var writer = new RecordingWriter(new GZIPOutputStream(bytes))) {
            for (var entry : RECORDING) {
                writer.write(entry);
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void saysWhatItDoesNotTry() throws Exception {
        var unknown = send("POST", "/v1/backtests", "{\"thresholds\":{\"min_probe\":5}}", "");
        var elsewhere = send("POST", "/v1/backtests", "{\"thresholds\":{},\"until\":\"2001-01-01T00:00:00Z\"}", "");
        var stranger = new Operator(service().address(), "").get("/v1/backtests");

        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(read(unknown).at("/errors/0/pointer").asText()).isEqualTo("/thresholds/min_probe");
        assertThat(elsewhere.statusCode()).isEqualTo(409);
        assertThat(read(elsewhere).path("detail").asText()).contains("holds summaries from");
        assertThat(stranger.statusCode()).isEqualTo(401);
    }

    @Test
    void forgetsABacktestThatIsNotWanted() throws Exception {
        var taken = send("POST", "/v1/backtests", "{\"thresholds\":{}}", "");

        var deleted = send("DELETE", location(taken), "", "");

        assertThat(deleted.statusCode()).isEqualTo(204);
        assertThat(get(location(taken)).statusCode()).isEqualTo(404);
    }

    /** What a shadow says but how far it has come: it goes on while it is asked. */
    private JsonNode shadow() throws Exception {
        return ((ObjectNode) read(get("/v1/shadow"))).without("until");
    }

    @Test
    void runsAShadowThatOutlivesARestartIsPromotedAndRolledBack() throws Exception {
        var shadow = shadow();
        service().close();
        started = Dabyl.start(options());
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(shadow()).isEqualTo(shadow));
        var holding = read(get("/v1/thresholds")).path("version").asInt();

        var aigul = new Operator(service().address(), AIGUL);
        var unexplained = aigul.send("POST", "/v1/shadow/promote", "", "");
        var promoted = aigul.send("POST", "/v1/shadow/promote", "", "a week without regrets");
        var rolledBack = aigul.send("POST", "/v1/thresholds/rollback", "", "regrets after all");

        assertThat(shadow.path("reason").asText()).isEqualTo("fewer alarms");
        assertThat(unexplained.statusCode()).isEqualTo(400);
        assertThat(unexplained.body()).contains("X-Dabyl-Reason");
        assertThat(read(promoted).path("min_probes").asInt()).isEqualTo(500);
        assertThat(read(promoted).path("version").asInt()).isEqualTo(holding + 1);
        assertThat(read(rolledBack).path("min_probes").asInt()).isEqualTo(3);
        assertThat(read(rolledBack).path("version").asInt()).isEqualTo(holding + 2);
        var changes = read(get("/v1/thresholds/history")).path("items");
        assertThat(changes.findValuesAsText("way")).endsWith("promotion", "rollback");
        // Begun by somebody else: who promotes it answers for it.
        assertThat(shadow.path("by").asText()).isEqualTo("operator");
        assertThat(changes.findValuesAsText("who")).endsWith("Aigul", "Aigul");
        assertThat(changes.findValuesAsText("why")).endsWith("a week without regrets", "regrets after all");
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(get("/v1/shadow").statusCode()).isEqualTo(404));
    }

    private static String location(HttpResponse<String> taken) {
        return taken.headers().firstValue("location").orElseThrow();
    }

    /** Of a back-test, when it is done. */
    private static JsonNode report(HttpResponse<String> taken) throws Exception {
        var last = get(location(taken) + "/events").body();
        assertThat(last).contains("event: done");
        return read(get(location(taken))).path("report");
    }

    private static Operator operator() {
        return Operator.of(service());
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return operator().get(path);
    }

    private static HttpResponse<String> send(String method, String path, String body, String reason)
            throws IOException, InterruptedException {
        return operator().send(method, path, body, reason);
    }
}
