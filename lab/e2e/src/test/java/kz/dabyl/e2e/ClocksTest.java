package kz.dabyl.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Probes whose clocks are years off. */
class ClocksTest {

    private static final List<String> WRONG = List.of(
            "1970-01-01T00:00:00Z",
            "1969-12-31T23:59:59.999Z",
            "0001-01-01T00:00:00Z",
            "2099-12-31T23:59:59Z",
            "9999-12-31T23:59:59.999Z");

    @Test
    void areDatedWhenTheyWereReceivedAndTheirNeighboursAsTheySay(@TempDir Path folder) throws Exception {
        var data = folder.resolve("data");
        var now = Instant.now().truncatedTo(ChronoUnit.MILLIS).minusSeconds(60).toString();
        var lines = new ArrayList<String>();
        for (var i = 0; i < WRONG.size(); i++) {
            lines.add(Logs.report("p-wrong-" + i, 0, WRONG.get(i)));
            lines.add(Logs.report("p-right-" + i, 0, now));
        }
        lines.add(Logs.report("p-before-christ", 0, "-0044-03-15T12:00:00Z"));

        JsonNode answer;
        double misdated;
        try (var service = Service.start(data)) {
            var response = service.postReports(String.join("\n", lines));
            assertThat(response.statusCode()).isEqualTo(202);
            answer = Logs.json(response.body());
            misdated = service.metric("dabyl_reports_total{result=\"misdated\"}");
        }

        assertThat(answer.path("accepted").asInt()).isEqualTo(2 * WRONG.size());
        assertThat(answer.path("rejected")).hasSize(1);
        assertThat(answer.path("rejected").path(0).path("pointer").asText()).isEqualTo("/at");
        assertThat(misdated).isEqualTo(WRONG.size());
        var kept = new TreeMap<String, JsonNode>();
        for (var line :
                Program.run("record", "--data", data.toString(), "--raw").lines()) {
            var entry = Logs.json(line);
            if (entry.has("report")) {
                kept.put(entry.path("report").path("probe").asText(), entry);
            }
        }
        assertThat(kept).hasSize(2 * WRONG.size());
        kept.forEach((probe, entry) -> assertThat(
                        entry.path("report").path("at").asText())
                .as(probe)
                .isEqualTo(probe.startsWith("p-wrong") ? entry.path("received").asText() : now));
    }
}
