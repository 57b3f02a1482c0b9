package kz.dabyl.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody sees who starts Dabyl for the first time. */
class FirstContactTest {

    @Test
    void takesReportsAndGivesThemBackAsTheyWere(@TempDir Path folder) throws Exception {
        var data = folder.resolve("data");
        var now = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
        var sent = List.of(Logs.report("p-1", 0, now), Logs.report("p-2", 41, now));

        try (var service = Service.start(data)) {
            var answer = service.postReports(String.join("\n", sent));
            var recording = Program.run("record", "--data", data.toString(), "--raw");

            assertThat(answer.statusCode()).isEqualTo(202);
            assertThat(Logs.json(answer.body()).path("accepted").asInt()).isEqualTo(2);
            assertThat(recording.exit()).as(recording.err()).isZero();
            assertThat(reports(recording)).containsExactlyInAnyOrder(Logs.json(sent.get(0)), Logs.json(sent.get(1)));
            assertThat(service.terminate()).isTrue();
            assertThat(service.exitCode()).isZero();
        }

        var offline = Program.run("record", "--data", data.toString(), "--raw");
        assertThat(offline.exit()).as(offline.err()).isZero();
        assertThat(reports(offline)).hasSize(2);
    }

    @Test
    void saysWhatItIsAndHowItIs(@TempDir Path folder) throws Exception {
        try (var service = Service.start(folder.resolve("data"))) {
            service.postReports(Logs.report("p-1", 0, Instant.now().toString()));

            assertThat(service.get("/").body()).containsIgnoringCase("dabyl");
            assertThat(service.get("/health/live").statusCode()).isEqualTo(200);
            assertThat(service.get("/health/ready").statusCode()).isEqualTo(200);
            assertThat(service.get("/openapi.yaml").body()).contains("openapi: 3.1");
            assertThat(service.get("/v1/incidents").body()).isEqualTo("{\"items\":[],\"next_cursor\":null}");
            assertThat(service.get("/metrics").body())
                    .contains("dabyl_reports_total{result=\"accepted\"} 1.0")
                    .contains("dabyl_report_ack_seconds_bucket")
                    .contains("dabyl_detector_lag_seconds")
                    .contains("dabyl_detector_blind")
                    .contains("jvm_memory_used_bytes")
                    .contains("kafka_")
                    .contains("vertx_http_server");
        }
    }

    private static List<JsonNode> reports(Program.Result recording) throws Exception {
        var reports = new ArrayList<JsonNode>();
        for (var line : recording.lines()) {
            var tree = Logs.json(line);
            if (tree.has("report")) {
                reports.add(tree.get("report"));
            }
        }
        return reports;
    }
}
