package kz.dabyl.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus in agent mode with a real blackbox_exporter is a probe that keeps what it measures while it is cut off. */
class PrometheusAgentTest {

    private static final Pattern LISTENING = Pattern.compile("msg=\"Listening on\" address=127\\.0\\.0\\.1:(\\d+)");
    private static final int TARGETS = 2;

    /** In each second some 44 samples are taken, of which three batches fit into memory: what is older is in the log ahead. */
    private static final int SECONDS_CUT = 20;

    /** Rounds at the edges, and those that a busy machine does not measure in time. */
    private static final int LOST = 4;

    private static final String EXPORTER_CONFIG = """
            modules:
              http:
                prober: http
                timeout: 1s
                http: {preferred_ip_protocol: ip4}
            """;

    private final AtomicInteger visits = new AtomicInteger();
    private final HttpServer targets = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);

    PrometheusAgentTest() throws IOException {
        targets.createContext("/", exchange -> {
            visits.incrementAndGet();
            exchange.sendResponseHeaders(exchange.getRequestURI().getPath().equals("/down") ? 500 : 204, -1);
            exchange.close();
        });
    }

    @BeforeEach
    void serveTargets() {
        targets.start();
    }

    @AfterEach
    void stopTargets() {
        targets.stop(0);
    }

    /** What happened, as the test saw it. */
    private record Outage(String probe, Instant from, Instant until) {}

    @Test
    void deliversWhatItMeasuredWhileItWasCutOff(@TempDir Path folder) throws Exception {
        var prometheus = Tool.find("prometheus");
        var blackbox = Tool.find("prometheus-blackbox-exporter");
        assumeTrue(prometheus.isPresent(), "skipped: there is no prometheus on the path");
        assumeTrue(blackbox.isPresent(), "skipped: there is no prometheus-blackbox-exporter on the path");
        Files.writeString(folder.resolve("blackbox.yml"), EXPORTER_CONFIG);

        Outage outage;
        Program.Result recorded;
        try (var service = Service.start(folder.resolve("data"));
                var exporter = Tool.start(
                        folder,
                        blackbox.orElseThrow(),
                        "--config.file=blackbox.yml",
                        "--web.listen-address=127.0.0.1:0")) {
            outage = cutOff(service, folder, prometheus.orElseThrow(), exporter.says(LISTENING));
            assertThat(service.get("/metrics").body()).contains("dabyl_reports_total{result=\"limited\"} 0.0");
            recorded = Program.run("record", "--data", folder.resolve("data").toString(), "--raw");
        }

        var reports = reports(recorded);
        var late = reports.stream().filter(entry -> isOf(outage, entry)).toList();
        assertThat(reports)
                .extracting(entry -> entry.path("report").path("seq").asLong())
                .doesNotHaveDuplicates();
        assertThat(late).hasSizeGreaterThanOrEqualTo(SECONDS_CUT - LOST).allSatisfy(entry -> {
            assertThat(Instant.parse(entry.path("received").asText())).isAfter(outage.until());
            assertThat(entry.path("report").path("probe").asText()).isEqualTo(outage.probe());
        });
        assertThat(pings(late)).contains("site/up true", "site/down false http");
    }

    /** Has a Prometheus report over a link that is cut for a while. */
    private Outage cutOff(Service service, Path folder, Path prometheus, String exporterPort) throws Exception {
        var enrolled = enrol(service);
        try (var link = new Link(service.base())) {
            var token = enrolled.path("token").asText();
            Files.writeString(folder.resolve("prometheus.yml"), config(exporterPort, link, token));
            try (var agent = Tool.start(
                    folder,
                    prometheus,
                    "--enable-feature=agent",
                    "--config.file=prometheus.yml",
                    "--storage.agent.path=wal",
                    "--web.listen-address=127.0.0.1:0")) {
                untilAccepted(service, 3, agent);
                link.cut();
                var from = Instant.now();
                var before = visits.get();
                var told = (int) accepted(service);
                await().atMost(Duration.ofSeconds(90)).until(() -> visits.get() >= before + TARGETS * SECONDS_CUT);
                var until = Instant.now();
                link.restore();
                untilAccepted(service, told + SECONDS_CUT - LOST, agent);
                return new Outage(enrolled.path("probe").asText(), from, until);
            }
        }
    }

    private static boolean isOf(Outage outage, JsonNode entry) {
        var at = Instant.parse(entry.path("report").path("at").asText());
        return at.isAfter(outage.from()) && at.isBefore(outage.until());
    }

    private static JsonNode enrol(Service service) throws Exception {
        var invite = service.insist("/v1/invites", "application/json", Logs.utf8("{}"));
        return Logs.json(
                service.post("/v1/probes", "", "application/json", invite.body().getBytes(UTF_8))
                        .body());
    }

    private static void untilAccepted(Service service, int reports, Tool agent) throws IOException {
        await("reports in the log; the agent said: " + agent.output())
                .atMost(Duration.ofSeconds(60))
                .until(() -> accepted(service) >= reports);
    }

    private static double accepted(Service service) throws Exception {
        var value = Pattern.compile("dabyl_reports_total\\{result=\"accepted\"} (\\S+)")
                .matcher(service.get("/metrics").body());
        return value.find() ? Double.parseDouble(value.group(1)) : 0;
    }

    private String config(String exporterPort, Link link, String token) {
        return """
                global:
                  scrape_interval: 1s
                  scrape_timeout: 1s
                  external_labels:
                    dabyl_place: 8820e60003fffff
                    dabyl_network: 401-01
                    dabyl_access: mobile
                    dabyl_interval_s: "1"
                remote_write:
                  - url: %s/v1/import/remote-write
                    authorization: {credentials: %s}
                    queue_config:
                      {capacity: 100, max_samples_per_send: 100, min_shards: 1, max_shards: 1, batch_send_deadline: 1s, max_backoff: 1s}
                scrape_configs:
                  - job_name: blackbox
                    metrics_path: /probe
                    params: {module: [http]}
                    static_configs:
                      - targets: ["http://127.0.0.1:%d/up"]
                        labels: {dabyl_target: site/up}
                      - targets: ["http://127.0.0.1:%d/down"]
                        labels: {dabyl_target: site/down}
                    relabel_configs:
                      - {source_labels: [__address__], target_label: __param_target}
                      - {source_labels: [__address__], target_label: instance}
                      - {target_label: __address__, replacement: "127.0.0.1:%s"}
                """.formatted(
                        link.address(),
                        token,
                        targets.getAddress().getPort(),
                        targets.getAddress().getPort(),
                        exporterPort);
    }

    private static List<JsonNode> reports(Program.Result recording) throws IOException {
        assertThat(recording.exit()).as(recording.err()).isZero();
        var reports = new ArrayList<JsonNode>();
        for (var line : recording.lines()) {
            var tree = Logs.json(line);
            if (tree.has("report")) {
                reports.add(tree);
            }
        }
        return reports;
    }

    private static List<String> pings(List<JsonNode> entries) {
        var pings = new ArrayList<String>();
        entries.forEach(entry -> entry.path("report")
                .path("pings")
                .forEach(ping -> pings.add(String.join(
                                " ",
                                ping.path("target").asText(),
                                ping.path("ok").asText(),
                                ping.path("error").asText(""))
                        .strip())));
        return pings;
    }
}
