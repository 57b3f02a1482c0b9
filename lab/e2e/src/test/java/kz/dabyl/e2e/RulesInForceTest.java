package kz.dabyl.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How soon cells are judged by what is changed, in real time: of six probes the service tells as many as the thresholds in
 * force let it, {@code 3-7} with {@code min_probes: 3}, {@code 4-7} with 4.
 */
class RulesInForceTest {

    private static final Duration A_FEW_SECONDS = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String THRESHOLDS = "/v1/thresholds";
    private static final String BROKEN = "dabyl_rules_file_broken{rules=\"thresholds\"}";
    private static final String RALLY =
            "[{\"id\":\"%s\",\"title\":\"March\",\"from\":\"2021-04-24T00:00:00.000Z\",\"until\":\"2021-04-25T00:00:00.000Z\","
                    + "\"lat\":43.2383,\"lon\":76.9454,\"radius_m\":2000.0}]";

    @Test
    void isSeenOfRequestsAndOfFilesWithinSeconds(@TempDir Path folder) throws Exception {
        var thresholds = Files.writeString(folder.resolve("night.yaml"), "min_probes: 3\n");
        var rallies = Files.writeString(folder.resolve("rallies.json"), RALLY.formatted("march"));
        try (var service = Service.start(
                folder.resolve("data"), "--config", thresholds.toString(), "--rallies", rallies.toString())) {
            assertThat(service.postReports(sixProbes()).statusCode()).isEqualTo(202);
            awaitProbes(service, "3-7", PATIENCE);

            var put = System.nanoTime();
            assertThat(RulesTest.put(service, THRESHOLDS, "application/yaml", "min_probes: 4", "by night")
                            .statusCode())
                    .isEqualTo(200);
            awaitProbes(service, "4-7", A_FEW_SECONDS);
            tell("a request", put);

            var changed = System.nanoTime();
            replace(thresholds, "min_probes: 5\n");
            replace(rallies, RALLY.formatted("assembly"));
            awaitProbes(service, "5-7", A_FEW_SECONDS);
            tell("a file", changed);
            await().atMost(A_FEW_SECONDS)
                    .untilAsserted(() ->
                            assertThat(history(service, "/v1/rallies")).endsWith("file rallies.json has changed"));

            replace(thresholds, "min_probes: none\n");
            await().atMost(A_FEW_SECONDS).until(() -> service.metric(BROKEN) == 1);
            assertThat(service.log()).contains("night.yaml: /min_probes: expected");
            replace(thresholds, "min_probes: 5\n");
            await().atMost(A_FEW_SECONDS).until(() -> service.metric(BROKEN) == 0);

            assertThat(history(service, THRESHOLDS))
                    .containsExactly("file night.yaml", "operator by night", "file night.yaml has changed");
        }
    }

    private static String sixProbes() {
        var now = Instant.now().toString();
        return IntStream.range(0, 6)
                .mapToObj(i -> Logs.report("p-" + i, 0, now))
                .collect(Collectors.joining("\n"));
    }

    private static void awaitProbes(Service service, String band, Duration limit) {
        await().atMost(limit)
                .untilAsserted(
                        () -> assertThat(Logs.items(service.get("/v1/cells").body()))
                                .extracting(cell -> cell.path("probes_band").asText())
                                .containsExactly(band));
    }

    private static List<String> history(Service service, String path) throws IOException, InterruptedException {
        return Logs.items(service.get(path + "/history").body()).stream()
                .map(RulesInForceTest::whoAndWhy)
                .toList();
    }

    private static String whoAndWhy(JsonNode change) {
        return change.path("who").asText() + " " + change.path("why").asText();
    }

    /** As editors do. */
    private static void replace(Path file, String text) throws IOException {
        var aside = Files.writeString(file.resolveSibling(file.getFileName() + ".new"), text);
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void tell(String what, long since) {
        System.out.printf("%s is in force after %.1f s%n", what, (System.nanoTime() - since) / 1e9);
    }
}
