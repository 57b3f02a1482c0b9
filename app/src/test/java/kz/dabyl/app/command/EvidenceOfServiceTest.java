package kz.dabyl.app.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import kz.dabyl.app.recording.EntrySource;
import kz.dabyl.app.recording.Replay;
import kz.dabyl.app.recording.ServiceClient;
import kz.dabyl.app.recording.Speed;
import kz.dabyl.app.recording.WallTime;
import kz.dabyl.app.service.Dabyl;
import kz.dabyl.app.service.ServiceOptions;
import kz.dabyl.model.LogEntry;
import kz.dabyl.simulator.Scenarios;
import kz.dabyl.simulator.Simulation;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service that went through the demonstration, and what can be proved of it from outside. */
class EvidenceOfServiceTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    private static Path folder;

    private static @Nullable Dabyl started;
    private static String incident = "";

    @BeforeAll
    static void goesThroughTheDemonstration() throws Exception {
        var http = new ServiceOptions.Http("127.0.0.1", 0, false);
        started = Dabyl.start(ServiceOptions.of(http, folder.resolve("data")).fedByRecordings());
        var recording = new ArrayList<LogEntry>();
        Simulation.run(Scenarios.named("demo"), 1, recording::add);
        var client =
                new ServiceClient(service().address(), service().credentials().operatorToken(), WallTime.MACHINE);
        Replay.ofLines(client, Speed.MAX, WallTime.MACHINE).play(EntrySource.of(recording));
        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .until(() -> JSON.readTree(get("/v1/incidents?state=closed").body())
                                .path("items")
                                .size()
                        == 1);
        incident = JSON.readTree(get("/v1/incidents").body()).at("/items/0/id").asText();
    }

    @AfterAll
    static void ends() {
        service().close();
    }

    private static Dabyl service() {
        return Objects.requireNonNull(started, "starts before all tests");
    }

    @Test
    void isDetectedAgainOnTheEvidenceThatEverybodyGets() throws Exception {
        var file = fetched("public.ndjson.gz", false);

        var detected = Run.of("detect " + file);

        assertThat(detected.exitCode()).as(detected.err()).isZero();
        assertThat(trees(detected.out())).isEqualTo(revisions());
    }

    @Test
    void isVerifiedAsPublishedBySomebodyWhoKnowsTheKey() throws Exception {
        var key = get("/v1/history-key").body().strip();
        for (var operator : List.of(true, false)) {
            var file = fetched("evidence-" + operator + ".ndjson.gz", operator);

            var verified = Run.of("verify --key " + key + " " + file);

            assertThat(verified.exitCode()).as(verified.out() + verified.err()).isZero();
            assertThat(verified.out()).startsWith("holds: ").contains(incident).contains(key);
        }
    }

    @Test
    void isNotVerifiedOnceAnythingWasChanged() throws Exception {
        var lines = new String(unpacked(fetched("before.ndjson.gz", false)), UTF_8)
                .lines()
                .toList();
        for (var number : List.of(0, 1, lines.size() / 2, lines.size() - 2, lines.size() - 1)) {
            var changed = new ArrayList<>(lines);
            changed.set(number, withAnotherDigit(lines.get(number)));
            var file = Files.write(folder.resolve("changed.ndjson"), changed);

            assertThat(Run.of("verify " + file).exitCode()).as("line " + number).isIn(1, 2);
        }
        var cut = Files.write(folder.resolve("cut.ndjson"), lines.subList(0, lines.size() - 1));
        assertThat(Run.of("verify " + cut).out()).contains("does not hold").contains("cut short");
    }

    /** The last digit of a line is part of a number or of a hash. */
    private static String withAnotherDigit(String line) {
        for (var at = line.length() - 1; ; at--) {
            if (Character.isDigit(line.charAt(at))) {
                var other = line.charAt(at) == '7' ? '8' : '7';
                return line.substring(0, at) + other + line.substring(at + 1);
            }
        }
    }

    @Test
    void isToldTheSameFileUntilThereIsAnotherRevision() throws Exception {
        var first = send(request("/v1/incidents/" + incident + "/evidence"));
        var tag = first.headers().firstValue("etag").orElseThrow();

        var again = send(request("/v1/incidents/" + incident + "/evidence").header("If-None-Match", tag));

        assertThat(tag).contains(incident);
        assertThat(again.statusCode()).isEqualTo(304);
    }

    @Test
    void hasAHistoryThatLiesBehindItsCheckpoints() throws Exception {
        var saved = folder.resolve("checkpoints.txt");

        var first = Run.of("verify --url " + service().address() + " --save " + saved);
        var later = Run.of("verify --url " + service().address() + " --checkpoint " + saved);

        assertThat(first.exitCode()).as(first.out() + first.err()).isZero();
        assertThat(first.out())
                .contains(revisions().size() + " links of incidents")
                .contains("2 checkpoints");
        assertThat(later.out()).startsWith("holds: ").contains("4 checkpoints");
    }

    @Test
    void isNotVerifiedAgainstCheckpointsOnceTheHistoryWasChanged() throws Exception {
        var saved = folder.resolve("signed.txt");
        Run.of("verify --url " + service().address() + " --save " + saved);
        var incidents = JSON.readTree(get("/v1/history?chain=incidents").body());
        var changed = incidents.deepCopy();
        var record = (ObjectNode) changed.path("items").path(0);
        record.put("record", record.path("record").asText() + " ");

        var codes = new ArrayList<Integer>();
        for (var history : List.of(incidents, changed)) {
            var file = Files.writeString(
                    folder.resolve("history.ndjson"),
                    history + "\n"
                            + JSON.readTree(get("/v1/history?chain=rules").body()) + "\n");
            codes.add(Run.of("verify " + file + " --checkpoint " + saved + " --key "
                            + get("/v1/history-key").body().strip())
                    .exitCode());
        }

        assertThat(codes).containsExactly(0, 1);
    }

    @Test
    void tellsChangesOfRulesToOperatorsOnly() throws Exception {
        var open = JSON.readTree(get("/v1/history?chain=rules").body()).path("items");
        var operator = request("/v1/history?chain=rules").header("Authorization", bearer());
        var told = JSON.readTree(send(operator).body()).path("items");

        assertThat(open).isNotEmpty().noneMatch(link -> link.has("record"));
        assertThat(told)
                .isNotEmpty()
                .allMatch(link -> link.path("record").asText().contains("thresholds")
                        || link.path("record").asText().contains("rallies"));
    }

    @Test
    void hasADossierInThreeLanguages() throws Exception {
        for (var language : List.of("en", "ru", "kk")) {
            var page = get("/v1/incidents/" + incident + "/dossier?lang=" + language);

            assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
            assertThat(page.headers().firstValue("content-security-policy"))
                    .hasValueSatisfying(policy -> assertThat(policy).contains("style-src 'sha256-"));
            assertThat(page.body())
                    .contains("<html lang=\"" + language + "\">", incident, "<svg", "<polyline")
                    .doesNotContain("<script", "style=");
        }
        assertThat(get("/v1/incidents/" + incident + "/dossier?lang=de").statusCode())
                .isEqualTo(400);
    }

    @Test
    void hasNoEvidenceOfWhatNeverWas() throws Exception {
        assertThat(get("/v1/incidents/01J0000000000000000000000/evidence").statusCode())
                .isEqualTo(404);
        assertThat(get("/v1/incidents/01J0000000000000000000000/dossier").statusCode())
                .isEqualTo(404);
    }

    private static Path fetched(String name, boolean operator) throws Exception {
        var request = request("/v1/incidents/" + incident + "/evidence");
        if (operator) {
            request.header("Authorization", bearer());
        }
        var answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).as(new String(answer.body(), UTF_8)).isEqualTo(200);
        return Files.write(folder.resolve(name), answer.body());
    }

    private static byte[] unpacked(Path file) throws IOException {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
            return in.readAllBytes();
        }
    }

    private static List<JsonNode> revisions() throws Exception {
        var revisions = new ArrayList<JsonNode>();
        JSON.readTree(get("/v1/incidents/" + incident + "/revisions").body())
                .path("items")
                .forEach(revisions::add);
        return revisions;
    }

    private static List<JsonNode> trees(String lines) throws IOException {
        var trees = new ArrayList<JsonNode>();
        for (var line : lines.lines().toList()) {
            trees.add(JSON.readTree(line));
        }
        return trees;
    }

    private static String bearer() {
        return "Bearer " + service().credentials().operatorToken();
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(service().address().resolve(path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
