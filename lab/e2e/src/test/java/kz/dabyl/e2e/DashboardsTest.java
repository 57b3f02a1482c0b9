package kz.dabyl.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every query of every dashboard and every rule, asked of a real Prometheus that scrapes the demonstration, to which a probe
 * reports: each panel shows a number, and no rule names a metric that nobody has.
 */
class DashboardsTest {

    private static final Path DEPLOY =
            Path.of("..", "..", "deploy").toAbsolutePath().normalize();
    private static final Pattern LISTENING = Pattern.compile("msg=\"Listening on\" address=127\\.0\\.0\\.1:(\\d+)");
    private static final Pattern NAME = Pattern.compile("\\b(dabyl|jvm)_[a-z0-9_]+\\b");

    private static final String FIRED =
            "last_over_time(ALERTS{alertname=\"DabylIncidentOpen\", alertstate=\"firing\"}[5m])";

    /** The demonstration speaks plain HTTP. */
    private static final String NEEDS_TLS = "dabyl_tls_certificate_expiry_timestamp_seconds";

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void showSomethingInEveryPanel(@TempDir Path folder) throws Exception {
        var program = Tool.find("prometheus");
        var promtool = Tool.find("promtool");
        assumeTrue(program.isPresent(), "skipped: there is no prometheus on the path");
        assumeTrue(promtool.isPresent(), "skipped: there is no promtool on the path");

        try (var demo = Demo.start(folder)) {
            Files.writeString(folder.resolve("prometheus.yml"), config(demo));
            Files.copy(DEPLOY.resolve("prometheus").resolve("rules.yml"), folder.resolve("rules.yml"));
            try (var prometheus = Tool.start(
                    folder,
                    program.orElseThrow(),
                    "--config.file=prometheus.yml",
                    "--storage.tsdb.path=tsdb",
                    "--web.listen-address=127.0.0.1:0")) {
                var base = URI.create("http://127.0.0.1:" + prometheus.says(LISTENING));
                await("Prometheus to have read what it kept")
                        .atMost(Duration.ofSeconds(60))
                        .until(() -> text(base.resolve("/-/ready")).contains("Ready"));
                await("an open incident to be scraped")
                        .atMost(Duration.ofSeconds(90))
                        .until(() -> !series(base, "dabyl_incidents_open > 0").isEmpty());
                await("two scrapes of deliveries")
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> !series(base, "rate(dabyl_deliveries_total{outcome=\"delivered\"}[10s]) > 0")
                                .isEmpty());

                await("the rules to see the incident")
                        .atMost(Duration.ofSeconds(60))
                        .until(() -> !series(base, FIRED).isEmpty());

                var sent = new AtomicLong();
                await("a number in every panel")
                        .pollInterval(Duration.ofSeconds(1))
                        .atMost(Duration.ofSeconds(90))
                        .untilAsserted(() -> {
                            // What the demonstration replays is no report that a probe waits to be acknowledged.
                            report(demo, sent.incrementAndGet());
                            assertThat(silentPanels(base)).isEmpty();
                        });
                assertThat(unknownMetrics(base)).isEmpty();
                assertThat(sickRules(base)).isEmpty();
            }
            assertThat(complaints(promtool.orElseThrow(), folder, demo)).isEmpty();
        }
    }

    private static String config(Demo demo) {
        return """
                global: {scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s}
                rule_files: [rules.yml]
                scrape_configs:
                  - job_name: dabyl
                    static_configs:
                      - targets: ["%s"]
                """.formatted(demo.base().getAuthority());
    }

    private void report(Demo demo, long seq) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(demo.base().resolve("/v1/reports"))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + Service.RELAY)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Logs.report("p-dashboard", seq, Afternoon.SHUT_DOWN)))
                .build();
        assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(202);
    }

    /** Panels with a query that fails, or finds no number. */
    private List<String> silentPanels(URI prometheus) throws Exception {
        var silent = new ArrayList<String>();
        for (var dashboard : dashboards()) {
            for (var panel : dashboard.path("panels")) {
                for (var target : panel.path("targets")) {
                    var expression = filled(target.path("expr").asText());
                    if (!showsANumber(series(prometheus, expression))) {
                        silent.add(panel.path("title").asText() + ": " + expression);
                    }
                }
            }
            for (var variable : dashboard.path("templating").path("list")) {
                var query = variable.path("query").asText();
                if (query.startsWith("label_values(")) {
                    var selector = query.substring("label_values(".length(), query.lastIndexOf(','));
                    if (series(prometheus, filled(selector)).isEmpty()) {
                        silent.add("variable " + variable.path("name").asText());
                    }
                }
            }
        }
        return silent;
    }

    private static boolean showsANumber(JsonNode series) {
        return StreamSupport.stream(series.spliterator(), false)
                .map(one -> one.path("value").path(1).asText())
                .anyMatch(value -> !value.equals("NaN") && !value.endsWith("Inf"));
    }

    /** Metrics that rules name and nobody has. */
    private SortedSet<String> unknownMetrics(URI prometheus) throws Exception {
        var unknown = new TreeSet<String>();
        var expressions = Files.readString(DEPLOY.resolve("prometheus").resolve("rules.yml"))
                .replaceAll("(?m)^.*(record|description|summary|alertname|runbook_url):.*$", "");
        var names = NAME.matcher(expressions.replaceAll("\\b\\w+:dabyl_\\S+", ""));
        while (names.find()) {
            var name = names.group();
            if (!name.equals(NEEDS_TLS) && series(prometheus, name).isEmpty()) {
                unknown.add(name);
            }
        }
        return unknown;
    }

    /** Rules that fail where they are evaluated, such as one that finds several series where there may be one. */
    private List<String> sickRules(URI prometheus) throws Exception {
        var rules = Logs.json(text(prometheus.resolve("/api/v1/rules"))).findValues("rules").stream()
                .flatMap(group -> StreamSupport.stream(group.spliterator(), false))
                .toList();
        assertThat(rules).hasSizeGreaterThan(10);
        return rules.stream()
                .filter(rule -> !rule.path("health").asText().equals("ok")
                        || !rule.path("lastError").asText().isEmpty())
                .map(rule -> rule.path("name").asText() + ": " + rule.path("health") + " " + rule.path("lastError"))
                .toList();
    }

    /** What promtool holds against our metrics; those of libraries keep the names that they have everywhere. */
    private List<String> complaints(Path promtool, Path folder, Demo demo) throws Exception {
        var metrics = folder.resolve("metrics.txt");
        Files.writeString(metrics, text(demo.base().resolve("/metrics")));
        var process = new ProcessBuilder(promtool.toString(), "check", "metrics")
                .redirectInput(metrics.toFile())
                .redirectErrorStream(true)
                .start();
        try (var output = process.getInputStream()) {
            var said = new String(output.readAllBytes(), UTF_8);
            // 1 is that it could not read them at all, 3 that it does not like some.
            assertThat(process.waitFor()).as(said).isIn(0, 3);
            return said.lines().filter(line -> line.startsWith("dabyl_")).toList();
        }
    }

    private static List<JsonNode> dashboards() throws IOException {
        try (Stream<Path> files = Files.list(DEPLOY.resolve("grafana").resolve("dashboards"))) {
            var dashboards = new ArrayList<JsonNode>();
            for (var file : files.sorted().toList()) {
                dashboards.add(Logs.json(Files.readString(file)));
            }
            assertThat(dashboards).hasSizeGreaterThanOrEqualTo(4);
            return dashboards;
        }
    }

    /** With what Grafana would put in the place of its variables, over all that has happened. */
    private static String filled(String expression) {
        return expression.replace("$__rate_interval", "5m").replaceAll("\\$[a-z]+", ".+");
    }

    private JsonNode series(URI prometheus, String expression) throws Exception {
        var answer = Logs.json(text(prometheus.resolve("/api/v1/query?query=" + URLEncoder.encode(expression, UTF_8))));
        assertThat(answer.path("status").asText())
                .as(expression + ": " + answer)
                .isEqualTo("success");
        return answer.path("data").path("result");
    }

    private String text(URI address) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(20)).build();
        return http.send(request, BodyHandlers.ofString()).body();
    }
}
