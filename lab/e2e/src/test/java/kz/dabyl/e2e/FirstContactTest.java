package kz.dabyl.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * What somebody sees who starts Dabyl for the first time: reports that come back as they were, how it is, clocks that are years
 * off, thresholds and rallies that change. The tests share one service in real time, in whatever order they come.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FirstContactTest {

    private static final String ACCEPTED = "dabyl_reports_total{result=\"accepted\"}";
    private static final String MISDATED = "dabyl_reports_total{result=\"misdated\"}";
    private static final String THRESHOLDS = "/v1/thresholds";
    private static final String RALLIES = "/v1/rallies";
    private static final String JSON = "application/json";
    private static final List<String> WRONG = List.of(
            "1970-01-01T00:00:00Z",
            "1969-12-31T23:59:59.999Z",
            "0001-01-01T00:00:00Z",
            "2099-12-31T23:59:59Z",
            "9999-12-31T23:59:59.999Z");

    private Path data;
    private Service service;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        data = folder.resolve("data");
        service = Service.start(data);
    }

    /** Whatever the tests did: the service ends as it was asked to, and its log can be read without it. */
    @AfterAll
    void endsWhenItIsAskedAndLeavesItsLog() throws Exception {
        try {
            var accepted = accepted();

            assertThat(service.terminate()).isTrue();
            assertThat(service.exitCode()).isZero();
            assertThat(kept(probe -> true)).hasSize((int) accepted);
        } finally {
            service.close();
        }
    }

    @Test
    void takesReportsAndGivesThemBackAsTheyWere() throws Exception {
        var now = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
        var sent = List.of(Logs.report("p-back-1", 0, now), Logs.report("p-back-2", 41, now));

        var answer = service.postReports(String.join("\n", sent));

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(Logs.json(answer.body()).path("accepted").asInt()).isEqualTo(2);
        assertThat(kept(probe -> probe.startsWith("p-back")))
                .extracting(entry -> entry.get("report"))
                .containsExactlyInAnyOrder(Logs.json(sent.get(0)), Logs.json(sent.get(1)));
    }

    @Test
    void saysWhatItIsAndHowItIs() throws Exception {
        var before = accepted();

        service.postReports(Logs.report("p-how", 0, Instant.now().toString()));

        assertThat(service.get("/").body()).containsIgnoringCase("dabyl");
        assertThat(service.get("/health/live").statusCode()).isEqualTo(200);
        assertThat(service.get("/health/ready").statusCode()).isEqualTo(200);
        assertThat(service.get("/openapi.yaml").body()).contains("openapi: 3.1");
        assertThat(service.get("/v1/incidents").body()).isEqualTo("{\"items\":[],\"next_cursor\":null}");
        assertThat(service.get("/metrics").body())
                .contains(ACCEPTED + " " + (before + 1))
                .contains("dabyl_report_ack_seconds_bucket")
                .contains("dabyl_detector_lag_seconds")
                .contains("dabyl_detector_blind")
                .contains("jvm_memory_used_bytes")
                .contains("kafka_")
                .contains("vertx_http_server");
    }

    @Test
    void datesReportsOfWrongClocksWhenTheyWereReceivedAndTheirNeighboursAsTheySay() throws Exception {
        var now = Instant.now().truncatedTo(ChronoUnit.MILLIS).minusSeconds(60).toString();
        var lines = new ArrayList<String>();
        for (var i = 0; i < WRONG.size(); i++) {
            lines.add(Logs.report("p-clock-wrong-" + i, 0, WRONG.get(i)));
            lines.add(Logs.report("p-clock-right-" + i, 0, now));
        }
        lines.add(Logs.report("p-clock-before-christ", 0, "-0044-03-15T12:00:00Z"));

        var response = service.postReports(String.join("\n", lines));

        assertThat(response.statusCode()).isEqualTo(202);
        var answer = Logs.json(response.body());
        assertThat(answer.path("accepted").asInt()).isEqualTo(2 * WRONG.size());
        assertThat(answer.path("rejected")).hasSize(1);
        assertThat(answer.path("rejected").path(0).path("pointer").asText()).isEqualTo("/at");
        assertThat(service.metric(MISDATED)).isEqualTo(WRONG.size());
        var kept = new TreeMap<String, JsonNode>();
        kept(probe -> probe.startsWith("p-clock"))
                .forEach(entry -> kept.put(entry.path("report").path("probe").asText(), entry));
        assertThat(kept).hasSize(2 * WRONG.size());
        kept.forEach(
                (probe, entry) -> assertThat(entry.path("report").path("at").asText())
                        .as(probe)
                        .isEqualTo(
                                probe.startsWith("p-clock-wrong")
                                        ? entry.path("received").asText()
                                        : now));
    }

    /** A hop of five seconds must begin after the change and end; the rest is what a busy machine may take. */
    @Test
    void judgesWithinSecondsByThresholdsThatWereChanged() throws Exception {
        await().atMost(Duration.ofSeconds(60)).until(() -> judgesBy(3));

        var changed = RulesTest.put(service, THRESHOLDS, JSON, "{\"min_probes\":7}", "fewer alarms");

        assertThat(changed.statusCode()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(20)).until(() -> judgesBy(7));
    }

    /** Whether the detector's last hop was judged with so many probes at least. */
    private boolean judgesBy(int minProbes) throws Exception {
        var status = service.get("/v1/status");
        return status.statusCode() == 200
                && Logs.json(status.body()).path("min_probes").asInt() == minProbes;
    }

    @Test
    void refusesRulesThatAreBadOrThatNobodyMayChange() throws Exception {
        var before = version();

        var bad = RulesTest.put(service, THRESHOLDS, JSON, "{\"min_probes\":0}", "try");
        assertThat(bad.statusCode()).isEqualTo(400);
        assertThat(bad.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(Logs.json(bad.body()).at("/errors/0/pointer").asText()).isEqualTo("/min_probes");
        assertThat(RulesTest.put(service, RALLIES, JSON, "[{\"id\":\"r\"}]", "try")
                        .body())
                .contains("\"line\":1,\"pointer\":\"/from\"");
        assertThat(RulesTest.put(service, THRESHOLDS, JSON, "{}", "").body()).contains("X-Dabyl-Reason");
        assertThat(service.send(service.request(THRESHOLDS).GET()).statusCode()).isEqualTo(401);
        var relay = service.request(THRESHOLDS).header("Authorization", "Bearer " + Service.RELAY);
        assertThat(service.send(relay.GET()).statusCode()).isEqualTo(403);

        assertThat(version()).isEqualTo(before);
    }

    private int version() throws Exception {
        return Logs.json(service.get(THRESHOLDS).body()).path("version").asInt();
    }

    /** Reports that were accepted so far. */
    private double accepted() throws Exception {
        return service.metric(ACCEPTED);
    }

    /** Entries of the log with reports of such probes. */
    private List<JsonNode> kept(Predicate<String> probes) throws Exception {
        var recording = Program.run("record", "--data", data.toString(), "--raw");
        assertThat(recording.exit()).as(recording.err()).isZero();
        var kept = new ArrayList<JsonNode>();
        for (var line : recording.lines()) {
            var entry = Logs.json(line);
            if (entry.has("report")
                    && probes.test(entry.path("report").path("probe").asText())) {
                kept.add(entry);
            }
        }
        return kept;
    }
}
