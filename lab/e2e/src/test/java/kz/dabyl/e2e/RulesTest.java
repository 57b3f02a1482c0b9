package kz.dabyl.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import kz.dabyl.model.LogEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Thresholds and rallies that change while the service runs, is killed and starts again. */
class RulesTest {

    private static final String THRESHOLDS = "/v1/thresholds";
    private static final String RALLIES = "/v1/rallies";
    private static final String JSON = "application/json";
    private static final String RALLY =
            "[{\"id\":\"march\",\"title\":\"March\",\"from\":\"2021-04-24T00:00:00.000Z\",\"until\":\"2021-04-25T00:00:00.000Z\","
                    + "\"lat\":43.2383,\"lon\":76.9454,\"radius_m\":20000.0}]";

    @Test
    void judgeFromTheirPlaceInTheLogOnAndTheRecordingSaysTheSameAgain(@TempDir Path folder) throws Exception {
        var data = folder.resolve("data");
        var file = Files.writeString(folder.resolve("night.yaml"), "close_after_s: 90\n");
        // The rally is announced by hand, in the middle.
        var log = Logs.demo(7).stream()
                .filter(entry -> !(entry instanceof LogEntry.RalliesSet))
                .toList();
        var opened = Logs.detected(log).get(0).detected();
        try (var service = start(data)) {
            replay(service, folder, log.subList(0, entryAt(log, opened - 120_000)));
            assertThat(put(service, THRESHOLDS, JSON, "{\"confirm_after_s\":20}", "sooner")
                            .body())
                    .contains("\"version\":2");
            service.kill();
        }
        List<JsonNode> live;
        List<JsonNode> history;
        Program.Result recorded;
        try (var service = start(data, "--config", file.toString())) {
            assertThat(put(service, RALLIES, JSON, RALLY, "announced").statusCode())
                    .isEqualTo(200);
            feed(service, log.subList(entryAt(log, opened - 120_000), entryAt(log, opened + 60_000)));
            awaitOne(service, "/v1/incidents");
            assertThat(put(service, THRESHOLDS, "application/yaml", "close_after_s: 60", "at dawn")
                            .statusCode())
                    .isEqualTo(200);
            feed(service, log.subList(entryAt(log, opened + 60_000), log.size()));
            awaitOne(service, "/v1/incidents?state=closed");
            live = revisions(service);
            history = Logs.items(service.get(THRESHOLDS + "/history").body());
            recorded = Program.run("record", "--data", data.toString());
        }

        var recording = Files.writeString(folder.resolve("live.ndjson"), recorded.out());
        var detected = Program.run("detect", recording.toString());

        assertThat(detected.exit()).as(detected.err()).isZero();
        assertThat(sorted(trees(detected.lines()))).isEqualTo(live);
        assertThat(live.get(0).path("thresholds_version").asInt()).isEqualTo(3);
        assertThat(live.get(0).path("rally").asText()).isEqualTo("march");
        assertThat(live.get(live.size() - 1).path("thresholds_version").asInt()).isEqualTo(4);
        assertKept(history);
        assertThat(versions(recorded)).startsWith(1, 2, 3, 4);
    }

    /** With who, when and why, also over a crash. */
    private static void assertKept(List<JsonNode> history) {
        assertThat(history)
                .extracting(change -> change.path("version").asInt() + " "
                        + change.path("who").asText() + " "
                        + change.path("why").asText())
                .containsExactly(
                        "1 default the first start", "2 operator sooner", "3 file night.yaml", "4 operator at dawn");
        assertThat(history.get(1).at("/thresholds/confirm_after_s").asInt()).isEqualTo(20);
        assertThat(history.get(2).at("/thresholds/close_after_s").asInt()).isEqualTo(90);
        assertThat(history.get(3).at("/thresholds/close_after_s").asInt()).isEqualTo(60);
        assertThat(history)
                .allSatisfy(change -> assertThat(change.path("when").asText()).endsWith("Z"));
    }

    /** By the command, where {@link #feed} does without. */
    private static void replay(Service service, Path folder, List<LogEntry> log) throws Exception {
        var file = Files.write(folder.resolve("before.ndjson"), Logs.recording(log));
        var to = service.base().toString();
        var replayed =
                Program.run("replay", file.toString(), "--to", to, "--token", Service.OPERATOR, "--speed", "max");
        assertThat(replayed.exit()).as(replayed.err()).isZero();
    }

    private static void awaitOne(Service service, String incidents) {
        await().atMost(Duration.ofMinutes(2))
                .until(() -> !Logs.items(service.get(incidents).body()).isEmpty());
    }

    private static Service start(Path data, String... more) throws IOException {
        var flags = new ArrayList<>(List.of("--time", "log"));
        flags.addAll(List.of(more));
        return Service.start(data, flags.toArray(String[]::new));
    }

    static HttpResponse<String> put(Service service, String path, String type, String body, String reason)
            throws Exception {
        return service.insist(service.request(path)
                .header("Authorization", "Bearer " + Service.OPERATOR)
                .header("Content-Type", type)
                .header("X-Dabyl-Reason", reason)
                .PUT(BodyPublishers.ofString(body)));
    }

    private static void feed(Service service, List<LogEntry> log) throws Exception {
        var answer = service.insist("/v1/recordings", "application/x-ndjson", Logs.recording(log));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    }

    private static int entryAt(List<LogEntry> log, long time) {
        for (var i = 0; i < log.size(); i++) {
            if (log.get(i) instanceof LogEntry.Tick tick && tick.time() >= time) {
                return i + 1;
            }
        }
        throw new IllegalArgumentException("the log ends before " + time);
    }

    private static List<JsonNode> revisions(Service service) throws Exception {
        var revisions = new ArrayList<JsonNode>();
        for (var incident : Logs.items(service.get("/v1/incidents").body())) {
            revisions.addAll(Logs.items(
                    service.get("/v1/incidents/" + incident.path("id").asText() + "/revisions")
                            .body()));
        }
        return sorted(revisions);
    }

    private static List<Integer> versions(Program.Result recording) throws Exception {
        var versions = new ArrayList<Integer>();
        for (var line : trees(recording.lines())) {
            if (line.has("thresholds")) {
                versions.add(line.at("/thresholds/version").asInt());
            }
        }
        return versions;
    }

    private static List<JsonNode> trees(List<String> lines) throws Exception {
        var trees = new ArrayList<JsonNode>();
        for (var line : lines) {
            trees.add(Logs.json(line));
        }
        return trees;
    }

    private static List<JsonNode> sorted(List<JsonNode> revisions) {
        return revisions.stream()
                .sorted(Comparator.<JsonNode, String>comparing(r -> r.path("id").asText())
                        .thenComparing(r -> r.path("revision").asInt()))
                .toList();
    }
}
