package kz.dabyl.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The live service and {@code detect} over what it recorded say the same. */
class ReplayTest {

    @Test
    void detectsTheSameAgainOverTheRecordingOfALiveRun(@TempDir Path folder) throws Exception {
        var data = folder.resolve("data");
        var scenario = Program.run("simulate", "demo", "--seed", "5");
        var recording = Files.writeString(folder.resolve("demo.ndjson"), scenario.out());
        var live = new ArrayList<JsonNode>();
        try (var service = Service.start(data, "--time", "log")) {
            var replayed = Program.run(
                    "replay",
                    recording.toString(),
                    "--to",
                    service.base().toString(),
                    "--token",
                    Service.OPERATOR,
                    "--speed",
                    "max");
            assertThat(replayed.exit()).as(replayed.err()).isZero();
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> !Logs.items(
                                    service.get("/v1/incidents?state=closed").body())
                            .isEmpty());
            for (var incident : Logs.items(service.get("/v1/incidents").body())) {
                live.addAll(Logs.items(
                        service.get("/v1/incidents/" + incident.path("id").asText() + "/revisions")
                                .body()));
            }
        }

        var recorded = Program.run("record", "--data", data.toString(), "--raw");
        var again = Files.writeString(folder.resolve("again.ndjson"), recorded.out());
        var detected = Program.run("detect", again.toString());

        assertThat(detected.exit()).as(detected.err()).isZero();
        assertThat(sorted(trees(detected.lines()))).isEqualTo(sorted(live)).isNotEmpty();
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
